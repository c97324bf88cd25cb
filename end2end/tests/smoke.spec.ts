import { controlled, expect, ready, test } from '../support/test';

test('a page from the server comes to life', async ({ page, server }) => {
  await page.goto(server.address);
  await ready(page);
  await expect(page.locator('html[data-shell]')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('消费维权联络点');
  await expect(page.locator('#rendered-by')).toHaveText('server');
  await page.getByRole('button').click();
  await expect(page.getByRole('button')).toHaveText('1');
  await page.getByRole('link', { name: '关于' }).click();
  await expect(page).toHaveTitle('关于 · 消费维权联络点');
});

test('once visited, every page opens without the server', async ({ page, server }) => {
  await page.goto(server.address);
  await controlled(page);
  await page.goto(`${server.address}/about`);
  await ready(page);
  await expect(page.locator('html[data-shell]')).toBeAttached();

  await server.stop();
  await page.goto(server.address);
  await ready(page);
  await expect(page.locator('#rendered-by')).toHaveText('browser');
  await page.getByRole('button').click();
  await expect(page.getByRole('button')).toHaveText('1');
  await page.goto(`${server.address}/about`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('关于本联络点');
});

test('a page can be read without scripts', async ({ browser, server }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('消费维权联络点');
  await context.close();
});

test('a missing file is never a page, and a missing page says so', async ({ request, server }) => {
  const file = await request.get(`${server.address}/pkg/app.0000000000000000.js`);
  expect(file.status()).toBe(404);
  expect(file.headers()['content-type']).toContain('text/plain');
  const page = await request.get(`${server.address}/nowhere`);
  expect(page.status()).toBe(404);
  expect(await page.text()).toContain('没有这个页面');
});

test('files are kept for ever, pages and the worker are asked for again', async ({ request, server }) => {
  const page = await request.get(server.address);
  expect(page.headers()['cache-control']).toBe('no-cache');
  expect(page.headers()['content-security-policy']).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'nonce-[\w-]+'/);
  const wasm = /\/pkg\/app_bg\.\w+\.wasm/.exec(await page.text())![0];
  const file = await request.get(server.address + wasm, { headers: { 'accept-encoding': 'br' } });
  expect(file.headers()['cache-control']).toContain('immutable');
  expect(file.headers()['content-type']).toBe('application/wasm');
  expect(file.headers()['content-encoding']).toBe('br');
  const worker = await request.get(`${server.address}/sw.js`);
  expect(worker.headers()['cache-control']).toBe('no-cache');
});
