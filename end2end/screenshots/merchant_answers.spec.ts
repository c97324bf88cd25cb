import type { Page } from '@playwright/test';
import { answerLink } from '../support/answer_link';
import { complaint } from '../support/complaint';
import { signIn } from '../support/desk';
import { admit } from '../support/merchants';
import { file, op } from '../support/ops';
import { expect, open, test } from '../support/test';

// The merchant's own page on a phone, and what the desk sees of it on a tablet, in both languages.

const PHONE = { viewport: { width: 390, height: 844 }, locale: 'zh-CN' };
const TABLET = { viewport: { width: 1180, height: 820 }, locale: 'zh-CN' };

test('the merchant’s answer', async ({ server, staff, device, complaints }) => {
  complaints.expected.push(/./);
  const merchant = await admit(staff);
  await file(server, complaint());
  await expect.poll(async () => (await staff.cases()).length).toBe(1);
  const [one] = await staff.cases();
  await staff.push([
    op('case.accept', { case: one!.id, do: 'accept' }),
    op('case.link_merchant', { case: one!.id, do: { link_merchant: { merchant } } }),
    op('case.send_to_merchant', { case: one!.id, do: { send_to_merchant: { request: '请在三天内答复：能不能退款 320 元？' } } }),
  ]);
  const link = await answerLink(server, staff, one!);
  const phone = await device(PHONE);
  await open(phone, link);
  await picture(phone, 'answer-question');
  const proposal = { performs: ['return', 'refund'], terms: '退回电饭煲，退款 300 元，当天到账。', amount: 30000, perform_by: '2026-12-20' };
  await staff.push([op('case.propose_settlement', { case: one!.id, do: { propose_settlement: { proposal } } })]);
  await phone.reload();
  await expect(phone.getByText('请您看这个和解方案')).toBeVisible();
  await phone.getByRole('button', { name: '提交答复' }).click();
  await picture(phone, 'answer-proposal');
  await phone.getByRole('radio', { name: '接受这个方案' }).check();
  await phone.getByRole('button', { name: '提交答复' }).click();
  await expect(phone.getByText('答复收到了')).toBeVisible();
  await picture(phone, 'answer-taken');
  await open(phone, `${server.address}/board/commitments`);
  await picture(phone, 'signers');

  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await open(desk, `${server.address}/staff/merchants/${merchant}`);
  await picture(desk, 'promises');
  await open(desk, `${server.address}/staff/case/${one!.id}`);
  await picture(desk, 'answered-case');
});

async function picture(page: Page, of: string): Promise<void> {
  await page.waitForTimeout(500);
  await page.screenshot({ path: `screens/${of}-zh-CN.png`, fullPage: true });
  await page.getByRole('link', { name: 'English' }).first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.waitForTimeout(300);
  await page.screenshot({ path: `screens/${of}-en.png`, fullPage: true });
  await page.getByRole('link', { name: '中文' }).first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
}
