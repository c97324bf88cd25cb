import type { Page } from '@playwright/test';
import { daysAgo } from '../support/complaint';
import { signIn } from '../support/desk';
import { enrol, kioskCode } from '../support/kiosk';
import { PUBLIC_PAGES, busiest, filled, pagesOfStaff } from '../support/sample';
import { Server } from '../support/server';
import { Staff } from '../support/staff';
import { expect, open, test } from '../support/test';

// Every screen, full, from the sample data: the staff's on a tablet, everybody's on a phone and at a kiosk. Some in English too.

const TABLET = { viewport: { width: 1180, height: 820 }, locale: 'zh-CN' };
const PHONE = { viewport: { width: 390, height: 844 }, locale: 'zh-CN' };
const KIOSK = { viewport: { width: 1080, height: 1920 }, locale: 'zh-CN', hasTouch: true };
const IN_ENGLISH = ['queue', 'case', 'today', 'merchant', 'goods', 'goods-one', 'goods-delisted', 'quality', 'inspection', 'measures', 'regulator', 'home', 'tips', 'signers'];

test('the mall, full', async ({ device, complaints }) => {
  test.setTimeout(900_000);
  complaints.expected.push(/./);
  const server = await Server.withSampleData(daysAgo(0), 200, 24);
  const staff = await Staff.first(server);
  const shown = await busiest(staff);
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await filled(boss, staff);
  for (const [name, path] of pagesOfStaff(shown)) {
    await open(boss, server.address + path);
    await pictures(boss, `sample-${name}-tablet`, name);
  }
  const phone = await device(PHONE);
  for (const [name, path] of PUBLIC_PAGES) {
    await open(phone, server.address + path);
    await pictures(phone, `sample-${name}-phone`, name);
  }
  const kiosk = await device(KIOSK);
  await enrol(kiosk, server, await kioskCode(staff, '一楼大厅'));
  await kiosk.waitForTimeout(1_500);
  await kiosk.screenshot({ path: 'screens/sample-kiosk.png' });
  await kiosk.getByRole('link', { name: /看权利/ }).click();
  await kiosk.waitForTimeout(800);
  await kiosk.screenshot({ path: 'screens/sample-kiosk-rights.png' });
  await staff.dispose();
  await server.dispose();
});

async function pictures(page: Page, of: string, name: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await page.waitForTimeout(700);
  await page.screenshot({ path: `screens/${of}-zh-CN.png` });
  await page.screenshot({ path: `screens/${of}-zh-CN-whole.png`, fullPage: true });
  const english = page.getByRole('link', { name: 'English' }).first();
  if (!IN_ENGLISH.includes(name) || !(await english.isVisible())) return;
  await english.click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.waitForTimeout(400);
  await page.screenshot({ path: `screens/${of}-en.png` });
  await page.getByRole('link', { name: '中文' }).first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
}
