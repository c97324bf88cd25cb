import type { Page } from '@playwright/test';

export type Store = 'drafts' | 'filings' | 'outbox' | 'replica' | 'desk' | 'typing' | 'meta';

/** Everything in one store of the device, as it would be found after a power cut. */
export function onDisk(page: Page, store: Store): Promise<string[]> {
  return page.evaluate(async (store) => {
    // Opening it before the page does would make it, without its stores.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'contact-point')) return [];
    const open = indexedDB.open('contact-point');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    try {
      if (!database.objectStoreNames.contains(store)) return [];
      const values = database.transaction(store).objectStore(store).getAll();
      await new Promise((resolve) => (values.onsuccess = resolve));
      return values.result.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
    } finally {
      database.close();
    }
  }, store);
}

/** Everything that a page keeps on the device, in whatever place, as somebody with the disk would find it. */
export async function everythingOnDisk(page: Page): Promise<string> {
  const stores: Store[] = ['drafts', 'filings', 'outbox', 'replica', 'desk', 'typing', 'meta'];
  const kept = await Promise.all(stores.map((store) => onDisk(page, store)));
  const rest = await page.evaluate(async () => {
    const cached = await Promise.all(
      (await caches.keys()).map(async (name) => {
        const cache = await caches.open(name);
        const texts = (await cache.keys()).filter(({ url }) => !/\.(wasm|png)$/.test(url));
        return Promise.all(texts.map(async (request) => (await cache.match(request))!.text()));
      }),
    );
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, cached]);
  });
  return `${kept.flat().join('\n')}\n${rest}`;
}
