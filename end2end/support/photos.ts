import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';

/** A file as a person chooses it. */
export interface Chosen {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Where a photo was taken, in the camera's own words. */
export const PLACE = 'GPS 31.2204N 121.4242E';

/** A photo as a camera makes it: so many pixels, with noise as dust and light make it, and the place where it was taken. */
export async function photo(page: Page, width: number, height: number, seed = 1): Promise<Chosen> {
  const base64 = await page.evaluate(
    async ([width, height, seed]) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d')!;
      context.fillStyle = `hsl(${seed * 37} 60% 60%)`;
      context.fillRect(0, 0, width, height);
      for (let spot = 0, at = seed * 7919; spot < 6000; spot++) {
        at = (at * 1103515245 + 12345) % 2147483648;
        context.fillStyle = `hsl(${at % 360} 70% ${30 + (at % 50)}%)`;
        context.fillRect(at % width, (at >> 7) % height, 4 + (at % 90), 4 + (at % 70));
      }
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let text = '';
      for (let from = 0; from < bytes.length; from += 32768) text += String.fromCharCode(...bytes.subarray(from, from + 32768));
      return btoa(text);
    },
    [width, height, seed] as const,
  );
  return { name: `IMG_${seed}.jpg`, mimeType: 'image/jpeg', buffer: taken(Buffer.from(base64, 'base64')) };
}

/** Puts the place into a JPEG, in a segment of its own (EXIF) behind the first mark. */
function taken(jpeg: Buffer): Buffer {
  const body = Buffer.from(`Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0${PLACE}`, 'latin1');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, body, jpeg.subarray(2)]);
}

/** A receipt as a PDF, with what its author's program wrote about itself. */
export function pdf(words = 'Receipt 3200'): Chosen {
  const page = `BT /F1 12 Tf (${words}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Author (Zhang San) >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, number) => {
    const at = text.length;
    text += `${number + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return { name: 'receipt.pdf', mimeType: 'application/pdf', buffer: Buffer.from(text, 'latin1') };
}

/** Chooses files for the case or form on the page, from the disk as a person does: handed over by script they would cost the page its time. */
export async function choose(page: Page, ...files: Chosen[]): Promise<void> {
  await page.locator('.attach input[type="file"][multiple]').setInputFiles(await onDisk(files));
}

/** Chooses one picture in that control. */
export async function chooseIn(control: Locator, file: Chosen): Promise<void> {
  await control.setInputFiles(await onDisk([file]));
}

async function onDisk(files: Chosen[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'photos-'));
  const paths = files.map(({ name }) => join(folder, name));
  await Promise.all(files.map(({ buffer }, place) => writeFile(paths[place]!, buffer)));
  return paths;
}
