import { expect, type Page } from '@playwright/test';

/** Filed without a server: kept, and it says so. */
export async function savedHere(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('已存在这台设备');
  await expect(page.locator('.ticket .stamp')).toHaveText('等待网络');
}

/** The server has it, and the device knows; the page came to this by itself. */
export async function received(page: Page, serial = 1): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('已收到', { timeout: 30_000 });
  await expect(page.locator('.ticket__meta')).toContainText(caseNumber(serial));
}

/** `2026-0001`: the year of Shanghai. */
export function caseNumber(serial: number): string {
  const year = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format(new Date());
  return `${year}-${String(serial).padStart(4, '0')}`;
}

/** From the receipt to where the case stands, without loading a page. */
export async function toSheet(page: Page, goods: string): Promise<void> {
  await page.getByRole('link', { name: '我的投诉' }).click();
  await page.getByRole('link', { name: goods }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(goods);
}

/** Where the case stands, as the open page says. */
export async function stands(page: Page, state: string): Promise<void> {
  await expect(page.locator('.case__head .stamp')).toHaveText(state, { timeout: 30_000 });
}
