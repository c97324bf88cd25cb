import type { Page } from '@playwright/test';
import { open } from './test';

/** A merchant leaves a deposit. */
export async function openAccount(page: Page, address: string, merchant: string, amount: string): Promise<void> {
  await open(page, `${address}/staff/fund`);
  await page.getByRole('button', { name: '添加商家' }).click();
  await page.getByLabel('商家名称').fill(merchant);
  await page.getByRole('button', { name: '添加', exact: true }).click();
  await page.getByRole('button', { name: `收保证金 ${merchant}` }).click();
  await post(page, amount, 'S-001');
}

/** Fills in what is posted. */
export async function post(page: Page, amount: string, receipt: string): Promise<void> {
  const panel = page.getByRole('dialog');
  await panel.getByLabel('金额').fill(amount);
  await panel.getByLabel('收据或决定的编号').fill(receipt);
  await panel.getByRole('button', { name: '记账' }).click();
}
