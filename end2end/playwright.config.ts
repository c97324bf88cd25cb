import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'];

// As root there is no sandbox to be had; the rest keeps the browser from calling home.
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  // A name that no browser trusts over plain http, as an address in a mall's network is.
  '--host-resolver-rules=MAP mall.test 127.0.0.1',
];

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // Many wait for a clock or a network: two cores are busy with four.
  workers: 4,
  timeout: 180_000,
  // Long enough for a machine that does three things at once: a wait that ends early says nothing.
  expect: { timeout: 60_000 },
  reporter: [['list'], ['./support/failures_reporter.ts']],
  use: {
    browserName: 'chromium',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Without copies of the page for each step, which cost time: `--trace on` makes them for one journey.
    trace: { mode: 'retain-on-failure', snapshots: false, screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browsers.find((path) => path && existsSync(path)),
      args: process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet,
    },
  },
});
