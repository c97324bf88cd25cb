import { readFile } from 'node:fs/promises';
import { PushService } from '../support/push_service';
import { received } from '../support/receipt';
import { Server } from '../support/server';
import { Staff } from '../support/staff';
import { controlled, expect, open, test, visit } from '../support/test';
import { claimCode, fileComplaint } from '../support/wizard';

const PHONE = { viewport: { width: 390, height: 844 } };

test('the claim code is kept as a picture: drawn on the phone, with the code and its QR code, to hold or to save', async ({
  server,
  device,
}) => {
  const page = await device(PHONE);
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  await page.getByRole('button', { name: '存成图片' }).click();
  const picture = page.getByRole('img', { name: '查询码和二维码的图片' });
  await expect(picture).toBeVisible();
  const drawn = await picture.evaluate(async (image: HTMLImageElement) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    context.drawImage(image, 0, 0);
    const dark = (left: number, top: number, width: number, height: number) => {
      const { data } = context.getImageData(left, top, width, height);
      let count = 0;
      for (let at = 0; at < data.length; at += 4) if (data[at]! < 128) count += 1;
      return count / (width * height);
    };
    return { width: canvas.width, height: canvas.height, code: dark(120, 380, 510, 510), edge: dark(0, 0, 750, 20) };
  });
  expect(drawn).toMatchObject({ width: 750, height: 1220, edge: 0 });
  expect(drawn.code).toBeGreaterThan(0.2);
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '保存图片' }).click()]);
  expect(saved.suggestedFilename()).toBe('claim-code.png');
  expect((await readFile(await saved.path())).subarray(1, 4).toString()).toBe('PNG');
});

test('a promised time goes into the calendar, without the claim code', async ({ server, device }) => {
  const page = await device(PHONE);
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  const code = await claimCode(page);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '承诺时间加进日历' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('promised-time.ics');
  const text = (await readFile(await file.path(), 'utf8')).replaceAll('\r\n ', '');
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[^]*\r\nDTSTART:\d{8}T\d{6}Z\r\n[^]*END:VCALENDAR\r\n$/);
  expect(text).toContain('案件号');
  expect(text.replaceAll(/[^0-9A-Z]/g, '')).not.toContain(code.replaceAll(/[^0-9A-Z]/g, ''));
});

test('a consumer is asked at the receipt whether to be told, and is told when the case is answered', async ({ device }) => {
  const service = await PushService.open();
  const server = await Server.start('--push-services', service.address);
  const staff = await Staff.first(server);
  const page = await device({ ...PHONE, permissions: ['notifications'] });
  await service.standsInFor(page);
  await visit(page, server.address);
  const ask = page.getByRole('button', { name: '有进展时提醒我' });
  await expect(ask).toHaveCount(0);
  await open(page, `${server.address}/complain`);
  await expect(ask).toHaveCount(0);
  await fileComplaint(page);
  await received(page);
  await ask.click();
  await expect(page.getByText('有进展时，这台设备会提醒您。')).toBeVisible();
  await controlled(page);
  await service.wakes(page);

  const [filed] = await staff.cases();
  await staff.act(filed!, 'accept');
  const shown = () =>
    page.evaluate(async () => {
      const worker = await navigator.serviceWorker.ready;
      return (await worker.getNotifications()).map(({ title, body }) => `${title} ${body}`);
    });
  await expect.poll(shown).toEqual(['消费维权联络点 有新的进展，请打开查看。\nThere is news; please open it.']);
  expect(service.came).toMatchObject([{ path: '/device', bytes: 0 }]);

  await page.getByRole('button', { name: '不再提醒' }).click();
  await expect(ask).toBeVisible();
  const [accepted] = await staff.cases();
  await staff.act(accepted!, 'reply', { words: '商家答应明天换货。' });
  await page.waitForTimeout(2_500);
  expect(service.came).toHaveLength(1);
  await staff.dispose();
  await server.dispose();
  await service.close();
});

test('who switches the notifications off without a network reads that they still come, until it is done', async ({ device }) => {
  const service = await PushService.open();
  const server = await Server.start('--push-services', service.address);
  const page = await device({ ...PHONE, permissions: ['notifications'] });
  await service.standsInFor(page);
  await visit(page, server.address);
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  await page.getByRole('button', { name: '有进展时提醒我' }).click();
  await expect(page.getByText('有进展时，这台设备会提醒您。')).toBeVisible();
  await server.stop();
  await page.getByRole('button', { name: '不再提醒' }).click();
  await expect(page.getByText('现在没能关掉，这台设备还会提醒您。')).toBeVisible();
  await expect(page.getByRole('button', { name: '有进展时提醒我' })).toHaveCount(0);
  await server.start();
  await page.getByRole('button', { name: '不再提醒' }).click();
  await expect(page.getByRole('button', { name: '有进展时提醒我' })).toBeVisible();
  await server.dispose();
  await service.close();
});

test('who does not want to be told, or has a browser that cannot, reads that the claim code is enough', async ({ server, device }) => {
  const page = await device(PHONE);
  await page.addInitScript(() => {
    Notification.requestPermission = async () => 'denied';
  });
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  await page.getByRole('button', { name: '有进展时提醒我' }).click();
  await expect(page.getByText(/不提醒也能随时凭查询码查/)).toBeVisible();

  const old = await device(PHONE);
  await old.addInitScript(() => {
    Reflect.deleteProperty(ServiceWorkerRegistration.prototype, 'pushManager');
  });
  await open(old, `${server.address}/complain`);
  await fileComplaint(old);
  await received(old, 2);
  await expect(old.getByRole('button', { name: '存成图片' })).toBeVisible();
  await expect(old.getByRole('button', { name: '有进展时提醒我' })).toHaveCount(0);
});
