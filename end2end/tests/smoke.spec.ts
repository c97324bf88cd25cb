import { controlled, expect, open, ready, test } from '../support/test';

test('a page from the server comes to life', async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.locator('html[data-shell]')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('消费维权联络点');
  await ready(page);
  await page.getByRole('button', { name: '长辈版' }).click();
  await expect(page.locator('html[data-text="large"]')).toBeAttached();
  await page.getByRole('link', { name: '查进度' }).click();
  await expect(page).toHaveTitle('查进度 · 消费维权联络点');
});

test('the language is a choice that stays', async ({ page, server }) => {
  await open(page, server.address);
  await page.getByRole('link', { name: 'English', exact: true }).click();
  await expect(page.locator('html[lang="en"]')).toBeAttached();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Consumer Rights Contact Point');
  await page.reload();
  await ready(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Consumer Rights Contact Point');
});

test('with the service worker in control every page comes from the kept shell', async ({ page, server }) => {
  await open(page, server.address);
  await controlled(page);
  await open(page, `${server.address}/track`);
  await expect(page.locator('html[data-shell]')).toBeAttached();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('查进度');
});

test('a missing file is never a page, and a missing page says so', async ({ request, server }) => {
  const file = await request.get(`${server.address}/pkg/app.0000000000000000.js`);
  expect(file.status()).toBe(404);
  expect(file.headers()['content-type']).not.toContain('text/html');
  const page = await request.get(`${server.address}/nowhere`);
  expect(page.status()).toBe(404);
  expect(await page.text()).toContain('没有这个页面');
});

test('files are kept for ever, pages and the worker are asked for again', async ({ request, server }) => {
  const page = await request.get(server.address);
  expect(page.headers()['cache-control']).toBe('no-cache');
  expect(page.headers()['content-security-policy']).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'nonce-[\w-]+'/);
  const wasm = /\/pkg\/\w+\/app_bg\.wasm/.exec(await page.text())![0];
  const file = await request.get(server.address + wasm, { headers: { 'accept-encoding': 'br' } });
  expect(file.headers()['cache-control']).toContain('immutable');
  expect(file.headers()['content-type']).toBe('application/wasm');
  expect(file.headers()['content-encoding']).toBe('br');
  const worker = await request.get(`${server.address}/sw.js`);
  expect(worker.headers()['cache-control']).toBe('no-cache');
});
