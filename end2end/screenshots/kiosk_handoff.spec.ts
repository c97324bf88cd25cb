import { endVisit, enrol, kioskCode } from '../support/kiosk';
import { scan } from '../support/qr';
import { test } from '../support/test';
import { answer, fileComplaint, next } from '../support/wizard';

test('from a kiosk to a phone', async ({ device, line, server, staff }) => {
  const kiosk = await device({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  const phone = await device({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  await enrol(kiosk, line, await kioskCode(staff));
  await kiosk.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await answer(kiosk, 'kind', 'complaint');
  await next(kiosk);
  await answer(kiosk, 'goods', '电饭煲');
  await kiosk.screenshot({ path: 'screens/kiosk-mid-form.png' });
  await kiosk.getByRole('button', { name: '用手机继续' }).click();
  await kiosk.waitForSelector('.kiosk-phone .qr');
  await kiosk.screenshot({ path: 'screens/kiosk-on-phone.png' });
  await kiosk.getByRole('button', { name: '不用了，在这里接着填' }).click();
  await endVisit(kiosk);
  line.away(true);
  await kiosk.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await fileComplaint(kiosk);
  await kiosk.waitForSelector('.kiosk-handoff');
  await kiosk.screenshot({ path: 'screens/kiosk-handoff.png', fullPage: true });
  await phone.goto(`${server.address}/deliver#1.AAAA`);
  await phone.waitForSelector('.notice');
  await phone.screenshot({ path: 'screens/phone-deliver-damaged.png' });
  await phone.goto('about:blank');
  await phone.goto(await scan(kiosk.locator('.kiosk-handoff .qr')));
  await phone.waitForSelector('.deliver__number');
  await phone.screenshot({ path: 'screens/phone-delivered.png' });
});

test('the receipt on paper', async ({ device, server, staff }) => {
  const kiosk = await device({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  await enrol(kiosk, server, await kioskCode(staff));
  await kiosk.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await fileComplaint(kiosk);
  await kiosk.waitForTimeout(2_000);
  await kiosk.screenshot({ path: 'screens/kiosk-receipt.png' });
  await kiosk.emulateMedia({ media: 'print' });
  for (const [width, margin] of [[58, 6], [80, 6], [210, 28]] as const) {
    await kiosk.setViewportSize({ width: Math.floor(((width - margin) * 96) / 25.4), height: 900 });
    await kiosk.screenshot({ path: `screens/receipt-${width}mm.png`, fullPage: true });
  }
});
