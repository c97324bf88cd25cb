import { received } from '../support/receipt';
import { expect, open, test } from '../support/test';
import { claimCode, fileComplaint } from '../support/wizard';

// A contact point on the mall's own network, without a certificate: browsers trust such an address less.

test('over plain http a consumer files and follows a complaint, and staff read why their pages need https', async ({
  page,
  server,
  staff,
  device,
  complaints,
}) => {
  complaints.expected.push(/Cross-Origin-Opener-Policy header has been ignored/);
  const address = server.address.replace('127.0.0.1', 'mall.test');
  await open(page, `${address}/complain`);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await fileComplaint(page);
  await received(page);
  const code = await claimCode(page);
  expect(await staff.cases()).toHaveLength(1);

  const other = await device();
  await open(other, `${address}/track`);
  await other.getByLabel('查询码').fill(code);
  await other.getByRole('button', { name: '查一查' }).click();
  await expect(other.locator('.case__head .stamp')).toHaveText('已收到');

  const desk = await device();
  await open(desk, `${address}/staff`);
  await desk.getByRole('link', { name: '去登录' }).click();
  await expect(desk.getByText('这个地址不能登录')).toBeVisible();
  await expect(desk.locator('#password')).toHaveCount(0);
  await desk.waitForTimeout(1_000);
  expect(new URL(desk.url()).pathname).toBe('/staff/sign-in');
});
