import type { Page } from '@playwright/test';
import { complaint } from '../support/complaint';
import { press, signIn, unlock } from '../support/desk';
import { file } from '../support/ops';
import { caseNumber } from '../support/receipt';
import { receptionist } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const PHONE = { viewport: { width: 390, height: 844 } };
const ADDRESS = '/staff/intake';

const choose = (page: Page, name: string) => page.locator('.intake .choice', { hasText: new RegExp(`^${name}$`) }).click();

/** What a caller tells, as somebody types it while they talk. */
async function takeDown(page: Page, goods: string): Promise<void> {
  await page.getByLabel('手机或电话').fill('021-61671254转801');
  await page.getByLabel('姓名', { exact: true }).fill('王女士');
  await page.getByLabel('商户名称').fill('好味电器');
  await page.getByLabel('商品或服务', { exact: true }).fill(goods);
  await page.getByLabel('消费日期').fill('2026-11-20');
  await page.getByLabel('涉及金额（元）').fill('320块');
  await choose(page, '家用电器');
  await choose(page, '质量');
  await page.getByLabel('发生了什么').fill('来电人说：插电不加热，商家不肯退，请帮忙协调。');
  await choose(page, '修理');
}

async function agree(page: Page): Promise<void> {
  await page.getByLabel('已向对方复述，对方确认无误').check();
  await page.getByRole('button', { name: '已口头告知用途，对方说同意' }).click();
}

const register = (page: Page) => page.getByRole('button', { name: '登记', exact: true }).click();

test('a telephone call is registered without a network, and the caller follows it by the code that was read out', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await desk.getByRole('link', { name: '代录来电来访' }).click();
  await expect(desk.getByRole('heading', { name: '代录', level: 1 })).toBeVisible();
  await server.stop();

  // What is lacking is said where it is, and nothing is sent.
  await register(desk);
  await expect(desk.getByRole('alert').first()).toContainText('处要改');
  await takeDown(desk, '电饭煲');
  await register(desk);
  await expect(desk.getByText('还缺：向消费者复述并得到确认。').first()).toBeVisible();
  await expect(desk.locator('.field--error')).toHaveCount(1);

  // The battery dies in the middle of the call.
  await desk.getByLabel('怎样同意处理个人信息').fill('对方说可以');
  await desk.waitForTimeout(500);
  await desk.reload();
  await unlock(desk);
  await expect(desk.getByLabel('发生了什么')).toHaveValue(/插电不加热/);
  await expect(desk.getByLabel('怎样同意处理个人信息')).toHaveValue('对方说可以');
  await agree(desk);
  await register(desk);
  await expect(desk.getByRole('heading', { name: '已登记' })).toBeVisible();
  await expect(desk.getByRole('status').filter({ hasText: '已存在这台设备，联网后自动送出' })).toBeVisible();
  const claim = await desk.locator('[data-claim]').getAttribute('data-claim');
  await expect(desk.locator('.intake__message')).toContainText('/track');
  // Here it is a case already: what the caller adds is written down.
  await desk.getByRole('link', { name: '打开案件' }).click();
  await expect(desk.locator('.desk__title')).toContainText('电饭煲');
  await press(desk, '内部备注');
  await desk.getByLabel('备注内容').fill('下午两点后方便接电话');
  await desk.getByRole('button', { name: '存为内部备注' }).click();
  // The code is still there until it was given away, also after a restart.
  await open(desk, `${server.address}${ADDRESS}`);
  await unlock(desk);
  await expect(desk.locator('[data-claim]')).toHaveAttribute('data-claim', claim!);

  await server.start();
  await expect(desk.getByRole('status').filter({ hasText: `已送到，案件号 ${caseNumber(1)}` })).toBeVisible();
  const caller = await device(PHONE);
  await open(caller, `${server.address}/track`);
  await caller.getByLabel('查询码').fill(claim!);
  await caller.getByRole('button', { name: '查一查' }).click();
  await expect(caller.getByText('由工作人员代您登记（来电）')).toBeVisible();
  await expect(caller.getByText('接待员 01').first()).toBeVisible();
  await expect(caller.getByText('下午两点后')).toHaveCount(0);

  const cases = await staff.cases();
  expect(cases.length).toBe(1);
  await desk.getByRole('button', { name: '对方已拿到查询码，登记下一件' }).click();
  await expect(desk.getByLabel('发生了什么')).toHaveValue('');
});

test('the number tells what its owner filed before, and the same matter is pointed out while somebody types', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  await file(server, complaint({ goods: '美的电饭煲', merchant_name: '好味电器', stall: 'L2-031', phone: '13800138000' }));
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await expect(desk.getByRole('link', { name: caseNumber(1) })).toBeVisible();
  await desk.getByRole('link', { name: '代录来电来访' }).click();
  await desk.getByLabel('手机或电话').fill('+86 138-0013');
  await expect(desk.locator('.intake__side').getByText(`${caseNumber(1)} 美的电饭煲`)).toBeVisible();
  await desk.getByLabel('手机或电话').fill('13800138000');
  await desk.getByLabel('商户名称').fill('好味');
  await desk.getByRole('button', { name: '好味电器 · L2-031' }).click();
  await expect(desk.getByLabel('铺位号')).toHaveValue('L2-031');
  await desk.getByLabel('商品或服务', { exact: true }).fill('电饭煲');
  await expect(desk.getByText('可能是同一件事')).toBeVisible();
  await expect(desk.getByText('号码相同 · 商家相同 · 商品相同')).toBeVisible();
});

test('12315 sends a complaint: its number and day are kept', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await desk.getByRole('link', { name: '代录来电来访' }).click();
  await choose(desk, '12315');
  await takeDown(desk, '电饭煲');
  await desk.getByRole('button', { name: '随转办单提供' }).click();
  await register(desk);
  await expect(desk.getByText('转办单号').last()).toBeVisible();
  await expect(desk.getByRole('alert').first()).toContainText('转办');
  await desk.getByLabel('转办单号').fill('12315-20261123-0071');
  await desk.getByLabel('对方要求何时办结（选填）').fill('2027-01-15');
  await register(desk);
  await expect(desk.getByText(`已送到，案件号 ${caseNumber(1)}`)).toBeVisible();
  await desk.getByRole('link', { name: '打开案件' }).click();
  await expect(desk.getByText('12315-20261123-0071')).toBeVisible();
  await expect(desk.getByText('2027-01-15')).toBeVisible();
});

test('a call is written down with a day to call again, and a colleague who is named finds it on their day', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  await file(server, complaint({ goods: '电饭煲' }));
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await desk.getByRole('link', { name: caseNumber(1) }).click();
  await press(desk, '更多');
  await desk.getByRole('button', { name: '记录电话或回访' }).click();
  const panel = desk.getByRole('dialog');
  await panel.getByLabel('打出').check();
  await panel.getByLabel('消费者').check();
  await panel.getByLabel('已接通').check();
  await panel.getByLabel('这是回访').check();
  await panel.locator('.btn--main').click();
  await expect(panel.getByText('请先写几个字。')).toBeVisible();
  await panel.getByLabel('说了什么').fill('王女士说店里答应明天换新');
  const today = await desk.evaluate(() => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
  await panel.getByLabel('哪天提醒您再打').fill(today);
  await panel.locator('.btn--main').click();
  await expect(desk.getByText('回访（打出）：消费者，已接通')).toBeVisible();
  await expect(desk.locator('.reminders')).toContainText('再打电话：王女士说店里答应明天换新');

  await press(desk, '内部备注');
  await desk.getByLabel('备注内容').fill('店长下午在，请主管去一趟');
  await desk.getByRole('button', { name: '@麦小姐' }).click();
  await desk.getByRole('button', { name: '存为内部备注' }).click();

  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await boss.getByRole('link', { name: '今日一览' }).click();
  const mine = boss.locator('.reminders');
  await expect(mine).toContainText('店长下午在，请主管去一趟');
  await expect(mine).toContainText('接待员 01 提到您');
  await mine.getByRole('button', { name: '知道了' }).click();
  await expect(mine).toHaveCount(0);

  await desk.locator('.reminders').getByRole('button', { name: '办好了' }).click();
  await expect(desk.locator('.reminders')).toHaveCount(0);
});
