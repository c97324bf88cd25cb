import { judge } from '../support/axe';
import { GOODS, complaint } from '../support/complaint';
import { signIn, take, unlock } from '../support/desk';
import { PLACE, choose, pdf, photo } from '../support/photos';
import { received } from '../support/receipt';
import { receptionist } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';
import { answer, fileComplaint, next } from '../support/wizard';

const TABLET = { viewport: { width: 1180, height: 820 } };

test('the desk sees what a consumer attached, nearer, turned, and on to the next', async ({ page, server, staff, device }) => {
  await receptionist(server, staff);
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  await choose(page, await photo(page, 1600, 1200, 1), pdf(), await photo(page, 900, 1600, 2));
  await expect(page.locator('.attach__summary')).toHaveText('3 份都已收到。');
  await judge(page, 'the receipt with photos');
  await page.screenshot({ path: 'screens/attach-receipt.png', fullPage: true });

  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await take(desk, GOODS);
  const photos = desk.getByRole('region', { name: '照片和文件' });
  await expect(photos.getByRole('img')).toHaveCount(2);
  await expect.poll(() => photos.getByRole('img').first().evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(360);
  await expect(photos.getByRole('link', { name: '下载 PDF' })).toHaveAttribute('href', /\/api\/v1\/attachments\//);
  await judge(desk, 'the case at the desk');
  await photos.scrollIntoViewIfNeeded();
  await desk.screenshot({ path: 'screens/attach-desk.png' });

  await photos.getByRole('button', { name: '照片 1：消费者' }).click();
  const viewer = desk.getByRole('dialog');
  await expect(viewer.getByRole('heading')).toHaveText('照片 1，共 2');
  const large = viewer.locator('.viewer__photo');
  await expect.poll(() => large.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1600);
  const width = async () => (await large.boundingBox())!.width;
  const before = await width();
  await viewer.getByRole('button', { name: '放大' }).click();
  await expect.poll(width).toBeGreaterThan(before * 1.4);
  await viewer.getByRole('button', { name: '旋转' }).click();
  await expect(large).toHaveCSS('rotate', '90deg');
  await judge(desk, 'one photo large');
  await desk.screenshot({ path: 'screens/attach-viewer.png' });
  await viewer.getByRole('button', { name: '下一张' }).click();
  await expect(viewer.getByRole('heading')).toHaveText('照片 2，共 2');
  await expect(large).toHaveCSS('rotate', 'none');
  await desk.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
});

test('evidence taken on a tablet without a network is sealed there, arrives by itself, and is for staff only', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const consumer = await device();
  await open(consumer, `${server.address}/complain`);
  await fileComplaint(consumer);
  await received(consumer);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await take(desk, GOODS);
  await server.stop();
  const photos = desk.getByRole('region', { name: '照片和文件' });
  await choose(desk, await photo(desk, 2000, 1500, 5));
  await expect(photos.locator('.shots__words', { hasText: '已存在这台设备' })).toBeVisible();
  const kept = await desk.evaluate(() => new Promise<any[]>((resolve, reject) => {
    const asked = indexedDB.open('contact-point');
    asked.onerror = reject;
    asked.onsuccess = () => {
      const all = asked.result.transaction('attachments').objectStore('attachments').getAll();
      all.onsuccess = () => (asked.result.close(), resolve(all.result.map((value: any) => ({ blob: value.blob !== undefined, sealed: value.sealed?.length ?? 0, start: String(value.sealed).slice(0, 4) }))));
    };
  }));
  expect(kept).toHaveLength(1);
  expect(kept[0].blob).toBe(false);
  expect(kept[0].sealed).toBeGreaterThan(10_000);
  expect(kept[0].start).not.toBe('/9j/');

  // Left, locked, and opened again without a server.
  await desk.goto(`${server.address}/staff`);
  await unlock(desk);
  await take(desk, GOODS);
  await expect(photos.locator('.shots__words', { hasText: '已存在这台设备' })).toBeVisible();
  await server.start();
  await expect.poll(async () => ((await staff.cases())[0] as any).attachments?.length ?? 0).toBe(1);
  await expect(photos.getByRole('button', { name: '照片 1：工作人员' })).toBeVisible();
  await consumer.goto(consumer.url().replace('?new', ''));
  await expect(consumer.getByRole('heading', { level: 1 })).toHaveText(GOODS);
  await expect(consumer.locator('.shots__cell')).toHaveCount(0);
});

test('the step of the form with photos can be read by machines that read aloud, and fits a telephone', async ({ device, server }) => {
  const page = await device({ viewport: { width: 390, height: 844 } });
  await open(page, `${server.address}/complain`);
  const answers = complaint();
  for (const fields of [['kind'], ['merchant_name', 'goods', 'goods_kind', 'purchased_on', 'amount']]) {
    for (const field of fields) await answer(page, field, answers[field]);
    await next(page);
  }
  await choose(page, await photo(page, 1600, 1200, 1), pdf());
  await expect(page.locator('.attach__summary')).toHaveText('已存在这台设备，提交后自动送出。');
  const heic = { name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1') };
  await choose(page, heic);
  await expect(page.locator('.attach .field__error')).toBeVisible();
  await judge(page, 'photos in the form');
  await page.screenshot({ path: 'screens/attach-form-phone.png', fullPage: true });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('photos are posted with an ordinary form and end where the others do', async ({ page, server, staff, complaints, browser }) => {
    complaints.expected.push(/was preloaded using link preload but not used/, /status of 4(15|22)/);
    const other = await browser.newPage();
    const original = await photo(other, 3000, 2000, 1);
    const another = await photo(other, 800, 600, 2);
    await other.close();
    await page.goto(`${server.address}/complain`);
    const answers = complaint();
    for (const [field, value] of Object.entries(answers)) await answer(page, field, value);
    await page.getByRole('button', { name: '提交' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('已收到');
    const control = page.getByLabel('照片和文件（选填）');
    await control.setInputFiles([original, pdf()]);
    await page.getByRole('button', { name: '上传' }).click();
    await expect(page.getByText('已收到您的照片和文件 2 份。')).toBeVisible();
    await page.screenshot({ path: 'screens/attach-no-script.png', fullPage: true });

    // One that is none beside one that is: the sentence says why, and the other is taken.
    await control.setInputFiles([{ name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ no photo') }, another]);
    await page.getByRole('button', { name: '上传' }).click();
    await expect(page.getByRole('alert')).toContainText('这不是照片，也不是 PDF');
    await expect(page.getByText('已收到您的照片和文件 3 份。')).toBeVisible();

    const [only] = (await staff.cases()) as any[];
    for (const { hash } of only.attachments) {
      const kept = await staff.bytes(`/api/v1/attachments/${only.id}/${hash}`);
      expect(kept.includes(PLACE)).toBe(false);
    }
    expect(page.url()).not.toMatch(/[0-9A-HJKMNP-TV-Z]{16}/);
  });
});
