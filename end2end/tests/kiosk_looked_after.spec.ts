import { signIn } from '../support/desk';
import { daysAgo } from '../support/complaint';
import { enrol, kioskCode, PIN, touch } from '../support/kiosk';
import { receptionist } from '../support/staff';
import { expect, open, ready, test } from '../support/test';
import { fileComplaint } from '../support/wizard';

const DAY = 86_400_000;

test('a kiosk that holds something for an hour is told on the desk of those who may act, until it is well again', async ({
  device,
  page,
  server,
  staff,
  complaints,
}) => {
  complaints.expected.push(/favicon\.ico/);
  const kiosk = await device({ viewport: { width: 1080, height: 1920 } });
  await enrol(kiosk, server, await kioskCode(staff, '二楼扶梯口'));
  const report = (queued: number) =>
    kiosk.evaluate(async (queued) => {
      const oldest = queued > 0 ? Date.now() - 3_600_000 : null;
      const body = { version: '0.1.0', clock: Date.now(), queued, oldest_queued_at: oldest, persisted: true };
      const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      return (await fetch('/api/v1/kiosk/health', options)).status;
    }, queued);
  // From here it says what the test says.
  await kiosk.goto(`${server.address}/api/v1/openapi.json`);
  expect(await report(2)).toBe(200);

  await signIn(page, server.address, 'mai');
  await open(page, `${server.address}/staff`);
  const alerts = page.locator('.kiosk-alerts');
  await expect(alerts).toContainText('1 台自助机要去看一看');
  await expect(alerts).toContainText('二楼扶梯口：有 2 件一个小时以上没送出');
  await open(page, `${server.address}/staff/today`);
  await expect(alerts).toBeVisible();
  await alerts.getByRole('link').click();
  await expect(page).toHaveURL(/\/staff\/devices$/);

  expect(await report(0)).toBe(200);
  await open(page, `${server.address}/staff`);
  await page.waitForTimeout(4_000);
  await expect(alerts).toHaveCount(0);
});

test('whoever does not look after kiosks is told nothing of them', async ({ device, page, server, staff }) => {
  const kiosk = await device();
  await enrol(kiosk, server, await kioskCode(staff));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await receptionist(server, staff);
  await signIn(page, server.address, 'lin');
  await open(page, `${server.address}/staff`);
  await page.waitForTimeout(4_000);
  expect(asked).not.toContain('/api/v1/kiosks');
});

test('a kiosk whose clock is three days ahead dates nothing wrongly, and says so to staff', async ({ page, server, staff }) => {
  await page.addInitScript((skew: number) => {
    const real = Date.now;
    Date.now = () => real() + skew;
  }, 3 * DAY);
  await enrol(page, server, await kioskCode(staff));
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await fileComplaint(page, { purchased_on: daysAgo(0) });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('已收到');
  await expect(page.locator('.ticket').getByText(/^今天 \d\d:\d\d$/)).toHaveCount(2);
  const [filed] = await staff.cases();
  for (const time of [filed!.filed_at, filed!.received_at!]) expect(Math.abs(Date.now() - time)).toBeLessThan(60_000);
  const clock = async () => Math.round((await staff.read('/api/v1/kiosks')).kiosks[0].clock_ahead / DAY);
  await expect.poll(clock).toBe(3);
  await page.reload();
  await ready(page);
  await page.getByRole('link', { name: '工作人员' }).click();
  await touch(page, PIN);
  await page.getByRole('button', { name: '打开' }).click();
  await expect(page.locator('.facts')).toContainText(/和服务器相差 43\d\d 分钟/);
});
