import type { Page } from '@playwright/test';
import { signIn } from '../support/desk';
import { receptionist } from '../support/staff';
import { expect, open, test } from '../support/test';
import { fileComplaint, next } from '../support/wizard';

const SIZES = { kiosk: { width: 1080, height: 1920 }, phone: { width: 390, height: 844 } };
const LANGUAGES = ['zh-CN', 'en'];

for (const locale of LANGUAGES) {
  test(`at a kiosk the whole first page stands on one screen, ${locale}`, async ({ device, server }) => {
    const page = await device({ viewport: SIZES.kiosk, locale });
    await open(page, server.address);
    await expect(page.locator('.home__tel')).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('searchbox')).toBeInViewport({ ratio: 1 });
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    expect(height).toBeLessThanOrEqual(SIZES.kiosk.height);
  });

  test(`on a phone with larger text nothing is wider than the screen, ${locale}`, async ({ device, server }) => {
    const page = await device({ viewport: SIZES.phone, locale });
    await open(page, server.address);
    await page.getByRole('button', { name: /大字版|长辈版|Larger text/ }).click();
    await narrow(page, 'the first page');
    for (const path of ['/workflow', '/board/bulletin', '/law/product-quality', '/search?q=退货', '/track', '/privacy', '/help', '/help/administrator']) {
      await open(page, server.address + path);
      await narrow(page, path);
    }
    await open(page, `${server.address}/complain`);
    await narrow(page, 'the first step');
    await page.locator('[name="kind"][value="complaint"]').check();
    // What is saved says so at the foot.
    await expect(page.locator('.saved')).toContainText(/存|saved/i);
    await narrow(page, 'the first step, saved');
    await next(page);
    await narrow(page, 'the second step');
  });
}

/** A window of 1280 × 1024, enlarged by the browser: WCAG 2.2, 1.4.4 and 1.4.10. */
const ZOOMED = { '200 %': { width: 640, height: 512 }, '400 %': { width: 320, height: 256 } };

for (const [zoom, viewport] of Object.entries(ZOOMED)) {
  test(`at ${zoom} nothing has to be scrolled sideways, and what is filled in stays in sight`, async ({ device, server, staff }) => {
    await receptionist(server, staff);
    for (const locale of LANGUAGES) {
      const page = await device({ viewport, deviceScaleFactor: 1280 / viewport.width, locale });
      for (const path of ['/', '/board/bulletin', '/law/product-quality', '/search?q=退货', '/handoff', '/privacy', '/help', '/help/staff', '/help/administrator', '/mine', '/track', '/staff/sign-in']) {
        await open(page, server.address + path);
        await narrow(page, `${path}, ${locale}`);
      }
      await page.goto(`${server.address}/components`);
      await narrow(page, `/components, ${locale}`);
      await open(page, `${server.address}/complain`);
      await page.locator('[name="kind"][value="complaint"]').check();
      await next(page);
      await page.locator('[name=goods]').focus();
      // A bar that stays at the edge of the screen does not cover what is typed (2.4.11).
      await expect(page.locator('[name=goods]')).toBeInViewport({ ratio: 1 });
      const top = await page.evaluate(() => {
        const { left, top, width, height } = document.activeElement!.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2) === document.activeElement;
      });
      expect(top, `goods is not covered, ${locale}`).toBe(true);
      await narrow(page, `the second step, ${locale}`);
      await page.getByRole('button', { name: /下一步|Next/ }).click();
      await narrow(page, `mistakes, ${locale}`);
      await page.goBack();
      await fileComplaint(page);
      await narrow(page, `the receipt, ${locale}`);
    }
    const desk = await device({ viewport, deviceScaleFactor: 1280 / viewport.width });
    await signIn(desk, server.address, 'lin');
    await narrow(desk, 'the queue');
    for (const path of ['/staff/today', '/staff/intake', '/staff/ledger', '/staff/replies', '/staff/account']) {
      await open(desk, server.address + path);
      await narrow(desk, path);
    }
  });
}

async function narrow(page: Page, what: string): Promise<void> {
  const [width, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect.soft(width, what).toBeLessThanOrEqual(window!);
}
