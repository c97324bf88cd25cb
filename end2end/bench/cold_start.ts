import type { BrowserContext } from '@playwright/test';

/** Milliseconds since the navigation began. */
export interface Start {
  /** Controls work. */
  ready: number;
  /** The heading can be seen. */
  shown: number;
}

/** Opens a page as after a long while: nothing of it runs, and a slow machine has to begin from what it kept. */
export async function coldStart(context: BrowserContext, address: string, shows: string, throttle: number): Promise<Start> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.stopAllWorkers');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await page.addInitScript((text) => {
    const start: Partial<Start> = {};
    Object.assign(window, { start });
    const look = () => {
      const root = document.documentElement;
      if (start.ready === undefined && root?.hasAttribute('data-ready')) start.ready = performance.now();
      const said = [...document.querySelectorAll<HTMLElement>('h1, body p')];
      const shown = said.some((element) => element.innerText.trim() === text && element.checkVisibility());
      if (start.shown === undefined && shown) start.shown = performance.now();
      if (start.ready === undefined || start.shown === undefined) requestAnimationFrame(look);
    };
    look();
  }, shows);
  await page.goto(address, { waitUntil: 'commit' });
  const measured = await page.waitForFunction(() => {
    const { start } = window as unknown as { start: Partial<Start> };
    return start.ready !== undefined && start.shown !== undefined ? (start as Start) : undefined;
  });
  const start = (await measured.jsonValue()) as Start;
  await page.close();
  return start;
}
