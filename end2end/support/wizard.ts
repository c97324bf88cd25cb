import { expect, type Page } from '@playwright/test';
import { complaint, type Complaint } from './complaint';

const STEPS = [
  ['kind'],
  ['merchant_name', 'stall', 'merchant_unsure', 'goods', 'goods_kind', 'purchased_on', 'amount'],
  ['category', 'facts', 'tags'],
  ['demands', 'demand_amount', 'demand_words', 'mediation_consent'],
  ['anonymous', 'name', 'phone', 'address', 'green_reasons', 'publication_consent', 'privacy_consent'],
];

const STEP_OF = /第 (\d) 步|Step (\d) of/;

/** Fills in the whole form, one step after the other, and ends before the last: everything once more. */
export async function fillComplaint(page: Page, changes: Complaint = {}): Promise<void> {
  const answers = complaint(changes);
  for (const [place, fields] of STEPS.entries()) {
    await expect(page.locator('.steps__text')).toHaveText(new RegExp(`第 ${place + 1} 步|Step ${place + 1} of`));
    for (const field of fields) await answer(page, field, answers[field]);
    await next(page);
  }
  await expect(page.getByRole('button', { name: /^(提交|Submit)$/ })).toBeEnabled();
}

/** Fills in and submits. The page ends on the receipt. */
export async function fileComplaint(page: Page, changes: Complaint = {}): Promise<void> {
  await fillComplaint(page, changes);
  await submit(page);
}

/** Answers one field, whatever sort of control it is. */
export async function answer(page: Page, field: string, value: string | string[] | undefined): Promise<void> {
  if (value === undefined) return;
  const control = page.locator(`[name="${field}"]`);
  const type = await control.first().getAttribute('type');
  if (type !== 'radio' && type !== 'checkbox') return control.fill(String(value));
  for (const choice of [value].flat()) await page.locator(`[name="${field}"][value="${choice}"]`).check();
}

/** The next step. */
export async function next(page: Page): Promise<void> {
  const before = STEP_OF.exec(await page.locator('.steps__text').innerText())![0];
  await page.getByRole('button', { name: /^(下一步|Next)$/ }).click();
  await expect(page.locator('.steps__text')).not.toContainText(before);
}

export async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(提交|Submit)$/ }).click();
  await expect(page).toHaveURL(/\/(mine|kiosk\/case)\/[\w-]+\?new/);
}

/** The sixteen signs of the claim code in sight. */
export async function claimCode(page: Page): Promise<string> {
  const code = page.locator('[data-claim]');
  await expect(code).toHaveAttribute('data-claim', /^[0-9A-HJKMNP-TV-Z]{16}$/);
  const plain = (await code.getAttribute('data-claim'))!;
  expect((await code.innerText()).replace(/\s/g, '')).toBe(plain);
  return plain;
}
