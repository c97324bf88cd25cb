import type { Page } from '@playwright/test';
import { daysAgo } from '../support/complaint';
import { signIn } from '../support/desk';
import { foodShop, list, propose, receive, sell } from '../support/goods';
import { op } from '../support/ops';
import { expect, open, test } from '../support/test';

// Goods, full and in both languages, on a tablet and a phone.

const TABLET = { viewport: { width: 1180, height: 820 }, locale: 'zh-CN' };
const PHONE = { viewport: { width: 390, height: 844 }, locale: 'zh-CN' };

test('goods and quality control', async ({ server, staff, device, complaints }) => {
  complaints.expected.push(/./);
  const shop = await foodShop(staff);
  const milk = await list(staff, shop);
  const lot = await receive(staff, milk, { received_on: daysAgo(0), expires_on: daysAgo(-5), produced_on: daysAgo(25) });
  await sell(staff, milk, lot, '60', daysAgo(0));
  await receive(staff, milk, { batch: 'B20261121', received_on: daysAgo(0), expires_on: daysAgo(-300) });
  await propose(staff, shop, { name: '酸奶', barcode: '96385074', spec: '200 g' });
  const tea = await list(staff, shop, { name: '龙井茶', barcode: '', spec: '250 g' });
  const ask = (ground: string) => ({
    ask_takedown: { form: { ground, authority: '长宁区市场监管局', number: '沪市监长通〔2026〕1 号', person: '张科', words: '请停止销售该批次' } },
  });
  await staff.push([op('goods.ask_takedown', { id: tea, do: ask('written_notice') })]);
  const oil = await list(staff, shop, { name: '菜籽油', barcode: '', spec: '5 L' });
  await staff.push([op('goods.ask_takedown', { id: oil, do: ask('spoken_request') })]);
  const juice = await list(staff, shop, { name: '橙汁', barcode: '', spec: '1 L' });
  await staff.push([op('goods.stop_sale', { id: juice, do: { stop_sale: { why: 'spoiled', words: '瓶盖鼓起，有异味' } } })]);
  const rice = await list(staff, shop, { name: '大米', barcode: '', spec: '10 kg' });
  await staff.push([op('goods.begin_recall', { id: rice, base: 2, do: { begin_recall: { why: 'failed', words: '抽检镉超标', lots: [] } } })]);
  const step = (form: object) => ({ recall_step: { form } });
  await staff.push([op('goods.recall_step', { id: rice, base: 3, do: step({ step: 'stop_sale', received: '100', sold: '60' }) })]);
  await staff.push([op('goods.recall_step', { id: rice, base: 4, do: step({ step: 'take_off', words: 'B1 货架撤下，封存在库房' }) })]);
  const picture = async (page: Page, of: string) => {
    await page.waitForTimeout(500);
    await page.screenshot({ path: `screens/goods-zh-CN-${of}.png`, fullPage: true });
    await page.getByRole('link', { name: 'English' }).first().click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.screenshot({ path: `screens/goods-en-${of}.png`, fullPage: true });
    await page.getByRole('link', { name: '中文' }).first().click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  };
  for (const [name, options] of [['tablet', TABLET], ['phone', PHONE]] as const) {
    const boss = await device(options);
    await signIn(boss, server.address, 'mai');
    const pages = { list: '/staff/goods', new: '/staff/goods/new', quality: '/staff/quality', milk: `/staff/goods/${milk}`, tea: `/staff/goods/${tea}`, oil: `/staff/goods/${oil}`, rice: `/staff/goods/${rice}` };
    for (const [of, path] of Object.entries(pages)) {
      await open(boss, server.address + path);
      await expect(boss.getByRole('heading', { level: 1 }).first()).toBeVisible();
      await picture(boss, `${name}-${of}`);
    }
  }
});
