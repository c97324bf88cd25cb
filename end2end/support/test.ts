import { test as base, expect, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { FaultProxy } from './fault_proxy';
import { onDisk } from './disk';
import { watch, type Complaints } from './guard';
import { Server } from './server';
import { Staff } from './staff';

interface Journey {
  /** A server of its own, with its own data. */
  server: Server;
  /** In between browser and server. */
  line: FaultProxy;
  /** The first administrator, at the API. */
  staff: Staff;
  /** What browsers complained about; anything that is not expected fails the test. */
  complaints: Complaints;
  /** Another person's device: nothing is shared with the others. */
  device: (options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<Journey>({
  server: async ({}, use) => {
    const server = await Server.start();
    await use(server);
    await server.dispose();
  },
  line: async ({ server }, use) => {
    const proxy = await FaultProxy.before(server.address);
    await use(proxy);
    await proxy.close();
  },
  staff: async ({ server }, use) => {
    const staff = await Staff.first(server);
    await use(staff);
    await staff.dispose();
  },
  complaints: [
    async ({ context }, use) => {
      const complaints: Complaints = { heard: [], expected: [] };
      await watch(context, complaints);
      await use(complaints);
      const unexpected = complaints.heard.filter((text) => !complaints.expected.some((known) => known.test(text)));
      expect(unexpected).toEqual([]);
    },
    { auto: true },
  ],
  device: async ({ browser, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      await watch(context, complaints);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

/** Waits until controls work. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator('html[data-ready]')).toBeAttached();
}

/** Opens a page and waits until its controls work. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await ready(page);
}

/** Waits until the service worker answers for this page. */
export async function controlled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
  });
}

/** A first visit: afterwards the device has everything that it needs without the server. */
export async function visit(page: Page, address: string): Promise<void> {
  await open(page, address);
  await controlled(page);
  await expect.poll(async () => (await onDisk(page, 'replica')).join()).toContain('"board"');
}

export { expect };
