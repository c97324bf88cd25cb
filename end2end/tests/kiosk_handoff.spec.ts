import type { Page } from '@playwright/test';
import { judge } from '../support/axe';
import type { FaultProxy } from '../support/fault_proxy';
import { attract, endVisit, enrol, kioskCode } from '../support/kiosk';
import { scan } from '../support/qr';
import { expect, open, ready, test } from '../support/test';
import { answer, claimCode, fileComplaint, next } from '../support/wizard';

const SCREEN = { viewport: { width: 1080, height: 1920 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
/** So long that it does not fit into one code. No two places of it are alike, so that it cannot be made short. */
const LONG = Array.from({ length: 1100 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20000))).join('');

/** Machines that read aloud can read it. */
async function readable(page: Page, what: string): Promise<void> {
  await page.waitForTimeout(800);
  await judge(page, what);
}

/** A kiosk behind a line that can go. */
async function kioskWithout(line: FaultProxy, page: Page, code: string): Promise<void> {
  await enrol(page, line, code);
  line.away(true);
}

/** Files at a kiosk and waits for the codes. */
async function filed(page: Page, changes: object = {}): Promise<string> {
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await fileComplaint(page, changes);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('已封存在这台机器里');
  await expect(page.locator('.kiosk-handoff')).toBeVisible();
  return claimCode(page);
}

/** Every code of a complaint in several, as a patient visitor scans them. */
async function scanned(page: Page): Promise<string[]> {
  const place = page.locator('.kiosk-handoff__place');
  await page.getByRole('button', { name: '停一停' }).click();
  const of = Number(/共 (\d+) 个/.exec(await place.innerText())![1]);
  const links: string[] = [];
  for (let at = 0; at < of; at += 1) {
    links.push(await scan(page.locator('.kiosk-handoff .qr')));
    await page.getByRole('button', { name: '下一个' }).click();
  }
  return links;
}

test('without a network a phone delivers the complaint; the kiosk delivers it again, and it is one case with one receipt', async ({
  device,
  line,
  server,
  staff,
}) => {
  const kiosk = await device(SCREEN);
  await kioskWithout(line, kiosk, await kioskCode(staff));
  const claim = await filed(kiosk);
  const link = await scan(kiosk.locator('.kiosk-handoff .qr'));
  expect(link).toMatch(new RegExp(`^${server.address}/deliver#1\\.[\\w-]+$`));
  expect(link.length, 'a phone can still read it').toBeLessThan(1300);
  for (const word of ['电饭煲', '13912345678', claim]) expect(link).not.toContain(word);

  const phone = await device(PHONE);
  const asked: string[] = [];
  phone.on('request', (request) => asked.push(request.url()));
  await phone.goto(link);
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('联络点已收到');
  await expect(phone.locator('.deliver__number')).toContainText(/\d{4}-\d{4}/);
  await expect(phone).toHaveURL(`${server.address}/deliver`);
  await readable(kiosk, 'the receipt with its code');
  await readable(phone, 'delivered');
  const carried = link.split('#')[1]!.slice(0, 40);
  expect(asked.filter((url) => url.includes(carried) && !url.includes('#'))).toEqual([]);

  // The kiosk comes back, and gets the same receipt for what it sealed.
  line.away(false);
  await expect(kiosk.getByRole('heading', { level: 1 })).toHaveText('已收到');
  await expect(kiosk.locator('.kiosk-handoff')).toHaveCount(0);
  const number = /\d{4}-\d{4}/.exec(await phone.locator('.deliver__number').innerText())![0];
  await expect(kiosk.locator('.ticket__meta')).toContainText(number);
  expect(await staff.cases()).toHaveLength(1);

  // Scanned once more it is still the same case.
  await phone.reload();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('联络点已收到');
  await phone.goto('about:blank');
  await phone.goto(link);
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('联络点已收到');
  await phone.getByRole('button', { name: '在这部手机上查进度' }).click();
  await expect(phone).toHaveURL(/\/mine\//);
  await expect(phone.locator('body')).toContainText(number);
  expect(await staff.cases()).toHaveLength(1);
});

test('the kiosk was first: a phone that comes after it gets the same receipt', async ({ device, line, server, staff }) => {
  const kiosk = await device(SCREEN);
  await kioskWithout(line, kiosk, await kioskCode(staff));
  await filed(kiosk);
  const link = await scan(kiosk.locator('.kiosk-handoff .qr'));
  line.away(false);
  await expect(kiosk.getByRole('heading', { level: 1 })).toHaveText('已收到');
  const phone = await device(PHONE);
  await open(phone, link);
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('联络点已收到');
  const number = /\d{4}-\d{4}/.exec(await phone.locator('.deliver__number').innerText())![0];
  await expect(kiosk.locator('.ticket__meta')).toContainText(number);
  expect(await staff.cases()).toHaveLength(1);
});

test('a phone without a network either keeps it and delivers it later', async ({ device, line, server, staff }) => {
  const kiosk = await device(SCREEN);
  await kioskWithout(line, kiosk, await kioskCode(staff));
  await filed(kiosk);
  const link = await scan(kiosk.locator('.kiosk-handoff .qr'));
  await endVisit(kiosk).catch(() => undefined);
  const phone = await device(PHONE);
  await open(phone, server.address);
  await phone.goto(`${server.address}/deliver`);
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('请扫自助机上的码');
  await server.stop();
  await phone.evaluate((fragment) => (location.hash = fragment), link.split('#')[1]!);
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('已存在这部手机里');
  await server.start();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('联络点已收到');
  expect(await staff.cases()).toHaveLength(1);
});

test('a long complaint is several codes: lost, doubled, swapped and damaged ones each have a sentence', async ({
  device,
  line,
  staff,
}) => {
  test.setTimeout(360_000);
  const kiosk = await device(SCREEN);
  await kioskWithout(line, kiosk, await kioskCode(staff));
  await filed(kiosk, { facts: LONG });
  const [one, two, three, four, ...more] = await scanned(kiosk);
  expect(new Set([one, two, three, four]).size).toBe(4);
  await endVisit(kiosk);
  await filed(kiosk, { facts: [...LONG].reverse().join('') });
  const [other] = await scanned(kiosk);

  const phone = await device(PHONE);
  const heading = phone.getByRole('heading', { level: 1 });
  // Each scan opens a page of its own.
  const scanAnother = async (link: string) => {
    await phone.goto('about:blank');
    await phone.goto(link);
  };
  await scanAnother(one!.slice(0, -30));
  await expect(heading).toHaveText('这个码没有扫完整');
  await readable(phone, 'damaged');
  await scanAnother(two!);
  await expect(heading).toHaveText(/扫到了第 2 个码/);
  await expect(phone.locator('.page__lead')).toContainText('还差第 1、3、4');
  await scanAnother(two!);
  await expect(heading).toHaveText(/第 2 个码已经扫过了/);
  await scanAnother(other!);
  await expect(phone.locator('.notice')).toContainText('这是另一件投诉的码');
  expect(await staff.cases()).toHaveLength(0);
  for (const link of [four!, one!, ...more]) {
    await scanAnother(link);
    // A person looks before the next one; a page that is left at once has kept nothing.
    await expect(heading).toHaveText(/扫到了第 \d+ 个码/);
  }
  await expect(phone.locator('.page__lead')).toContainText('还差第 3 个');
  await readable(phone, 'one is missing');
  await scanAnother(three!);
  await expect(heading).toHaveText('联络点已收到');
  await scanAnother(one!);
  await expect(heading).toHaveText('联络点已收到');
  await expect(phone.getByText('这件投诉已经从这部手机送过了')).toBeVisible();
  expect((await staff.cases()).map(({ complaint }: any) => complaint.facts)).toEqual([LONG]);

  line.away(false);
  await expect.poll(async () => (await staff.cases()).length, { timeout: 90_000 }).toBe(2);
  await attract(kiosk).catch(() => undefined);
});

/** Begins a form at a kiosk, and asks for the code that leads to the phone. */
async function halfWay(kiosk: Page): Promise<string> {
  await kiosk.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await answer(kiosk, 'kind', 'complaint');
  await next(kiosk);
  await answer(kiosk, 'goods', '紫砂养生壶');
  await kiosk.getByRole('button', { name: '用手机继续' }).click();
  return scan(kiosk.locator('.kiosk-phone .qr'));
}

test('a form goes on on the phone, once; then the kiosk is cleared', async ({ device, server, staff, complaints }) => {
  complaints.expected.push(/status of 410/);
  const kiosk = await device(SCREEN);
  await enrol(kiosk, server, await kioskCode(staff));
  const link = await halfWay(kiosk);
  await readable(kiosk, 'the code that leads to the phone');
  expect(link).toMatch(new RegExp(`^${server.address}/continue#[0-9a-f]{32}\\.[\\w-]{43}$`));

  const phone = await device(PHONE);
  const cleared = kiosk.waitForEvent('load');
  // It stands there for a few seconds only.
  const told = expect(kiosk.getByRole('heading', { name: '已经在您手机里了' })).toBeVisible();
  await phone.goto(link);
  await expect(phone).toHaveURL(/\/complain\/[\w-]+\/purchase$/);
  await expect(phone.locator('[name=goods]')).toHaveValue('紫砂养生壶');
  await told;
  await cleared;
  await attract(kiosk);
  await phone.reload();
  await ready(phone);
  await expect(phone.locator('[name=goods]')).toHaveValue('紫砂养生壶');

  const another = await device(PHONE);
  await open(another, link);
  await expect(another.getByRole('alert')).toContainText('这个码已经用过了');
  expect(await another.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain('紫砂');
});

test('a code that is too old, cut off, or asked for without a network says what to do', async ({ device, line, server, staff, complaints }) => {
  complaints.expected.push(/status of 410/);
  const kiosk = await device(SCREEN);
  await enrol(kiosk, line, await kioskCode(staff));
  const link = await halfWay(kiosk);
  const phone = await device(PHONE);
  await open(phone, link.replace(/.{12}$/, 'AAAAAAAAAAAA'));
  await expect(phone.getByRole('alert')).toContainText('这个码没有扫完整');
  // The same phone scans it once more, and well.
  await phone.goto('about:blank');
  await phone.goto(link);
  await expect(phone.locator('[name=goods]')).toHaveValue('紫砂养生壶');
  await attract(kiosk);

  const late = await halfWay(kiosk);
  await kiosk.getByRole('button', { name: '不用了，在这里接着填' }).click();
  await expect(kiosk.locator('[name=goods]')).toHaveValue('紫砂养生壶');
  // It is held in memory only: what was before a restart is as if it had expired.
  await server.stop();
  await server.start();
  await phone.goto('about:blank');
  await open(phone, late);
  await expect(phone.getByRole('alert')).toContainText('这个码过期了');

  line.away(true);
  await kiosk.getByRole('button', { name: '用手机继续' }).click();
  await expect(kiosk.locator('.kiosk-phone')).toContainText('现在没有网络，带不到手机上');
});
