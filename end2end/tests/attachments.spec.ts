import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PLACE, choose, pdf, photo } from '../support/photos';
import { complaint } from '../support/complaint';
import { received } from '../support/receipt';
import type { Staff } from '../support/staff';
import { expect, open, test, visit } from '../support/test';
import { answer, claimCode, fileComplaint, next, submit } from '../support/wizard';
import type { Page } from '@playwright/test';

const SUMMARY = '.attach__summary';

test('photos and a PDF chosen without a network arrive by themselves, and nobody learns where they were taken', async ({ page, server, staff }) => {
  await visit(page, server.address);
  await open(page, `${server.address}/complain`);
  const [first, second] = [await photo(page, 3000, 2000, 1), await photo(page, 1200, 1600, 2)];
  expect(first.buffer.includes(PLACE)).toBe(true);
  await server.stop();
  await toFacts(page);
  await choose(page, first, pdf());
  await expect(page.locator(SUMMARY)).toHaveText('已存在这台设备，提交后自动送出。');
  // Closed and opened again in the middle of the form: they are still there.
  await page.reload();
  await expect(page.locator('.shots__words', { hasText: '已存在这台设备' })).toHaveCount(2);
  await restOfForm(page);
  await expect(page.locator(SUMMARY)).toHaveText('已存在这台设备，等待网络。联网后自动送出。');
  await choose(page, second);
  await expect(page.locator('.shots__cell')).toHaveCount(3);
  await server.start();
  await received(page);
  await expect(page.locator(SUMMARY)).toHaveText('3 份都已收到。');
  await expect(page.locator('.shots__words--in')).toHaveCount(3);
  await expect(page.locator('.shots__item img')).toHaveCount(2);

  const [only] = await attachments(staff);
  expect(only.attachments.map(({ media }) => media)).toEqual(['jpeg', 'pdf', 'jpeg']);
  for (const { hash, media } of only.attachments) {
    const kept = await staff.bytes(`/api/v1/attachments/${only.id}/${hash}`);
    for (const secret of [PLACE, 'GPS', 'Exif', 'Zhang San']) expect(kept.includes(secret), secret).toBe(false);
    expect(kept.subarray(0, 4).toString('latin1')).toBe(media === 'pdf' ? '%PDF' : '\xff\xd8\xff\xe0');
  }
  // They stay on the device for three days, because a restored backup may lack them; then nothing of them is left.
  expect(await left(page)).toBe(3);
  await page.clock.setSystemTime(Date.now() + 4 * 24 * 3_600_000);
  await page.reload();
  await expect(page.locator('.shots__words--in')).toHaveCount(3);
  await expect.poll(() => left(page)).toBe(0);
});

test('a browser without a canvas beside the page makes photos ready on the page, and says so of nothing but what is damaged', async ({ page, server, staff }) => {
  // Safari before 16.4.
  const script = await (await fetch(`${server.address}/photo-worker.js`)).text();
  await page.route('**/photo-worker.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: `delete self.OffscreenCanvas;\n${script}` }),
  );
  await open(page, `${server.address}/complain`);
  const [large, damaged] = [await photo(page, 4000, 3000, 1), await photo(page, 400, 300, 2)];
  damaged.buffer = damaged.buffer.subarray(0, 200);
  await fileComplaint(page);
  await received(page);
  await choose(page, large);
  await expect(page.locator(SUMMARY)).toHaveText('1 份都已收到。');
  await choose(page, damaged);
  await expect(page.locator('.attach .field__error')).toContainText('这个文件坏了');
  const [only] = await attachments(staff);
  const kept = await staff.bytes(`/api/v1/attachments/${only!.id}/${only!.attachments[0]!.hash}`);
  expect(kept.includes(PLACE)).toBe(false);
  const size = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    return [picture.width, picture.height];
  }, kept.toString('base64'));
  expect(size).toEqual([2048, 1536]);
});

test('a photo that a restored backup lacks is sent again by the device that still has it', async ({ page, server, staff }) => {
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  const file = join(server.data, 'before.backup');
  await server.command('backup', file);
  await choose(page, await photo(page, 1200, 900, 6));
  await expect(page.locator(SUMMARY)).toHaveText('1 份都已收到。');
  await server.stop();
  await rm(join(server.data, 'attachments'), { recursive: true });
  await server.command('restore', file);
  expect(await server.command('verify')).toContain('everything adds up');
  await server.start();
  const code = await claimCode(page);
  const seen = async () => {
    const answer = await fetch(`${server.address}/api/v1/pull?since=0`, { headers: { authorization: `Claim ${code}` } });
    const { changes } = (await answer.json()) as any;
    return changes.find(({ body }: any) => body.case_view)?.body.case_view.attachments?.length ?? 0;
  };
  await expect.poll(seen, { timeout: 90_000 }).toBe(1);
  await expect(page.locator(SUMMARY)).toHaveText('1 份都已收到。');
});

test('a browser that dies in the middle of an upload goes on where it stopped', async ({ page, context, server, line, staff }) => {
  await open(page, `${line.address}/complain`);
  const large = await photo(page, 4000, 3000, 3);
  await fileComplaint(page);
  await received(page);
  const offsets: number[] = [];
  let pieces = 0;
  // The second piece never arrives: the page is killed while it is on its way.
  const stuck = new Promise<void>((resolve) => {
    void context.route('**/api/v1/uploads/*', async (route) => {
      pieces += 1;
      if (pieces === 2) return resolve();
      await route.continue();
    });
  });
  const address = page.url();
  await choose(page, large);
  await stuck;
  await page.close();
  await context.unroute('**/api/v1/uploads/*');

  const again = await context.newPage();
  again.on('response', (response) => {
    const offset = response.headers()['upload-offset'];
    if (response.request().method() === 'POST' && offset) offsets.push(Number(offset));
  });
  await again.goto(address.replace('?new', ''));
  await expect(again.locator(SUMMARY)).toHaveText('1 份都已收到。');
  expect(offsets[0]).toBeGreaterThanOrEqual(256 * 1024);
  expect((await attachments(staff))[0].attachments).toHaveLength(1);
});

test('two tabs with one photo send it once, also when the tab that began is closed', async ({ page, context, server, staff }) => {
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  const other = await context.newPage();
  await open(other, page.url().replace('?new', ''));
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
  const begun: string[] = [];
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/v1/uploads')) begun.push(request.url());
  });
  await server.stop();
  await choose(page, await photo(page, 1600, 1200, 9));
  await expect(page.locator('.shots__words', { hasText: '已存在这台设备' })).toHaveCount(1);
  await page.close();
  await server.start();
  await expect(other.locator(SUMMARY)).toHaveText('1 份都已收到。', { timeout: 90_000 });
  const third = await context.newPage();
  await open(third, other.url());
  for (const tab of [other, third]) await expect(tab.locator(SUMMARY)).toHaveText('1 份都已收到。');
  expect((await attachments(staff))[0].attachments).toHaveLength(1);
  // Where it was refused because the server was gone it is begun again; what was taken in is not sent a second time.
  const taken = begun.length;
  await third.waitForTimeout(3_000);
  expect(begun.length).toBe(taken);
  expect((await attachments(staff))[0].attachments).toHaveLength(1);
});

test('a server that dies while it takes a photo has it once when it is back', async ({ page, server, line, staff }) => {
  await open(page, `${line.address}/complain`);
  const large = await photo(page, 4000, 3000, 4);
  await fileComplaint(page);
  await received(page);
  let pieces = 0;
  await page.route('**/api/v1/uploads/*', async (route) => {
    pieces += 1;
    if (pieces === 2) {
      await server.kill();
      await server.start();
    }
    await route.continue();
  });
  await choose(page, large);
  await expect(page.locator(SUMMARY)).toHaveText('1 份都已收到。', { timeout: 90_000 });
  expect((await attachments(staff))[0].attachments).toHaveLength(1);
});

test('a backup holds the photos, a damaged one is found, and a restore brings them back', async ({ page, server, staff }) => {
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  await choose(page, await photo(page, 1200, 900));
  await expect(page.locator(SUMMARY)).toHaveText('1 份都已收到。');
  const [only] = await attachments(staff);
  const path = `/api/v1/attachments/${only!.id}/${only!.attachments[0]!.hash}`;
  const kept = await staff.bytes(path);
  const file = join(server.data, 'copy.backup');
  expect(await server.command('backup', file)).toContain('copy.backup.attachments');
  expect(await server.command('verify')).toContain('attachments: 1');
  await server.stop();
  await rm(join(server.data, 'attachments'), { recursive: true });
  const damaged = await server.command('verify').catch((why) => why);
  expect(damaged.stdout).toContain(`attachment ${only!.attachments[0]!.hash}: not there`);
  await server.command('restore', file);
  expect(await server.command('verify')).toContain('everything adds up');
  await server.start();
  const again = await fetch(server.address + path, { headers: { authorization: `Claim ${await claimCode(page)}` } });
  expect(Buffer.from(await again.arrayBuffer()).equals(kept)).toBe(true);
});

test('what is no photo is refused in words, and the next one is taken', async ({ page, server, staff, complaints }) => {
  complaints.expected.push(/status of 4(15|22) .*\/api\/v1\/uploads/);
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  const program = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ\x90 this is a program') };
  const heic = { name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1') };
  const empty = { name: 'empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) };
  const active = pdf();
  active.buffer = Buffer.from(active.buffer.toString('latin1').replace('/Type /Catalog', '/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'), 'latin1');
  for (const [chosen, words] of [
    [program, '这不是照片，也不是 PDF'],
    [heic, '这是 HEIC 格式的照片'],
    [empty, '这个文件是空的'],
    [active, '这份 PDF 里有程序或夹带了文件'],
  ] as const) {
    await choose(page, chosen);
    const said = page.locator('.attach .field__error', { hasText: words });
    await expect(said).toBeVisible();
    await page.getByRole('button', { name: '去掉' }).click();
    await expect(said).toHaveCount(0);
  }
  await choose(page, await photo(page, 800, 600));
  await expect(page.locator(SUMMARY)).toHaveText('1 份都已收到。');
  expect((await attachments(staff))[0].attachments).toHaveLength(1);
});

test('nine photos of twelve megapixels arrive, made ready beside the page, and a tenth is refused in words', async ({ page, server, staff }) => {
  test.setTimeout(240_000);
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  const photos = [];
  for (let seed = 1; seed <= 9; seed++) photos.push(await photo(page, 4000, 3000, seed));
  const beside = page.waitForEvent('worker');
  await choose(page, ...photos);
  expect((await beside).url()).toBe(`${server.address}/photo-worker.js`);
  await expect(page.locator(SUMMARY)).toHaveText('9 份都已收到。', { timeout: 200_000 });
  await expect(page.getByText('已经有 9 份了')).toBeVisible();
  expect((await attachments(staff))[0].attachments).toHaveLength(9);
});

/** How many photos and PDFs lie on the device. */
async function left(page: Page): Promise<unknown> {
  return page.evaluate(() => new Promise((resolve, reject) => {
    const asked = indexedDB.open('contact-point');
    asked.onerror = reject;
    asked.onsuccess = () => {
      const count = asked.result.transaction('attachments').objectStore('attachments').count();
      count.onsuccess = () => (asked.result.close(), resolve(count.result));
    };
  }));
}

interface WithAttachments {
  id: string;
  attachments: { hash: string; media: string; bytes: number }[];
}

async function attachments(staff: Staff): Promise<WithAttachments[]> {
  return (await staff.cases()) as unknown as WithAttachments[];
}

/** Up to the step that asks what happened, where photos can be added. */
async function toFacts(page: Page): Promise<void> {
  const answers = complaint();
  for (const fields of [['kind'], ['merchant_name', 'goods', 'goods_kind', 'purchased_on', 'amount']]) {
    for (const field of fields) await answer(page, field, answers[field]);
    await next(page);
  }
}

async function restOfForm(page: Page): Promise<void> {
  const answers = complaint();
  for (const fields of [['category', 'facts'], ['demands', 'demand_amount', 'mediation_consent'], ['name', 'phone', 'privacy_consent']]) {
    for (const field of fields) await answer(page, field, answers[field]);
    await next(page);
  }
  await submit(page);
}
