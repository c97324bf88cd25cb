import type { Page, Route } from '@playwright/test';
import { onDisk } from '../support/disk';
import { received } from '../support/receipt';
import { expect, open, ready, test } from '../support/test';
import { fileComplaint } from '../support/wizard';

// A consumer's first visit on a slow line: the first page is alive, the part with all other pages is still on its way.

const PARTS = /\/pkg\/.*\/(chunk|split)_[^/]*\.wasm$/;

// The worker would bring the parts as well, past the slow line.
test.use({ serviceWorkers: 'block' });

test.beforeEach(({ complaints }) => {
  complaints.expected.push(/wasm|Failed to load|fetch|service worker/i);
});

test('a press shows at once that the page is coming; after a second the server’s own page stands there, and can be used', async ({
  page,
  server,
}) => {
  const held = await hold(page);
  await open(page, server.address);
  await mark(page);
  const answered = page.waitForRequest((request) => request.isNavigationRequest() && request.url().endsWith('/complain'));
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await expect(page.getByText('正在打开…')).toBeVisible({ timeout: 500 });
  await answered;
  await expect(page.locator('[name="kind"][value="complaint"]')).toBeAttached();
  expect(await isMarked(page)).toBe(false);
  await expect(page.locator('html[data-ready]')).toHaveCount(0);

  await held.release();
  await ready(page);
  await fileComplaint(page);
  await received(page);
});

test('a part that comes within the second shows its page without asking the server', async ({ page, server }) => {
  const held = await hold(page);
  await open(page, server.address);
  await mark(page);
  await page.getByRole('link', { name: /查进度/ }).click();
  await expect(page.getByText('正在打开…')).toBeVisible({ timeout: 500 });
  await held.release();
  await expect(page.getByLabel('查询码')).toBeVisible();
  await expect(page.getByText('正在打开…')).toHaveCount(0);
  await page.waitForTimeout(1_500);
  expect(await isMarked(page)).toBe(true);
  await expect(page).toHaveURL(`${server.address}/track`);
});

test('a second press overtakes the first', async ({ page, server }) => {
  const held = await hold(page);
  await open(page, server.address);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) asked.push(new URL(request.url()).pathname);
  });
  // Both within the second, however slow the machine is.
  await page.evaluate(() => {
    for (const path of ['/track', '/mine']) document.querySelector<HTMLAnchorElement>(`main a[href="${path}"]`)!.click();
  });
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  await page.waitForTimeout(1_000);
  expect(asked).toEqual(['/mine']);
  await expect(page).toHaveURL(`${server.address}/mine`);
  await held.release();
  await ready(page);
});

test('nothing of the board travels twice', async ({ page, server }) => {
  const pulled: string[][] = [];
  page.on('response', async (response) => {
    if (!response.url().includes('/api/v1/pull')) return;
    const { changes } = (await response.json()) as { changes: { body: object }[] };
    pulled.push(changes.map(({ body }) => Object.keys(body)[0]!));
  });
  const boards = () => pulled.flat().filter((kind) => kind === 'board').length;

  // Any other page brings it along, and the device keeps that.
  const form = await page.request.get(`${server.address}/complain`);
  expect(await form.text()).toContain('id="first-pull"');
  await open(page, `${server.address}/complain`);
  await expect.poll(async () => (await onDisk(page, 'replica')).join()).toContain('"board"');
  await expect.poll(() => pulled.length).toBeGreaterThan(0);
  expect(boards()).toBe(0);
});

test('the first page brings a summary, and the board comes after it, once', async ({ page, server }) => {
  let boards = 0;
  page.on('response', async (response) => {
    if (response.url().includes('/api/v1/pull') && (await response.text().catch(() => '')).includes('"board":')) boards += 1;
  });
  const first = await (await page.request.get(server.address)).text();
  expect(first).not.toContain('id="first-pull"');
  expect(first).not.toContain('"comparisons"');
  await open(page, server.address);
  await expect.poll(async () => (await onDisk(page, 'replica')).join()).toContain('"board"');
  await expect.poll(() => boards).toBe(1);
  await page.reload();
  await ready(page);
  await page.waitForTimeout(2_000);
  expect(boards).toBe(1);
});

/** Holds every part back until it is released. */
async function hold(page: Page): Promise<{ release: () => Promise<void> }> {
  const routes: Route[] = [];
  let open = false;
  // A page that was left takes its requests with it.
  const pass = (route: Route) => route.continue().catch(() => undefined);
  await page.route(PARTS, async (route) => {
    if (open) await pass(route);
    else routes.push(route);
  });
  return {
    release: async () => {
      open = true;
      await Promise.all(routes.map(pass));
    },
  };
}

/** What a page remembers until another document takes its place. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { here: true }));
}

async function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => 'here' in window);
}
