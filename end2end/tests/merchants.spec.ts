import type { Page } from '@playwright/test';
import { signIn, unlock } from '../support/desk';
import { receptionist } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const ADDRESS = '/staff/merchants';

/** A restaurant as a registered body; the code is the example of GB 32100-2015. */
async function fill(page: Page, code = '91350100M000100Y43'): Promise<void> {
  await page.getByLabel('招牌名称').fill('好味餐厅');
  await page.getByLabel('楼层').fill('L3');
  await page.getByLabel('铺位').fill('L3-012');
  await page.getByLabel('经营类别').selectOption({ label: '餐饮服务' });
  await page.getByLabel('法人', { exact: true }).check();
  await page.getByLabel('主体名称').fill('上海好味餐饮有限公司');
  await page.getByLabel('统一社会信用代码').fill(code);
  await page.getByLabel('负责人').fill('店长甲');
  await page.getByLabel('联系电话').fill('021-61671254');
  await page.getByLabel('地址').fill('上海市长宁区示例路 1 号');
}

/** One more permit, of the kind that is required next. */
async function permit(page: Page, number: string, until?: string): Promise<void> {
  const at = await page.getByRole('button', { name: '去掉这一项' }).count();
  await page.getByRole('button', { name: '加一项许可' }).click();
  await page.locator(`#merchant-permit-${at}-number`).fill(number);
  if (until) await page.locator(`#merchant-permit-${at}-until`).fill(until);
  else await page.getByLabel('长期有效').last().check();
}

const file = (page: Page) => page.getByRole('button', { name: '登记申请' }).click();
const admit = (page: Page) => page.getByRole('button', { name: '核实无误，同意入驻' }).click();

test('商家入驻审核: an application without a network; a wrong sign, a missing and an ended licence block; a named person admits', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await open(desk, `${server.address}${ADDRESS}`);
  await expect(desk.getByText('还没有商户。')).toBeVisible();

  await server.stop();
  await desk.getByRole('link', { name: '登记入驻申请' }).click();
  await fill(desk, '91350100M00O100Y43');
  await permit(desk, '91350100M000100Y43');
  await file(desk);
  await expect(desk.getByRole('alert')).toContainText('统一社会信用代码第 12 位是“O”');
  // A tablet that is restarted in the middle has everything that was typed.
  await desk.reload();
  await unlock(desk);
  await expect(desk.getByLabel('主体名称')).toHaveValue('上海好味餐饮有限公司');
  await desk.getByLabel('统一社会信用代码').fill('91350100M000100Y43');
  await file(desk);
  await expect(desk.getByRole('heading', { level: 1, name: '好味餐厅' })).toBeVisible();
  await expect(desk.getByText('已存在本机，联网后生效')).toBeVisible();
  await expect(desk.getByText('核实原件由品控或主管来做。')).toBeVisible();
  await server.start();
  await expect(desk.getByText('已存在本机，联网后生效')).toHaveCount(0, { timeout: 60_000 });

  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await boss.getByRole('link', { name: '商户', exact: true }).click();
  const waiting = boss.getByRole('region', { name: '谁在等审核' });
  await expect(waiting).toContainText('看原件，核实后入驻');
  await waiting.getByRole('link', { name: /好味餐厅/ }).click();
  await boss.getByLabel('营业执照').check();
  await boss.getByLabel('本人或经办人的身份证件').check();
  await admit(boss);
  await expect(boss.getByRole('alert')).toContainText('缺“食品经营许可（备案）”，请让商家拿来登记。');
  await boss.getByRole('button', { name: '退回补正' }).click();
  await boss.getByLabel('要商户补什么？').fill('请带食品经营许可证原件');
  await boss.getByRole('button', { name: '退回补正' }).last().click();
  await expect(boss.getByText('待补正')).toBeVisible();

  // Brought, but it ended yesterday.
  await expect(desk.getByText('请带食品经营许可证原件').first()).toBeVisible({ timeout: 60_000 });
  await desk.getByRole('button', { name: '变更资料' }).click();
  await permit(desk, 'JY13101050000001', '2020-01-01');
  await desk.getByRole('button', { name: '保存变更' }).click();
  await expect(desk.getByText('已于 2020-01-01 到期')).toBeVisible();
  await expect(boss.getByText('已于 2020-01-01 到期')).toBeVisible({ timeout: 60_000 });
  await boss.getByLabel('营业执照').check();
  await boss.getByLabel('食品经营许可（备案）').check();
  await boss.getByLabel('本人或经办人的身份证件').check();
  await admit(boss);
  await expect(boss.getByRole('alert')).toContainText('已于 2020-01-01 到期，请让商家换新证再登记。');
  await desk.getByRole('button', { name: '变更资料' }).click();
  await desk.locator('#merchant-permit-1-until').fill('2090-01-01');
  await desk.getByRole('button', { name: '保存变更' }).click();
  await expect(boss.getByText('有效期至 2090-01-01')).toBeVisible({ timeout: 60_000 });
  await admit(boss);
  await expect(boss.getByText('已入驻')).toBeVisible();
  await expect(boss.getByText(/麦小姐 于 .* 看过原件/)).toBeVisible();
  await expect(desk.getByText(/麦小姐 于 .* 看过原件/)).toBeVisible({ timeout: 60_000 });
  await open(desk, `${server.address}${ADDRESS}`);
  await expect(desk.getByRole('region', { name: '楼层清单' })).toContainText('L3-012');
});

test('商户管理: of a natural person’s identity number nothing is kept or sent but its end', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const desk = await device(TABLET);
  const sent: string[] = [];
  desk.on('request', (request) => sent.push(request.postData() ?? ''));
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await open(desk, `${server.address}${ADDRESS}/new`);
  await fill(desk);
  await desk.getByLabel('自然人').check();
  await desk.getByLabel('经营类别').selectOption({ label: '家居日用' });
  await desk.getByLabel('证件号码').fill('110105194912310021');
  await file(desk);
  await expect(desk.getByText('证件号码对不上，有一位写错了。')).toBeVisible();
  // The standard's own example.
  await desk.getByLabel('证件号码').fill('11010519491231002X');
  await file(desk);
  await expect(desk.getByText('居民身份证 **************002X').first()).toBeVisible();
  await expect(desk.getByText('已存在本机')).toHaveCount(0, { timeout: 60_000 });
  const changes = JSON.stringify((await staff.read('/api/v1/pull?since=0&kinds=merchant_file')).changes);
  expect(changes).toContain('002X');
  for (const text of [...sent, changes]) expect(text).not.toContain('19491231');
});
