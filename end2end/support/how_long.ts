import type { Locator } from '@playwright/test';

/** From the press to the moment at which the other page shows it, in milliseconds. */
export async function howLong(press: Locator, shows: Locator): Promise<number> {
  const seen = shows.first().waitFor({ state: 'attached', timeout: 30_000 });
  const began = Date.now();
  await press.click();
  await seen;
  return Date.now() - began;
}
