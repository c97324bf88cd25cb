import type { Page } from '@playwright/test';
import { complaint, GOODS } from '../support/complaint';
import { caseNumber, received } from '../support/receipt';
import { expect, open, test } from '../support/test';
import { answer, fileComplaint } from '../support/wizard';

/** As Lockdown Mode does. */
const withoutWebAssembly = (page: Page) => page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));

/** As a browser of before 2022: it refuses what rustc writes today. */
const withoutReferenceTypes = (page: Page) =>
  page.addInitScript(() => {
    const refused = async () => {
      throw new WebAssembly.CompileError('invalid value type 0x6f, enable with --experimental-wasm-reftypes');
    };
    Object.assign(WebAssembly, { compileStreaming: refused, instantiateStreaming: refused, instantiate: refused, compile: refused });
  });

for (const [what, make] of [
  ['no WebAssembly', withoutWebAssembly],
  ['no reference types', withoutReferenceTypes],
] as const) {
  test(`a browser with ${what} files a complaint to the receipt and says what it cannot do`, async ({ page, server, staff, complaints }) => {
    complaints.expected.push(/was preloaded using link preload|WebAssembly|reftypes/);
    await make(page);
    await page.goto(`${server.address}/complain`);
    await expect(page.getByRole('alert').filter({ hasText: '简单版' })).toBeVisible();
    for (const [field, value] of Object.entries(complaint())) await answer(page, field, value);
    await page.getByRole('button', { name: '提交' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('已收到');
    await expect(page.locator('.ticket__meta')).toContainText(caseNumber(1));
    expect((await staff.cases()).map((one) => one.complaint.goods)).toEqual([GOODS]);
  });

  test(`the staff's pages in a browser with ${what} say what is missing`, async ({ page, server, complaints }) => {
    complaints.expected.push(/was preloaded using link preload|WebAssembly|reftypes/);
    await make(page);
    for (const path of ['/staff', '/staff/sign-in']) {
      await page.goto(`${server.address}${path}`);
      await expect(page.getByRole('alert').filter({ hasText: '缺少 WebAssembly' })).toBeVisible();
    }
  });
}

test('a server that calls WebAssembly text: the page starts all the same', async ({ page, server, staff, complaints }) => {
  complaints.expected.push(/instantiateStreaming|MIME type/);
  await page.route('**/*.wasm', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-type': 'text/plain' } });
  });
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  expect(await staff.cases()).toHaveLength(1);
});
