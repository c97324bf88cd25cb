import { test as base, expect, type Page } from '@playwright/test';
import { Server } from './server';

/** Every journey has its own server, and fails on anything that the browser complains about. */
export const test = base.extend<{ server: Server; complaints: string[] }>({
  server: async ({}, use) => {
    const server = await Server.start();
    await use(server);
    await server.dispose();
  },
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      const offline = /net::ERR_|Failed to fetch|An unknown error occurred when fetching the script/;
      context.on('weberror', (error) => complaints.push(String(error.error())));
      context.on('console', (message) => {
        const serious = ['error', 'warning'].includes(message.type());
        if (serious && !offline.test(message.text())) complaints.push(message.text());
      });
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) =>
          console.error(`security policy: ${event.violatedDirective} ${event.blockedURI}`),
        );
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** Waits until controls work. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator('html[data-ready]')).toBeAttached();
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

export { expect };
