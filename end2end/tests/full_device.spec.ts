import { savedHere, received } from '../support/receipt';
import { expect, open, test, visit } from '../support/test';
import { fileComplaint, fillComplaint, submit } from '../support/wizard';
import type { Page } from '@playwright/test';

const REFUSED = /这台设备的存储空间满了|没能存进这台设备/;

test('a device that is full for a while loses nothing, and stops saying so once it keeps things again', async ({ page, server, staff }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given: Parameters<typeof put>) {
      if ((globalThis as any).deviceIsFull) throw new DOMException('no space', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });
  await visit(page, server.address);
  await open(page, `${server.address}/complain`);
  await server.stop();
  await fillComplaint(page);
  await setFull(page, true);
  await submit(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('还没有存进这台设备');
  await expect(page.getByText(REFUSED)).toBeVisible();
  const words = '小票还在，也没存进去';
  await page.getByLabel('还想补充什么').fill(words);
  await page.getByRole('button', { name: '发送' }).click();
  await expect(page.getByText(words)).toBeVisible();

  // Somebody makes room. Nothing has to be pressed.
  await setFull(page, false);
  await savedHere(page);
  await expect(page.getByText(REFUSED)).toHaveCount(0);
  await page.reload();
  await savedHere(page);
  await expect(page.getByText(words)).toBeVisible();

  // What is filed after it and saved says so, whatever happened before.
  await open(page, `${server.address}/complain`);
  await fileComplaint(page, { goods: '水壶' });
  await savedHere(page);
  await server.start();
  await received(page, 2);
  const filed = (await staff.cases()) as any[];
  expect(filed.map((one) => one.complaint.goods).sort()).toEqual(['水壶', '电饭煲'].sort());
  expect(JSON.stringify(filed.find((one) => one.complaint.goods === '电饭煲').timeline)).toContain(words);
});

async function setFull(page: Page, full: boolean): Promise<void> {
  await page.evaluate((full) => void ((globalThis as any).deviceIsFull = full), full);
}
