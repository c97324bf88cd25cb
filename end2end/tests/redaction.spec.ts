import type { Locator, Page } from '@playwright/test';
import { judge } from '../support/axe';
import { GOODS } from '../support/complaint';
import { signIn, take } from '../support/desk';
import { choose, photo } from '../support/photos';
import { received } from '../support/receipt';
import { receptionist, type Staff } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';
import { fileComplaint } from '../support/wizard';

const TABLET = { viewport: { width: 1180, height: 820 }, hasTouch: true };

test('what staff cover without a network is black in the copy that the server holds, and the photo itself stays', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const consumer = await device();
  await open(consumer, `${server.address}/complain`);
  await fileComplaint(consumer);
  await received(consumer);
  await choose(consumer, await photo(consumer, 1600, 1200, 1));
  await expect(consumer.locator('.attach__summary')).toHaveText('1 份都已收到。');

  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await take(desk, GOODS);
  const photos = desk.getByRole('region', { name: '照片和文件' });
  await photos.getByRole('button', { name: '照片 1：消费者' }).click();
  const viewer = desk.getByRole('dialog');
  const large = viewer.locator('.viewer__photo');
  await expect.poll(() => large.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1600);
  await server.stop();

  await viewer.getByRole('button', { name: '遮盖一部分' }).click();
  const sheet = viewer.getByRole('application', { name: '要遮盖的地方' });
  await expect(sheet).toBeFocused();
  const save = viewer.getByRole('button', { name: '存成遮盖后的副本' });
  await expect(save).toBeDisabled();
  // By mouse, and taken away again.
  await draw(desk, sheet, [0.1, 0.2], [0.3, 0.4]);
  await expect(viewer.locator('.cover__region')).toHaveCount(1);
  await draw(desk, sheet, [0.8, 0.8], [0.95, 0.95]);
  await expect(viewer.locator('.cover__region')).toHaveCount(2);
  await viewer.getByRole('button', { name: '撤销上一块' }).click();
  await expect(viewer.locator('.cover__region')).toHaveCount(1);
  // By finger: one touch on each of two corners, without drawing.
  await touch(desk, sheet, [0.6, 0.1]);
  await expect(viewer.getByText('再点对面的角。')).toBeVisible();
  await touch(desk, sheet, [0.8, 0.3]);
  await expect(viewer.locator('.cover__region')).toHaveCount(2);
  // By keys: one in the middle, moved down and grown.
  await viewer.getByRole('button', { name: '加一块' }).click();
  await sheet.focus();
  for (let step = 0; step < 5; step++) await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('Shift+ArrowRight');
  await expect(viewer.getByText('已遮盖 3 处。最后一处：从左 38%')).toBeVisible();
  // One more by keys, and gone by keys; the viewer did not turn to another photo meanwhile.
  await desk.keyboard.press('Enter');
  await expect(viewer.locator('.cover__region')).toHaveCount(4);
  await desk.keyboard.press('Delete');
  await expect(viewer.locator('.cover__region')).toHaveCount(3);
  const regions = await viewer.locator('.cover__region').evaluateAll((all) => all.map((one) => ['x', 'y', 'width', 'height'].map((name) => Number(one.getAttribute(name)))));
  await judge(desk, 'parts being covered');
  await desk.screenshot({ path: 'screens/redaction.png' });
  await save.click();
  await expect(viewer.getByText('遮盖后的副本已存好，原照片不变。')).toBeVisible();
  await viewer.getByRole('button', { name: '关闭' }).click();
  await expect(photos.locator('.shots__words', { hasText: '已存在这台设备' })).toBeVisible();

  await server.start();
  await expect.poll(async () => (await attachments(staff)).length).toBe(2);
  const [original, copy] = await attachments(staff);
  expect(copy!.purpose).toBe(`redaction:${original!.hash}`);
  await expect(photos.getByRole('button', { name: '照片 2：照片 1 遮盖后' })).toBeVisible();
  const [before, after] = [await pixels(desk, staff, original!, regions), await pixels(desk, staff, copy!, regions)];
  expect(after.size).toEqual([1600, 1200]);
  expect(regions).toHaveLength(3);
  // Under each rectangle is one colour, black; the photo itself has many there; beside them nothing was touched.
  for (const [place, [least, most]] of after.under.entries()) {
    expect([least, most], `region ${place}`).toEqual([0, 0]);
  }
  for (const [least, most] of before.under) expect(most - least).toBeGreaterThan(60);
  expect(after.beside - before.beside).toBeLessThan(4);
  // The consumer's page shows their own photo only, and their code does not open the copy.
  await consumer.goto(consumer.url().replace('?new', ''));
  await expect(consumer.locator('.shots__cell')).toHaveCount(1);
});

test('the papers for the regulator show the copy with parts covered, and whoever prints them can leave a photo out', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const consumer = await device();
  await open(consumer, `${server.address}/complain`);
  await fileComplaint(consumer);
  await received(consumer);
  await choose(consumer, await photo(consumer, 1200, 900, 1), await photo(consumer, 900, 1200, 2));
  await expect(consumer.locator('.attach__summary')).toHaveText('2 份都已收到。');
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await take(desk, GOODS);
  const photos = desk.getByRole('region', { name: '照片和文件' });
  await photos.getByRole('button', { name: '照片 1：消费者' }).click();
  const viewer = desk.getByRole('dialog');
  await viewer.getByRole('button', { name: '遮盖一部分' }).click();
  await viewer.getByRole('button', { name: '加一块' }).click();
  // Escape leaves the covering, not the photo.
  await desk.keyboard.press('Escape');
  await expect(viewer.getByRole('heading')).toHaveText('照片 1，共 2');
  await viewer.getByRole('button', { name: '遮盖一部分' }).click();
  await expect(viewer.locator('.cover__region')).toHaveCount(0);
  await viewer.getByRole('button', { name: '加一块' }).click();
  await viewer.getByRole('button', { name: '存成遮盖后的副本' }).click();
  await expect(viewer.getByText('遮盖后的副本已存好，原照片不变。')).toBeVisible();
  await viewer.getByRole('button', { name: '关闭' }).click();
  await expect(photos.getByRole('button', { name: '照片 3：照片 1 遮盖后' })).toBeVisible();
  const all = await attachments(staff);
  const original = all[0]!.hash;
  const copy = all.find(({ purpose }) => purpose)!.hash;

  const [only] = await staff.cases();
  await desk.goto(`${server.address}/staff/case/${only!.id}/packet`);
  const paper = desk.getByRole('article');
  await expect(paper.getByRole('figure')).toHaveCount(2);
  const sources = () => paper.getByRole('figure').getByRole('img').evaluateAll((all) => all.map((img) => (img as HTMLImageElement).src.split('/').pop()));
  expect(await sources()).toEqual([copy, all[1]!.hash]);
  expect(await paper.innerHTML()).not.toContain(original);
  await expect(paper.getByText('附图 1（部分遮盖）')).toBeVisible();
  await desk.getByLabel('照片 2（没有遮盖）').uncheck();
  await expect(paper.getByRole('figure')).toHaveCount(1);
  expect(await sources()).toEqual([copy]);
  await judge(desk, 'the papers with photos');
  await desk.screenshot({ path: 'screens/packet-photos.png', fullPage: true });
});

type Place = [number, number];

/** Where a part of the photo lies on the page: it is shown whole in the middle of the sheet. */
async function at(sheet: Locator, [x, y]: Place): Promise<Place> {
  const box = (await sheet.boundingBox())!;
  const [width, height] = await sheet.page().locator('.viewer__photo').evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]);
  const scale = Math.min(box.width / width!, box.height / height!);
  const along = (from: number, side: number, whole: number, part: number) => from + (side - whole * scale) / 2 + part * whole * scale;
  return [along(box.x, box.width, width!, x), along(box.y, box.height, height!, y)];
}

async function draw(page: Page, sheet: Locator, from: Place, to: Place): Promise<void> {
  await page.mouse.move(...(await at(sheet, from)));
  await page.mouse.down();
  await page.mouse.move(...(await at(sheet, to)), { steps: 5 });
  await page.mouse.up();
}

async function touch(page: Page, sheet: Locator, place: Place): Promise<void> {
  await page.touchscreen.tap(...(await at(sheet, place)));
}

interface Attachment {
  hash: string;
  purpose?: string;
}

async function attachments(staff: Staff): Promise<Attachment[]> {
  const [only] = (await staff.cases()) as any[];
  return only.attachments ?? [];
}

/** The darkest and lightest value under each rectangle, how large the picture is, and the mean beside them. */
async function pixels(page: Page, staff: Staff, { hash }: Attachment, regions: number[][]): Promise<{ size: number[]; under: Place[]; beside: number }> {
  const [only] = (await staff.cases()) as any[];
  const base64 = (await staff.bytes(`/api/v1/attachments/${only.id}/${hash}`)).toString('base64');
  return page.evaluate(
    async ([base64, regions]) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
      const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d', { willReadFrequently: true })!;
      context.drawImage(picture, 0, 0);
      const under = regions.map(([x, y, width, height]): [number, number] => {
        // A block of a JPEG that lies across an edge rings; what lies inside has one value.
        const { data } = context.getImageData(x! + 16, y! + 16, width! - 32, height! - 32);
        let [least, most] = [255, 0];
        for (let at = 0; at < data.length; at++) if (at % 4 !== 3) [least, most] = [Math.min(least, data[at]!), Math.max(most, data[at]!)];
        return [least, most];
      });
      const corner = context.getImageData(0, picture.height - 60, 60, 60).data;
      return { size: [picture.width, picture.height], under, beside: corner.reduce((sum, value) => sum + value, 0) / corner.length };
    },
    [base64, regions] as const,
  );
}
