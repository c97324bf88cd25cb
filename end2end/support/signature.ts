import type { Locator, Page } from '@playwright/test';

/** Draws on the pad: the places as parts of its width and height. */
export async function stroke(page: Page, sheet: Locator, places: [number, number][]): Promise<void> {
  const box = (await sheet.boundingBox())!;
  const at = ([x, y]: [number, number]): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  await page.mouse.move(...at(places[0]!));
  await page.mouse.down();
  for (const place of places.slice(1)) await page.mouse.move(...at(place), { steps: 8 });
  await page.mouse.up();
}
