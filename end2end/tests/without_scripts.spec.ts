import type { Page } from '@playwright/test';
import { complaint, FACTS, GOODS } from '../support/complaint';
import { caseNumber } from '../support/receipt';
import { expect, test } from '../support/test';
import { answer, claimCode } from '../support/wizard';

test.use({ javaScriptEnabled: false });

test.beforeEach(({ complaints }) => {
  // A page cannot know beforehand that nobody will run what it asks for.
  complaints.expected.push(/was preloaded using link preload but not used/);
});

test('the notice board can be read and searched', async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('消费维权联络点');
  await page.goto(`${server.address}/board/bulletin`);
  await expect(page.getByRole('main')).toContainText('消费者');
  await page.goto(`${server.address}/search`);
  await page.getByRole('searchbox').fill('退货');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=%E9%80%80%E8%B4%A7/);
  await expect(page.getByRole('main').locator('mark').first()).toHaveText('退货');
});

test('a complaint with mistakes comes back with sentences, and with everything that was typed', async ({
  page,
  server,
  staff,
  complaints,
}) => {
  complaints.expected.push(/status of 422/);
  await page.goto(`${server.address}/complain`);
  await fill(page, { facts: '坏了', phone: '12345' });
  const refused = await post(page);
  expect(refused.status()).toBe(422);
  await expect(page.getByRole('heading', { name: '还有 2 处要改' })).toBeVisible();
  await expect(page.locator('#facts-error')).toContainText(/\p{Script=Han}{4}/u);
  await expect(page.locator('#phone-error')).toContainText(/\p{Script=Han}{4}/u);
  await expect(page.locator('#goods')).toHaveValue(GOODS);
  await expect(page.locator('#facts')).toHaveValue('坏了');
  await expect(page.locator('[name="kind"][value="complaint"]')).toBeChecked();
  await expect(page.locator('[name="demands"][value="refund"]')).toBeChecked();

  await page.locator('#facts').fill(FACTS);
  await page.locator('#phone').fill('13912345678');
  expect((await post(page)).status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('已收到');
  await expect(page.locator('.ticket__meta')).toContainText(caseNumber(1));
  const [filed, ...others] = await staff.cases();
  expect(others).toEqual([]);
  expect(filed!.complaint).toMatchObject({ goods: GOODS, facts: FACTS });
});

test('the same form posted again is the same case', async ({ page, server, staff }) => {
  await page.goto(`${server.address}/complain`);
  await fill(page);
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await post(page);
  const code = await claimCode(page);
  const again = await page.request.post(`${server.address}/complain`, {
    data: (await posted).postData()!,
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.address },
  });
  expect(again.status()).toBe(200);
  expect(await again.text()).toContain(`data-claim="${code}"`);
  expect(await staff.cases()).toHaveLength(1);
});

test('a case is followed by its code, answered and taken back', async ({ page, server, complaints }) => {
  complaints.expected.push(/status of 4\d\d/);
  await page.goto(`${server.address}/complain`);
  await fill(page);
  await post(page);
  const code = await claimCode(page);

  await page.goto(`${server.address}/track`);
  await page.getByLabel('查询码').fill('7F4Q');
  await page.getByRole('button', { name: '查一查' }).click();
  await expect(page.getByRole('alert')).toContainText('16 位');
  await expect(page.getByLabel('查询码')).toHaveValue('7F4Q');
  await page.getByLabel('查询码').fill(code.toLowerCase());
  await page.getByRole('button', { name: '查一查' }).click();
  await expect(page.locator('.case__head .stamp')).toHaveText('已收到');
  expect(page.url(), 'a code is in no address').not.toContain(code);

  await page.getByLabel('还想补充什么').fill('找到了购物小票。');
  await page.getByRole('button', { name: '发送' }).click();
  await expect(page.locator('.timeline')).toContainText('找到了购物小票。');
  await page.getByText('撤回投诉').first().click();
  await page.getByRole('button', { name: '撤回投诉' }).click();
  await expect(page.locator('.case__head .stamp')).toHaveText('已撤回');
});

async function fill(page: Page, changes: Record<string, string> = {}): Promise<void> {
  for (const [field, value] of Object.entries(complaint(changes))) await answer(page, field, value);
}

async function post(page: Page) {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: '提交' }).click();
  const response = await answered;
  await page.waitForLoadState();
  return response;
}
