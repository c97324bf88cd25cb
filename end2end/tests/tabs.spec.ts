import type { Page } from '@playwright/test';
import { Chromium } from '../support/chromium';
import { GOODS } from '../support/complaint';
import { received, savedHere } from '../support/receipt';
import { expect, open, ready, test, visit } from '../support/test';
import { claimCode, fileComplaint, fillComplaint } from '../support/wizard';

const WAITING = '已存在本机，联网后自动送达';

test('two tabs have one queue: both show what waits, and the server gets it once', async ({ page, server, staff }) => {
  await visit(page, server.address);
  const other = await page.context().newPage();
  await open(other, `${server.address}/mine`);
  await open(page, `${server.address}/complain`);

  await server.stop();
  await fileComplaint(page);
  await savedHere(page);
  const row = other.getByRole('link', { name: GOODS });
  await expect(row).toContainText(WAITING);

  await server.start();
  await received(page);
  await expect(row).toContainText('已收到');
  expect(await staff.cases()).toHaveLength(1);
});

test('one draft that is submitted in two tabs is one case', async ({ page, server, staff }) => {
  await visit(page, server.address);
  await open(page, `${server.address}/complain`);
  await fillComplaint(page);
  const other = await page.context().newPage();
  await open(other, page.url());
  await expect(other.getByText(GOODS)).toBeVisible();

  await server.stop();
  await Promise.all([page, other].map((tab) => tab.getByRole('button', { name: '提交' }).click()));
  await savedHere(page);
  await savedHere(other);
  expect(await claimCode(other)).toBe(await claimCode(page));

  await server.start();
  await received(page);
  await received(other);
  expect(await staff.cases()).toHaveLength(1);
});

test('the tab that sends is closed, and the other takes over', async ({ page, server, staff }) => {
  await visit(page, server.address);
  await expect.poll(() => isSender(page)).toBe(true);
  const other = await page.context().newPage();
  await open(other, `${server.address}/complain`);
  expect(await isSender(other)).toBe(false);

  await server.stop();
  await fileComplaint(other);
  await savedHere(other);
  await page.close();
  await expect.poll(() => isSender(other)).toBe(true);
  await server.start();
  await received(other);
  expect(await staff.cases()).toHaveLength(1);
});

test('the tab that sends is frozen, and the one that somebody looks at takes over within a minute; nothing is sent twice', async ({
  page,
  server,
  staff,
}) => {
  await visit(page, server.address);
  await expect.poll(() => isSender(page)).toBe(true);
  const other = await page.context().newPage();
  await open(other, `${server.address}/complain`);
  await other.bringToFront();
  // Nothing runs in it any more, and the lock stays its own.
  const frozen = page.evaluate(() => {
    const end = Date.now() + 50_000;
    while (Date.now() < end);
  });
  await fileComplaint(other);
  await expect.poll(() => isSender(other)).toBe(true);
  await received(other);
  await frozen;
  await expect.poll(() => isSender(page)).toBe(false);
  expect(await staff.cases()).toHaveLength(1);
});

test('a tab in the back/forward cache makes way for the one that somebody looks at, and is whole when it comes back', async ({
  server,
  staff,
}) => {
  const browser = await Chromium.start();
  const page = await browser.page();
  await visit(page, server.address);
  await expect.poll(() => isSender(page)).toBe(true);
  const other = await page.context().newPage();
  await open(other, `${server.address}/complain`);
  await page.goto(`${server.address}/poster`);
  await server.stop();
  await fileComplaint(other);
  await savedHere(other);
  await server.start();
  await received(other);
  await page.goBack();
  await ready(page);
  // The browser had kept it until the other tab wanted the lock, which ends what is kept.
  expect(await page.evaluate(notRestored)).toEqual(['weblocks-contention']);
  expect(await staff.cases()).toHaveLength(1);
  await page.getByRole('link', { name: /我的投诉/ }).first().click();
  await expect(page.getByRole('link', { name: GOODS })).toContainText('已收到');
  await browser.dispose();
});

test('seven tabs have one event stream, and all of them stay alive', async ({ page, server, staff }) => {
  const streams = new Set<string>();
  page.context().on('request', (request) => {
    if (request.url().includes('/api/v1/stream')) streams.add(String(request.frame().page().url()));
  });
  await visit(page, server.address);
  const tabs = [page];
  while (tabs.length < 7) {
    const tab = await page.context().newPage();
    await open(tab, `${server.address}/mine`);
    tabs.push(tab);
  }
  const last = tabs.at(-1)!;
  await open(last, `${server.address}/complain`);
  await fileComplaint(last);
  await received(last);
  await expect(tabs[1]!.getByRole('link', { name: GOODS })).toContainText('已收到');
  expect([...streams]).toHaveLength(1);
  expect(await staff.cases()).toHaveLength(1);
});

test('a device that is reloaded before the network is back still sends', async ({ page, server, staff }) => {
  await visit(page, server.address);
  await open(page, `${server.address}/complain`);
  await server.stop();
  await fileComplaint(page);
  await savedHere(page);
  await page.reload();
  await ready(page);
  await savedHere(page);
  await server.start();
  await received(page);
  expect(await staff.cases()).toHaveLength(1);
});

/** Whether this tab holds the lock of the one that sends. */
function isSender(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    const sends = (lock: LockInfo) => lock.name === 'contact-point-sender';
    // A tab knows which lock is its own only by asking: the others of this device wait.
    const mine = await navigator.locks.request('contact-point-probe', { ifAvailable: true }, async () => {
      const { held: now = [] } = await navigator.locks.query();
      return now.find((lock) => lock.name === 'contact-point-probe')?.clientId;
    });
    return [...held, ...pending].some(sends) && held.some((lock) => sends(lock) && lock.clientId === mine);
  });
}

/** Why the browser did not bring the page back as it was (<https://html.spec.whatwg.org/#nrr-not-restored-reasons-interface>). */
function notRestored(): string[] {
  const [navigation] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & {
    notRestoredReasons?: { reasons: { reason: string }[] } | null;
  })[];
  return navigation?.notRestoredReasons?.reasons.map(({ reason }) => reason) ?? [];
}
