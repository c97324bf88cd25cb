import type { Page } from '@playwright/test';
import { daysAgo } from '../support/complaint';
import { signIn } from '../support/desk';
import { enrol, kioskCode } from '../support/kiosk';
import { busiest, filled } from '../support/sample';
import { Server } from '../support/server';
import { Staff } from '../support/staff';
import { expect, open, test } from '../support/test';

// README's pictures, from the sample data: `make pictures`.

const TABLET = { viewport: { width: 1180, height: 820 }, locale: 'zh-CN' };
const PHONE = { viewport: { width: 390, height: 844 }, locale: 'zh-CN' };
const KIOSK = { viewport: { width: 1080, height: 1920 }, locale: 'zh-CN', hasTouch: true };

async function picture(page: Page, of: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(800);
  await page.screenshot({ path: `pictures/${of}.png` });
}

test('README', async ({ device, complaints }) => {
  test.setTimeout(600_000);
  complaints.expected.push(/./);
  const server = await Server.withSampleData(daysAgo(0), 200, 24);
  const staff = await Staff.first(server);
  const shown = await busiest(staff);
  const tablet = await device(TABLET);
  await signIn(tablet, server.address, 'mai');
  await filled(tablet, staff);
  // The list beside a case is the one that was looked at: nobody's own, but everything that is open.
  await tablet.getByRole('button', { name: /^全部/ }).first().click();
  await tablet.locator(`a[href$="${shown.case}"]`).first().click();
  await picture(tablet, 'case');
  for (const [of, path] of [
    ['today', '/staff/today'],
    ['merchant', `/staff/merchants/${shown.merchant}`],
    ['goods', '/staff/goods'],
  ] as const) {
    await open(tablet, server.address + path);
    await picture(tablet, of);
  }
  const phone = await device(PHONE);
  await open(phone, server.address);
  await picture(phone, 'phone');
  const kiosk = await device(KIOSK);
  await enrol(kiosk, server, await kioskCode(staff, '一楼大厅'));
  await kiosk.waitForTimeout(1_500);
  await kiosk.screenshot({ path: 'pictures/kiosk.png' });
  await staff.dispose();
  await server.dispose();
});
