import type { Page } from '@playwright/test';
import { judge } from '../support/axe';
import { signIn, typedOnDisk, unlock } from '../support/desk';
import { admit } from '../support/merchants';
import { newName, op } from '../support/ops';
import { receptionist, type Staff } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const SHOP = '佳电电器 · L2-031';
const WAITS = '已存在本机，联网后生效';

/** A day from today, as the mall counts. */
function day(from: number): string {
  return new Date(Date.now() + (from * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
}

/** A measure that was imposed by the API; says its name. */
async function impose(staff: Staff, merchant: string, step: object): Promise<string> {
  const id = newName();
  const whole = { ground: '货架上有 3 盒过期牛奶', basis: '《食品安全法》第五十四条', due: null, on: day(0), ...step };
  await staff.push([op('measure.impose', { id, do: { impose: { merchant, found: null, step: whole } } })]);
  return id;
}

/** Chooses what is done about a measure, and does it. */
async function does(page: Page, action: string, fill: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: action, exact: true }).first().click();
  await fill();
  await page.getByRole('button', { name: action, exact: true }).last().click();
}

test('监督检查: a round on a tablet without a network, its findings and a measure reach another tablet and the merchant’s file', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  const merchant = await admit(staff);
  const tablet = await device(TABLET);
  await signIn(tablet, server.address, 'lin');
  await controlled(tablet);
  await tablet.getByRole('link', { name: '监督检查', exact: true }).click();
  await expect(tablet.getByText('没有安排。')).toBeVisible();
  await tablet.getByRole('link', { name: '检查清单' }).click();
  await expect(tablet.getByRole('heading', { name: '日常巡查' })).toBeVisible();
  await tablet.getByRole('link', { name: '监督检查' }).click();

  await server.stop();
  await tablet.getByRole('link', { name: '安排巡查' }).click();
  await tablet.getByLabel('用哪份清单').selectOption({ label: '日常巡查' });
  await tablet.getByLabel(SHOP.split(' · ').reverse().join(' · ')).check();
  await tablet.getByRole('button', { name: '安排巡查' }).click();
  await expect(tablet.getByRole('alert')).toContainText('请写名称');
  await tablet.getByLabel('查什么、查哪里').fill('L2 家电周查');
  await tablet.getByRole('button', { name: '安排巡查' }).click();
  await expect(tablet.getByRole('heading', { level: 1, name: 'L2 家电周查' })).toBeVisible();
  await tablet.getByRole('button', { name: '开始巡查' }).click();
  await tablet.getByRole('button', { name: SHOP }).click();
  const expired = tablet.getByRole('group', { name: '没有过期、失效、变质的商品' });
  await expired.getByRole('radio', { name: '不合格' }).check();
  await tablet.getByLabel('哪里不对？').fill('3 盒牛奶昨天过期');
  await tablet.getByRole('button', { name: '记录检查' }).click();
  await expect(tablet.getByRole('alert')).toContainText('还有 7 项没有选');
  // A tablet that is restarted at the stall has everything that was written.
  await typedOnDisk(tablet);
  await tablet.reload();
  await unlock(tablet);
  await tablet.getByRole('button', { name: SHOP }).click();
  await expect(tablet.getByLabel('哪里不对？')).toHaveValue('3 盒牛奶昨天过期');
  await tablet.getByRole('button', { name: '其余都合格' }).click();
  await tablet.getByRole('button', { name: '记录检查' }).click();
  const records = tablet.getByRole('region', { name: '检查记录' });
  await expect(records).toContainText('没有过期、失效、变质的商品: 3 盒牛奶昨天过期');

  await records.getByRole('button', { name: '采取措施' }).click();
  await expect(tablet.getByLabel('事实：')).toHaveValue('3 盒牛奶昨天过期');
  await expect(tablet.getByText('建议：警告')).toBeVisible();
  await tablet.getByRole('radio', { name: '限期整改' }).check();
  await tablet.getByLabel('整改期限').fill(day(-1));
  await tablet.getByRole('button', { name: '采取措施' }).click();
  await expect(tablet.getByRole('alert')).toContainText('期限已经过去或就是当天，请填明天或以后的日子。');
  await tablet.getByLabel('整改期限').fill(day(7));
  await tablet.getByRole('button', { name: '采取措施' }).click();
  await expect(tablet.getByRole('heading', { level: 1, name: SHOP })).toBeVisible();
  await expect(tablet.getByText(WAITS)).toBeVisible();
  await tablet.getByRole('link', { name: '查到的那次巡查' }).click();
  await expect(records.getByRole('link', { name: '已采取：限期整改' })).toBeVisible();
  await does(tablet, '结束巡查', async () => {});
  await expect(tablet.getByText('已结束')).toBeVisible();
  await server.start();
  await expect(tablet.getByText(WAITS)).toHaveCount(0);

  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/inspections`);
  await expect(boss.getByRole('region', { name: '查过的' })).toContainText('查了 1 户，发现 1 处问题');
  await open(boss, `${server.address}/staff/merchants/${merchant}`);
  const card = boss.getByRole('region', { name: '巡查和制止措施' });
  await expect(card).toContainText('L2 家电周查');
  await card.getByRole('link', { name: /3 盒牛奶昨天过期/ }).click();
  await expect(boss.getByText('接待员 01').first()).toBeVisible();
  await does(boss, '复查通过', () => boss.getByLabel('复查看到什么？').fill('已清理，看过货架'));
  await expect(boss.getByText('已改正')).toBeVisible();
  await expect(boss.getByText('复查通过：已清理，看过货架')).toBeVisible();
});

test('监督检查: a supervisor writes a new version of a checklist, and a round goes on by the one with which it began', async ({
  server,
  staff,
  device,
}) => {
  await admit(staff);
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/inspections/new`);
  await boss.getByLabel('查什么、查哪里').fill('安全周查');
  await boss.getByLabel('用哪份清单').selectOption({ label: '消费安全' });
  await boss.getByRole('button', { name: '安排巡查' }).click();
  await boss.getByRole('button', { name: '开始巡查' }).click();
  await expect(boss.getByText('消费安全（第 1 版）')).toBeVisible();
  const round = boss.url();
  await open(boss, `${server.address}/staff/checklists`);
  const card = boss.locator('section', { has: boss.getByRole('heading', { name: '消费安全' }) });
  await card.getByRole('button', { name: '修改' }).click();
  await boss.getByRole('button', { name: '再加一项' }).click();
  await boss.getByLabel('第 6 项：查什么').fill('灭火器在有效期内');
  await boss.getByRole('button', { name: '保存这一版' }).click();
  await expect(card).toContainText('第 2 版 · 6 项');
  await open(boss, round);
  await expect(boss.getByText('消费安全（第 1 版）')).toBeVisible();
  await boss.getByLabel('查另一家').selectOption({ label: 'L2-031 · 佳电电器' });
  await expect(boss.getByRole('group', { name: '通道、出口没有堵住' })).toBeVisible();
  await expect(boss.getByRole('group', { name: '灭火器在有效期内' })).toHaveCount(0);
});

test('及时制止违法行为: an appeal decided by who imposed the measure is refused in words, and another supervisor decides it', async ({
  server,
  staff,
  device,
}) => {
  await staff.add(server, 'zhou', '主管 02', 'supervisor');
  const merchant = await admit(staff);
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/measures/new`);
  await boss.getByLabel('对哪个商户').selectOption(merchant);
  await boss.getByRole('radio', { name: '暂停销售' }).check();
  await boss.getByLabel('事实：').fill('11 月 28 日，充电宝无 3C 标志，仍在销售');
  await boss.getByRole('button', { name: '采取措施' }).click();
  await expect(boss.getByRole('alert')).toContainText('请写依据');
  await boss.getByLabel('依据：').fill('《产品质量法》第三十八条');
  await boss.getByRole('button', { name: '采取措施' }).click();
  await does(boss, '登记申诉', async () => {
    await boss.getByLabel('谁代表商户申诉').fill('店长甲');
    await boss.getByLabel('商户怎么说').fill('标志在包装盒上');
  });
  await does(boss, '决定申诉', async () => {
    await boss.getByRole('radio', { name: '维持' }).check();
    await boss.getByLabel('为什么？').fill('没有标志');
  });
  await expect(boss.getByRole('alert')).toContainText('这项措施是您决定的，申诉要由另一位主管来定，请交给同事。');

  const other = await device(TABLET);
  await signIn(other, server.address, 'zhou');
  await open(other, `${server.address}/staff/measures`);
  const todo = other.getByRole('region', { name: '要办的' });
  await expect(todo).toContainText('请另一位主管决定');
  await todo.getByRole('link', { name: SHOP }).click();
  await does(other, '决定申诉', async () => {
    await other.getByRole('radio', { name: '减轻' }).check();
    await other.getByRole('radio', { name: '限期整改' }).check();
    await other.getByLabel('整改期限').fill(day(5));
    await other.getByLabel('为什么？').fill('包装盒上有标志，机身要补贴');
  });
  await expect(other.getByText('减轻为限期整改').first()).toBeVisible();
  await expect(boss.getByText('减轻为限期整改').first()).toBeVisible();
});

test('及时制止违法行为: two tablets without a network decide one measure; one decision holds, and the other reads why', async ({
  server,
  staff,
  device,
}) => {
  await staff.add(server, 'zhou', '主管 02', 'supervisor');
  const merchant = await admit(staff);
  const measure = await impose(staff, merchant, { level: 'rectification', due: day(3) });
  const [one, other] = [await device(TABLET), await device(TABLET)];
  await signIn(one, server.address, 'mai');
  await signIn(other, server.address, 'zhou');
  for (const page of [one, other]) {
    await controlled(page);
    await open(page, `${server.address}/staff/measures/${measure}`);
    await expect(page.getByRole('heading', { level: 1, name: SHOP })).toBeVisible();
  }
  await server.stop();
  await does(one, '复查通过', () => one.getByLabel('复查看到什么？').fill('已清理'));
  await expect(one.getByText('已改正')).toBeVisible();
  await does(other, '升级措施', async () => {
    await other.getByRole('radio', { name: '暂停销售' }).check();
  });
  await expect(other.getByText(WAITS)).toBeVisible();
  await server.start();
  await expect(one.getByText(WAITS)).toHaveCount(0);
  await expect(other.getByText(WAITS)).toHaveCount(0);
  const refused = async () => {
    const counts = [one, other].map((page) => page.getByText('没有保存：别的同事刚改过这一条。').count());
    return (await Promise.all(counts)).join('+');
  };
  await expect.poll(refused).toMatch(/^(0\+1|1\+0)$/);
});

test('及时制止违法行为: pressed twice, and the reply lost on the way, a measure is one measure', async ({ line, staff, device }) => {
  const merchant = await admit(staff);
  const boss = await device(TABLET);
  await signIn(boss, line.address, 'mai');
  await open(boss, `${line.address}/staff/measures/new`);
  await boss.getByLabel('对哪个商户').selectOption(merchant);
  await boss.getByRole('radio', { name: '警告' }).check();
  await boss.getByLabel('事实：').fill('价签没有更新');
  await boss.getByLabel('依据：').fill('《消费者权益保护法》第二十条');
  line.next('/api/v1/push', { is: 'reply lost' });
  await boss.getByRole('button', { name: '采取措施' }).dblclick();
  await expect(boss.getByRole('heading', { level: 1, name: SHOP })).toBeVisible();
  await expect(boss.getByText(WAITS)).toHaveCount(0);
  expect(line.pending).toBe(0);
  const { changes } = await staff.read('/api/v1/pull?since=0&kinds=measure');
  expect(changes.filter(({ body }: any) => body.measure)).toHaveLength(1);
});

test('及时制止违法行为: a rectification that is overdue shows itself on the list of whoever decides', async ({ server, staff, device }) => {
  const merchant = await admit(staff);
  await impose(staff, merchant, { level: 'rectification', on: day(-9), due: day(-2) });
  await impose(staff, merchant, { level: 'warning' });
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await boss.getByRole('link', { name: /监督检查.*1 件逾期/ }).click();
  await boss.getByRole('link', { name: /制止违法行为.*1 件逾期/ }).click();
  const todo = boss.getByRole('region', { name: '要办的' });
  await expect(todo).toContainText('已过，请马上复查');
  await expect(todo).toContainText('逾期');
  await expect(boss.getByRole('region', { name: '其他在执行的' })).toContainText('警告');
});

test('报告与配合: what the regulator asks is done by its day, and a report keeps proof and receipt, without a network too', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await open(desk, `${server.address}/staff/regulator`);
  await expect(desk.getByText('没有在办的要求。')).toBeVisible();
  await server.stop();
  await desk.getByRole('link', { name: '登记监管要求' }).click();
  await desk.getByLabel('哪个部门、谁提出的').fill('长宁区市场监督管理局 王科长');
  await desk.getByLabel('要做什么').fill('提供 3 家商户的进货凭证');
  await desk.getByLabel('哪天收到').fill(day(-5));
  await desk.getByLabel('哪天前办好').fill(day(-1));
  await desk.getByRole('button', { name: '登记监管要求' }).click();
  await expect(desk.getByText('逾期', { exact: true })).toBeVisible();
  await desk.getByRole('link', { name: '报告与配合' }).click();
  await expect(desk.getByRole('region', { name: '监管要求' })).toContainText('逾期');
  await desk.getByRole('link', { name: '写报告' }).click();
  await desk.getByLabel('报告什么').fill('进货凭证 3 家');
  await desk.getByLabel('报给哪个部门').fill('长宁区市场监督管理局');
  await desk.getByLabel('报告内容').fill('随附 3 家商户的进货凭证复印件。');
  await desk.getByRole('button', { name: '存好报告' }).click();
  await does(desk, '登记送出', async () => {
    await desk.getByRole('radio', { name: '当面递交' }).check();
  });
  await expect(desk.getByRole('alert')).toContainText('请写送出的凭据');
  await desk.getByLabel('凭据').fill('王科长签收');
  await desk.getByRole('button', { name: '登记送出', exact: true }).last().click();
  await expect(desk.getByText('送出，还没有回执')).toBeVisible();
  await server.start();
  await expect(desk.getByText(WAITS)).toHaveCount(0);
  await does(desk, '登记回执', () => desk.getByLabel('对方谁确认的').fill('王科长'));
  await expect(desk.getByText(/日 有回执/)).toBeVisible();

  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/regulator`);
  await boss.getByRole('region', { name: '监管要求' }).getByRole('link', { name: /进货凭证/ }).click();
  await does(boss, '登记办结', async () => {
    await boss.getByLabel('做了什么').fill('凭证已当面递交');
    await boss.getByLabel('凭据').fill('王科长签收');
  });
  await expect(boss.getByText('办结：凭证已当面递交，凭据：王科长签收')).toBeVisible();
});

test('the pages of the house’s order can be read by machines that read aloud, and fit a phone', async ({ server, staff, device }) => {
  const merchant = await admit(staff);
  const measure = await impose(staff, merchant, { level: 'rectification', due: day(3) });
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  const pages = ['inspections', 'inspections/new', 'checklists', 'measures', 'measures/new', `measures/${measure}`, `measures/${measure}/notice`];
  for (const path of [...pages, 'regulator', 'regulator/reports/new', 'regulator/directives/new']) {
    await open(boss, `${server.address}/staff/${path}`);
    await expect(boss.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await boss.waitForTimeout(500);
    await judge(boss, path);
    await boss.setViewportSize({ width: 390, height: 844 });
    const wide = await boss.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${path} on a phone`).toBeLessThanOrEqual(0);
    await boss.setViewportSize(TABLET.viewport);
  }
});
