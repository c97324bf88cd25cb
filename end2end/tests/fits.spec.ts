import type { Page } from '@playwright/test';
import { expect, open, test } from '../support/test';
import { next } from '../support/wizard';

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
    for (const path of ['/workflow', '/board/bulletin', '/law/product-quality', '/search?q=退货', '/track', '/privacy']) {
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

async function narrow(page: Page, what: string): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, what).toBeLessThanOrEqual(SIZES.phone.width);
}
