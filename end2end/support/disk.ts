import type { Page } from '@playwright/test';

/** Everything in one store of the device, as it would be found after a power cut. */
export function onDisk(page: Page, store: 'drafts' | 'filings' | 'outbox' | 'replica'): Promise<string[]> {
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
