import { daysAgo, GOODS } from '../support/complaint';
import { received, savedHere, toSheet } from '../support/receipt';
import { expect, open, test, visit } from '../support/test';
import { claimCode, fileComplaint } from '../support/wizard';

const DAY = 86_400_000;

for (const [clock, skew] of [
  ['three days ahead', 3 * DAY],
  ['two years behind', -730 * DAY],
] as const) {
  test(`a clock that is ${clock} changes no date`, async ({ page, server, staff }) => {
    await page.addInitScript(setClock, skew);
    await visit(page, server.address);
    await open(page, `${server.address}/complain`);
    await fileComplaint(page, { purchased_on: daysAgo(0) });
    await received(page);
    await expect(page.locator('.ticket').getByText(/^今天 \d\d:\d\d$/)).toHaveCount(2);
    const [filed] = await staff.cases();
    for (const time of [filed!.filed_at, filed!.received_at!]) expect(Math.abs(Date.now() - time)).toBeLessThan(60_000);
    expect(filed!.complaint.purchased_on).toBe(daysAgo(0));
    await toSheet(page, GOODS);
    await expect(page.locator('.timeline').getByText(/^今天 \d\d:\d\d$/).first()).toBeVisible();
  });
}

test('a clock that is set right between writing and sending changes no date', async ({ page, server, staff }) => {
  await page.addInitScript(setClock, -3 * DAY);
  await visit(page, server.address);
  await open(page, `${server.address}/complain`);
  await server.stop();
  await fileComplaint(page, { purchased_on: daysAgo(5) });
  await savedHere(page);
  await page.addInitScript(setClock, 0);
  await page.reload();
  await server.start();
  await received(page);
  const [filed] = await staff.cases();
  expect(filed!.received_at!).toBeGreaterThan(Date.now() - 60_000);
  expect(filed!.filed_at).toBeLessThanOrEqual(filed!.received_at!);
});

test('where nothing can be kept the page says so, and what is submitted arrives all the same', async ({
  page,
  server,
  staff,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('a private window', 'SecurityError');
    };
  });
  await open(page, `${server.address}/complain`);
  await expect(page.getByText('这台设备不让保存').first()).toBeVisible();
  await fileComplaint(page);
  await received(page);
  await claimCode(page);
  expect(await staff.cases()).toHaveLength(1);
});

test('where nothing can be kept and there is no network the receipt does not say that it is saved', async ({
  page,
  server,
  staff,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('a private window', 'SecurityError');
    };
  });
  await open(page, `${server.address}/complain`);
  await server.stop();
  await fileComplaint(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('还没有存进这台设备');
  await expect(page.getByText('送到之前请不要关闭这一页')).toBeVisible();
  await server.start();
  await received(page);
  expect(await staff.cases()).toHaveLength(1);
});

/** Sets the clock of every page that is opened from now on. */
function setClock(skew: number): void {
  const Real = (globalThis as any).RealDate ?? Date;
  class Skewed extends Real {
    constructor(...given: any[]) {
      if (given.length > 0) super(...given);
      else super(Real.now() + skew);
    }
    static now = () => Real.now() + skew;
  }
  Object.assign(globalThis, { RealDate: Real, Date: Skewed });
}
