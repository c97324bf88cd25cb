import { GOODS } from '../support/complaint';
import { received, savedHere } from '../support/receipt';
import { expect, open, ready, test, visit } from '../support/test';
import { answer, fileComplaint, next } from '../support/wizard';

// The database on the device: held by an old tab, closed by the browser, broken, or written by a newer version.

test('an upgrade that an old window blocks is said within seconds, and goes on by itself once that is closed', async ({
  page,
  server,
  complaints,
}) => {
  complaints.expected.push(/favicon/);
  // A window of a version that does not give way.
  const old = await page.context().newPage();
  await old.goto(`${server.address}/icon.svg`);
  await old.evaluate(async () => {
    const open = indexedDB.open('contact-point', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('drafts');
    await new Promise((resolve) => (open.onsuccess = resolve));
    Object.assign(globalThis, { held: open.result });
  });
  await open(page, `${server.address}/complain`);
  await expect(page.getByText('请把本站的其他窗口关掉').first()).toBeVisible({ timeout: 10_000 });
  await answer(page, 'kind', 'complaint');
  await next(page);
  await old.close();
  await expect(page.getByText('请把本站的其他窗口关掉')).toHaveCount(0);
  // What was typed meanwhile is kept.
  await page.reload();
  await ready(page);
  await open(page, `${server.address}/mine`);
  await expect(page.getByRole('main')).toContainText('草稿');
});

test('what waits on a device whose upgrade was blocked is shown and sent as soon as it can be read', async ({ page, server, staff }) => {
  await visit(page, server.address);
  await open(page, `${server.address}/complain`);
  await server.stop();
  await fileComplaint(page);
  await savedHere(page);
  // The first tries find it held; nothing has been closed yet.
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    const until = performance.timeOrigin + 6_000;
    IDBFactory.prototype.open = function (...given) {
      if (Date.now() > until) return open.apply(this, given);
      return new EventTarget() as IDBOpenDBRequest;
    };
  });
  await open(page, `${server.address}/mine`);
  await expect(page.getByText('请把本站的其他窗口关掉').first()).toBeVisible({ timeout: 10_000 });
  await expect(page.getByRole('link', { name: GOODS })).toBeVisible();
  await server.start();
  await expect.poll(async () => (await staff.cases()).length).toBe(1);
});

test('a connection that the browser closed without a word is opened again', async ({ page, server }) => {
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    const held: IDBOpenDBRequest[] = [];
    Object.assign(globalThis, { held });
    IDBFactory.prototype.open = function (...given) {
      const request = open.apply(this, given);
      held.push(request);
      return request;
    };
  });
  await open(page, `${server.address}/complain`);
  await answer(page, 'kind', 'complaint');
  await next(page);
  await expect(page.getByText(/草稿已存在这台设备/)).toBeVisible();
  await page.evaluate(() => (globalThis as any).held.forEach((request: IDBOpenDBRequest) => request.result.close()));
  await page.locator('[name="goods"]').fill('雨伞');
  await page.waitForTimeout(600);
  await page.reload();
  await ready(page);
  await expect(page.locator('[name="goods"]')).toHaveValue('雨伞');
});

test('a database that cannot be opened any more is said, and what is submitted still goes', async ({ page, server, staff }) => {
  await page.addInitScript(() => {
    // A request that really fails, with what a browser says of a damaged file.
    const { open } = IDBFactory.prototype;
    const newer = open.call(indexedDB, 'scratch', 2);
    IDBFactory.prototype.open = function () {
      const request = open.call(this, 'scratch', 1);
      const error = new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
      Object.defineProperty(request, 'error', { get: () => error });
      return request;
    };
    newer.onsuccess = () => newer.result.close();
  });
  await open(page, `${server.address}/complain`);
  await expect(page.getByText('这台设备的存储坏了').first()).toBeVisible();
  await fileComplaint(page);
  await received(page);
  expect(await staff.cases()).toHaveLength(1);
});

test('a server that was rolled back leaves what the newer version wrote untouched', async ({ page, server, complaints }) => {
  complaints.expected.push(/favicon/);
  await page.goto(`${server.address}/icon.svg`);
  await page.evaluate(async () => {
    const open = indexedDB.open('contact-point', 99);
    open.onupgradeneeded = () => open.result.createObjectStore('of-tomorrow').put('kept', 'it');
    await new Promise((resolve) => (open.onsuccess = resolve));
    open.result.close();
  });
  await open(page, `${server.address}/complain`);
  await expect(page.getByText('这台设备上的内容是新版本存的').first()).toBeVisible();
  await fileComplaint(page);
  await received(page);
  const kept = await page.evaluate(async () => {
    const open = indexedDB.open('contact-point');
    await new Promise((resolve) => (open.onsuccess = resolve));
    const get = open.result.transaction('of-tomorrow').objectStore('of-tomorrow').get('it');
    await new Promise((resolve) => (get.onsuccess = resolve));
    return [open.result.version, get.result];
  });
  expect(kept).toEqual([99, 'kept']);
});

test('a code that has not arrived is told from one that is mistyped, and the receipt says beforehand what would lose it', async ({
  page,
  server,
  device,
  complaints,
}) => {
  complaints.expected.push(/status of 404/);
  await visit(page, server.address);
  await open(page, `${server.address}/complain`);
  await server.stop();
  await fileComplaint(page);
  await expect(page.getByRole('status').filter({ hasText: '送达前请不要清除浏览器数据' })).toBeVisible();
  const code = (await page.locator('[data-claim]').getAttribute('data-claim'))!;
  await page.context().setOffline(true);
  await server.start();
  const other = await device();
  await open(other, `${server.address}/track`);
  const look = async (typed: string) => {
    await other.getByLabel('查询码').fill(typed);
    await other.getByRole('button', { name: '查一查' }).click();
  };
  await look(code);
  await expect(other.getByRole('alert')).toContainText('查询码没有抄错，但联络点还没有收到这一件');
  await look((code[0] === 'A' ? 'B' : 'A') + code.slice(1));
  await expect(other.getByRole('alert')).toContainText('这个码对不上');
  await page.context().setOffline(false);
  await received(page);
  await look(code);
  await expect(other.locator('.case__head .stamp')).toHaveText('已收到');
});
