import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { Server } from '../support/server';
import { visit } from '../support/test';
import { coldStart, type Start } from './cold_start';
import { Transfers } from './transfers';

// A benchmark, not a test: it fails where something cannot be measured, never because a number is too large.

const RUNS = 9;
const THROTTLE = 4;
/** As the browser's own tools have it: 562 ms there and back, 1.44 Mbit/s down, 675 kbit/s up. */
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
const PAGES = ['/', '/complain'];

test('first visit, in bytes', async ({ browser }) => {
  const server = await Server.start();
  const context = await browser.newContext();
  const transfers = new Transfers(context, server.address);
  const opened = await context.newPage();
  await noteAlive(opened);
  await visit(opened, server.address);
  await quiet(transfers);
  const rows = transfers.rows();
  const until = await opened.evaluate(() => (window as unknown as { alive?: number }).alive ?? 0);
  const first = rows.filter((row) => !row.worker && row.started < until);
  const page = rows.filter((row) => !row.worker && row.started >= until);
  const worker = rows.filter((row) => row.worker);
  const print = (title: string, some: typeof rows) => {
    console.log(`\n${title}`);
    for (const row of some) console.log(`${kilobytes(row.bytes)} ${row.encoding.padEnd(8)} ${row.path}`);
    console.log(`${kilobytes(sum(some))} in all`);
  };
  print('First visit to /: what the page transfers until it is alive (head and body, as on the wire)', first);
  print('First visit to /: what the page transfers afterwards', page);
  print('First visit to /: what the service worker transfers for later', worker);
  console.log(`\n${kilobytes(sum(first))} until it is alive (aim: 180 kB)`);
  console.log(`${kilobytes(sum(rows))} in all, with which a consumer needs no network (aim: 450 kB)`);
  await context.close();

  const staff = await browser.newContext();
  const more = new Transfers(staff, server.address);
  await visit(await staff.newPage(), `${server.address}/staff/sign-in`);
  await quiet(more);
  const consumers = new Set(rows.map((row) => row.path));
  const alone = more.rows().filter((row) => row.path.startsWith('/pkg/') && !consumers.has(row.path));
  print('What only the staff’s pages need beside that', alone);
  console.log(`${kilobytes(sum(alone))} more (aim: 250 kB)`);
  const sums = { alive: sum(first), page: sum(page), worker: sum(worker), staff: sum(alone) };
  console.log(JSON.stringify({ bench: 'first_visit', ...sums, rows }));
  await staff.close();
  await server.dispose();
});

test('first visit on a slow line', async ({ browser }) => {
  const server = await Server.start();
  console.log(`\nFirst visit to / on Slow 4G, CPU ${THROTTLE} times slower; ms, ${RUNS} runs, each of a new device`);
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await aliveOnSlowLine(browser, server.address));
  console.log(`alive: median ${median(runs).toFixed(0)}, max ${Math.max(...runs).toFixed(0)} (aim: 2500)`);
  console.log(JSON.stringify({ bench: 'slow_first_visit', throttle: THROTTLE, line: SLOW_4G, runs }));
  await server.dispose();
});

test('offline cold start', async ({ browser }) => {
  const server = await Server.start();
  const context = await browser.newContext();
  const page = await context.newPage();
  await visit(page, server.address);
  const headings = new Map<string, string>();
  for (const path of PAGES) headings.set(path, await heading(page, server.address + path));
  await page.close();
  await server.stop();

  console.log(`\nOffline start: no server, CPU ${THROTTLE} times slower, service worker stopped; ms, ${RUNS} runs`);
  console.log('page         ready: median    max     heading: median    max     both: median    max');
  for (const path of PAGES) {
    const runs = await starts(context, server.address + path, headings.get(path)!);
    const both = runs.map(({ ready, shown }) => Math.max(ready, shown));
    const columns = [runs.map((run) => run.ready), runs.map((run) => run.shown), both].map((values) => {
      return `${median(values).toFixed(0).padStart(14)} ${Math.max(...values).toFixed(0).padStart(6)}`;
    });
    console.log(`${path.padEnd(10)} ${columns.join('    ')}`);
    const json = { bench: 'offline_start', path, throttle: THROTTLE, median: median(both), max: Math.max(...both), runs };
    console.log(JSON.stringify(json));
  }
  await context.close();
  await server.dispose();
});

/** Milliseconds from the navigation until controls work. */
async function aliveOnSlowLine(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  await noteAlive(page);
  await page.goto(address, { waitUntil: 'commit' });
  await expect(page.locator('html[data-ready]')).toBeAttached();
  const took = await page.evaluate(() => (window as unknown as { alive: number }).alive - performance.timeOrigin);
  await context.close();
  return took;
}

async function starts(context: BrowserContext, address: string, shows: string): Promise<Start[]> {
  const runs: Start[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await coldStart(context, address, shows, THROTTLE));
  return runs;
}

/** Has a page note when its controls work, in milliseconds since 1970. */
async function noteAlive(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const noted = window as unknown as { alive?: number };
    new MutationObserver(() => {
      if (document.documentElement.hasAttribute('data-ready')) {
        noted.alive ??= performance.timeOrigin + performance.now();
      }
    }).observe(document, { attributes: true, subtree: true });
  });
}

/** What the page says first, once it is alive: the same must be there offline. */
async function heading(page: Page, address: string): Promise<string> {
  await page.goto(address);
  await expect(page.locator('html[data-ready]')).toBeAttached();
  await expect(page.locator('h1, main p, body p').first()).toBeVisible();
  const first = (await page.locator('h1').count()) > 0 ? page.locator('h1') : page.locator('body p');
  return (await first.first().innerText()).trim();
}

/** Nothing was transferred for two seconds. The stream of pokes stays open, so the network never falls idle. */
async function quiet(transfers: Transfers): Promise<void> {
  for (let before = -1; before !== transfers.finished; ) {
    before = transfers.finished;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

function sum(rows: { bytes: number }[]): number {
  return rows.reduce((all, row) => all + row.bytes, 0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(9)} kB`;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
