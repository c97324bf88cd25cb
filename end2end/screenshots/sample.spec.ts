import type { Page } from '@playwright/test';
import { daysAgo } from '../support/complaint';
import { signIn } from '../support/desk';
import { Server } from '../support/server';
import { Staff } from '../support/staff';
import { expect, open, test } from '../support/test';

// Every screen of the desk, full, from the sample data; the board as anybody sees it.

const TABLET = { viewport: { width: 1180, height: 820 }, locale: 'zh-CN' };
const PHONE = { viewport: { width: 390, height: 844 }, locale: 'zh-CN' };

test('the desk, full', async ({ device, complaints }) => {
  complaints.expected.push(/./);
  const server = await Server.withSampleData(daysAgo(0), 60, 6);
  const staff = await Staff.first(server);
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  const files = (await staff.read('/api/v1/pull?since=0&kinds=merchant_file')).changes;
  const known = files.map(({ id, body }: any) => ({ id, ...body.merchant_file }));
  const signed = known.find(({ commitments, returns, standing }: any) => commitments && returns && standing === 'admitted');
  const busy: any = (await staff.cases()).find(({ state }) => state === 'mediating');
  for (const [name, path] of [
    ['queue', '/staff'],
    ['today', '/staff/today'],
    ['case', `/staff/case/${busy.id}`],
    ['merchants', '/staff/merchants'],
    ['merchant', `/staff/merchants/${signed.id}`],
    ['fund', '/staff/fund'],
    ['ledger', '/staff/ledger'],
  ]) {
    await open(boss, server.address + path);
    await pictures(boss, `sample-${name}-tablet`);
  }
  const phone = await device(PHONE);
  for (const [name, path] of [['home', '/'], ['signers', '/board/commitments']]) {
    await open(phone, server.address + path);
    await pictures(phone, `sample-${name}-phone`);
  }
  await staff.dispose();
  await server.dispose();
});

async function pictures(page: Page, of: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await page.waitForTimeout(800);
  await page.screenshot({ path: `screens/${of}-zh-CN.png` });
  await page.getByRole('link', { name: 'English' }).first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.waitForTimeout(400);
  await page.screenshot({ path: `screens/${of}-en.png` });
  await page.getByRole('link', { name: '中文' }).first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
}
