import type { Page } from '@playwright/test';
import { complaint, daysAgo } from '../support/complaint';
import { signIn } from '../support/desk';
import { admit, apply } from '../support/merchants';
import { file, op } from '../support/ops';
import { expect, open, test } from '../support/test';

// The register of merchants, full and in both languages, on a tablet; the merchant's own page on a phone.

const TABLET = { viewport: { width: 1180, height: 820 }, locale: 'zh-CN' };
const PERMITS = (until: string) => [
  { kind: 'business_licence', number: '91350100M000100Y43', expires: '长期' },
  { kind: 'food_trade', number: 'JY13101050000001', expires: until },
];

test('the register of merchants', async ({ server, staff, device, complaints }) => {
  complaints.expected.push(/./);
  const id = await admit(staff);
  await admit(staff, { name: '手作布艺', legal_name: '上海手作布艺有限公司', trade: 'household', floor: 'B1', stall: 'B1-009' });
  await admit(staff, { name: '晨光书店', legal_name: '上海晨光书店有限公司', trade: 'other_goods', floor: 'L1', stall: 'L1-003' });
  await admit(staff, { name: '佳电电器（长宁店）', stall: 'L2-032' });
  await admit(staff, { name: '阿婆生煎', legal_name: '上海阿婆生煎有限公司', trade: 'dining', floor: 'B1', stall: 'B1-021', permits: PERMITS(daysAgo(-9)) });
  const waiting = await apply(staff, { name: '好味餐厅', legal_name: '上海好味餐厅有限公司', trade: 'dining', floor: 'L3', stall: 'L3-012', permits: PERMITS(daysAgo(1)) });
  await apply(staff, { name: '小舟童装', legal_name: '上海小舟童装有限公司', trade: 'children', floor: 'L2', stall: 'L2-008', form: 'legal_person' });
  await file(server, complaint({ merchant_name: '佳电' }));
  await expect.poll(async () => (await staff.cases()).length).toBe(1);
  const [one] = await staff.cases();
  await staff.push([op('case.accept', { case: one!.id, base: one!.rev, do: 'accept' })]);
  await staff.push([op('case.send_to_merchant', { case: one!.id, do: { send_to_merchant: { request: '请退款 320 元' } } })]);
  await staff.push([op('case.link_merchant', { case: one!.id, do: { link_merchant: { merchant: id } } })]);
  const boss = await device(TABLET);
  const picture = async (page: Page, of: string) => {
    await page.waitForTimeout(500);
    await page.screenshot({ path: `screens/merchants-zh-CN-${of}.png` });
    await page.screenshot({ path: `screens/merchants-zh-CN-${of}-whole.png`, fullPage: true });
    await page.getByRole('link', { name: 'English' }).first().click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.screenshot({ path: `screens/merchants-en-${of}.png`, fullPage: true });
    await page.getByRole('link', { name: '中文' }).first().click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  };
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/merchants`);
  await expect(boss.getByRole('region', { name: '谁在等审核' })).toContainText('好味餐厅');
  await picture(boss, 'list');
  await open(boss, `${server.address}/staff/merchants/${id}`);
  await expect(boss.getByRole('heading', { level: 1, name: '佳电电器' })).toBeVisible();
  await picture(boss, 'file');
  await open(boss, `${server.address}/staff/merchants/${waiting}`);
  await boss.getByRole('button', { name: '核实无误，同意入驻' }).click();
  await picture(boss, 'blocked');
  await open(boss, `${server.address}/staff/merchants/new`);
  await picture(boss, 'new');
  await boss.getByRole('button', { name: '登记申请' }).click();
  await picture(boss, 'mistakes');
  await open(boss, `${server.address}/staff/case/${one!.id}`);
  await boss.getByRole('region', { name: '商户档案' }).scrollIntoViewIfNeeded();
  await boss.waitForTimeout(400);
  await boss.screenshot({ path: 'screens/merchants-case.png' });
});
