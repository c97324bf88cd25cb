import { expect, test, open } from '../support/test';
import { choose, photo } from '../support/photos';
import { received } from '../support/receipt';
import { fileComplaint } from '../support/wizard';

const COUNTS = [1, 3, 9];

/** While photos of twelve megapixels are made ready, the page answers: its longest task says after how long at most. */
test('photos of twelve megapixels: how long the page is busy', async ({ page, device, server }) => {
  console.log('\nPhotos of 12 megapixels, chosen at once: until all are received, and the longest task of the page');
  console.log('photos    all received ms    longest task ms');
  for (const [before, count] of COUNTS.entries()) {
    const phone = await device();
    await open(phone, `${server.address}/complain`);
    await fileComplaint(phone);
    await received(phone, before + 1);
    const photos = [];
    for (let seed = 1; seed <= count; seed++) photos.push(await photo(page, 4000, 3000, seed));
    await phone.evaluate(() => {
      const tasks: number[] = ((window as any).longTasks = []);
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
    });
    const began = Date.now();
    await choose(phone, ...photos);
    await expect(phone.locator('.attach__summary')).toHaveText(`${count} 份都已收到。`, { timeout: 200_000 });
    const received_ms = Date.now() - began;
    const longest_ms = Math.max(0, ...(await phone.evaluate(() => (window as any).longTasks as number[])));
    console.log(`${String(count).padEnd(10)}${String(received_ms).padStart(15)}${longest_ms.toFixed(0).padStart(19)}`);
    console.log(JSON.stringify({ bench: 'photos', count, received_ms, longest_ms }));
    await phone.close();
  }
});
