import { defineConfig } from '@playwright/test';
import everyday from '../playwright.config';

/** One after another and nothing recorded: what is measured shares the machine with as little as possible. */
export default defineConfig({
  ...everyday,
  testDir: '.',
  testMatch: ['visit.ts', 'desk.ts', 'live.ts', 'lighthouse.ts', 'photos.ts'],
  workers: 1,
  retries: 0,
  timeout: 10 * 60_000,
  reporter: [['line']],
  use: { ...everyday.use, trace: 'off', screenshot: 'off' },
});
