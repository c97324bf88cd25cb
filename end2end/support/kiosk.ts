import { expect, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, brotliDecompressSync } from 'node:zlib';
import { controlled, ready } from './test';
import type { Staff } from './staff';

export const PIN = '271828';

/** The code that an administrator makes on the page “Devices”, at the API. */
export async function kioskCode(staff: Staff, name = '一楼大厅', keyboard = false): Promise<string> {
  return (await staff.create('/api/v1/kiosk-codes', { name, keyboard })).code;
}

/** Types digits by touch. */
export async function touch(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.locator('.pin-pad__key', { hasText: digit }).click();
}

/** This browser becomes a kiosk. Afterwards it needs no network. */
export async function enrol(page: Page, server: { address: string }, code: string): Promise<void> {
  await page.goto(`${server.address}/kiosk`);
  await ready(page);
  await touch(page, code);
  await page.getByRole('button', { name: '下一步' }).click();
  await touch(page, PIN);
  await page.getByRole('button', { name: '下一步' }).click();
  await touch(page, PIN);
  await page.getByRole('button', { name: '启用' }).click();
  await attract(page);
  await controlled(page);
}

/**
 * Waits until a power cut can no longer undo the enrolment: Chromium writes cookies and local storage down within a minute, and a
 * kiosk that loses power before is enrolled again.
 */
export async function enrolmentOnDisk(profile: string): Promise<void> {
  const cookies = join(profile, 'Default', 'Cookies');
  const storage = join(profile, 'Default', 'Local Storage', 'leveldb');
  const onDisk = async () => {
    const cookie = (await readFile(cookies)).includes('kiosk');
    const logs = (await readdir(storage)).filter((name) => /\.(log|ldb)$/.test(name));
    const pieces = await Promise.all(logs.map((name) => readFile(join(storage, name)).catch(() => Buffer.alloc(0))));
    return { cookie, mark: pieces.some((bytes) => bytes.includes('\x01kiosk', 0, 'latin1')) };
  };
  await expect.poll(onDisk, { timeout: 90_000 }).toEqual({ cookie: true, mark: true });
}

/** The first page, with nobody's visit on it. */
export async function attract(page: Page): Promise<void> {
  await expect(page.locator('html[data-device=kiosk][data-ready] .kiosk__doors')).toBeVisible();
}

/** Ends the visit by the button that is on every page. */
export async function endVisit(page: Page): Promise<void> {
  const whole = page.waitForEvent('load');
  await page.getByRole('button', { name: '结束，清除屏幕' }).first().click();
  await whole;
  await attract(page);
}

/** The forms in which a word may lie on a disk. */
function forms(word: string): Buffer[] {
  const utf8 = Buffer.from(word, 'utf8');
  const utf16 = Buffer.from(word, 'utf16le');
  const swapped = Buffer.from(utf16).swap16();
  // Base64 of a word within other bytes begins at one of three places; what does not depend on its surroundings is looked for.
  const base64 = [utf8, utf16].flatMap((bytes) =>
    [0, 1, 2].map((before) => {
      const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
      return Buffer.from(text.slice(before === 0 ? 0 : before + 1, -4));
    }),
  );
  const escaped = Buffer.from(encodeURIComponent(word));
  const json = Buffer.from([...word].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''));
  return [utf8, utf16, swapped, ...base64, escaped, json];
}

/** What is inside compressed pieces of a file as well: gzip and zlib, wherever they begin. */
function unpacked(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = bytes.indexOf('\x1f\x8b\x08', 0, 'latin1'); at >= 0; at = bytes.indexOf('\x1f\x8b\x08', at + 1, 'latin1')) {
    try {
      found.push(gunzipSync(bytes.subarray(at), { finishFlush: 2 }));
    } catch {
      // Not the beginning of anything.
    }
  }
  try {
    if (bytes.length < 5_000_000) found.push(brotliDecompressSync(bytes));
  } catch {
    // Not compressed as a whole.
  }
  return found;
}

/** Files below a folder that hold one of these words, in any form. A copy is looked at, so that it does not move meanwhile. */
export async function filesWith(folder: string, words: string[]): Promise<string[]> {
  const wanted = words.flatMap((word) => forms(word).map((form) => ({ word, form })));
  const found: string[] = [];
  let files = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    files += 1;
    for (const piece of [bytes, ...unpacked(bytes)]) {
      for (const { word, form } of wanted) if (piece.includes(form)) found.push(`${path}: ${word}`);
    }
  }
  expect(files, 'the profile is there').toBeGreaterThan(20);
  return [...new Set(found)];
}

/** A copy of a profile: what is on the disk now, while the browser runs. */
export async function copied(profile: string, to: string): Promise<string> {
  await promisify(execFile)('cp', ['-r', profile, to]).catch(() => undefined);
  return to;
}
