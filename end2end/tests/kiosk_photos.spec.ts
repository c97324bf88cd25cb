import type { Page } from '@playwright/test';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge } from '../support/axe';
import { Chromium } from '../support/chromium';
import { complaint } from '../support/complaint';
import { PIN, attract, copied, endVisit, enrol, enrolmentOnDisk, filesWith, kioskCode, touch } from '../support/kiosk';
import type { Staff } from '../support/staff';
import { expect, test } from '../support/test';
import { answer, claimCode, next, submit } from '../support/wizard';

const CAMERA = ['--window-size=1080,1920', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
const OWN = { name: '欧阳晓霜', goods: '紫砂养生壶', facts: '壶底第二天就裂了，漏了一桌子水，店家说是我自己磕的。', phone: '13987650123' };

test('visitor A leaves photos without a network; nothing of them is in the profile, and after kill -9 they arrive from the seal', async ({ server, staff }) => {
  test.setTimeout(300_000);
  const code = await kioskCode(staff);
  const browser = await Chromium.start(...CAMERA);
  const copy = await mkdtemp(join(tmpdir(), 'profile-'));
  try {
    const page = await noted(browser);
    await enrol(page, server, code);
    await enrolmentOnDisk(browser.profile);
    await server.stop();
    await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
    await toFacts(page);
    await photograph(page, 2);
    await expect(page.locator('.attach__summary')).toHaveText(/提交时和投诉一起封存在这台机器里/);
    await page.screenshot({ path: 'screens/kiosk-photos-form.png', fullPage: true });
    // Before it is submitted nothing of a photo is on the disk.
    const secrets = await slices(page);
    expect(secrets).toHaveLength(2);
    expect(await holding(await copied(browser.profile, join(copy, 'form')), secrets)).toEqual([]);
    await restOfForm(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('已封存在这台机器里');
    await expect(page.locator('.shots__words', { hasText: '已封存' })).toHaveCount(2);
    const claim = await claimCode(page);
    await endVisit(page);
    expect(await holding(await copied(browser.profile, join(copy, 'left')), secrets)).toEqual([]);
    await browser.kill();
    expect(await holding(browser.profile, secrets)).toEqual([]);
    expect(await filesWith(browser.profile, [OWN.name, OWN.goods, OWN.phone, claim])).toEqual([]);

    // The kiosk starts again, and so does the network: complaint and photos arrive by themselves.
    await server.start();
    const again = await browser.page();
    await again.goto(`${server.address}/kiosk`);
    await attract(again);
    await expect.poll(() => attachments(staff), { timeout: 90_000 }).toBe(2);
    const [only] = (await staff.cases()) as any[];
    const kept: Buffer[] = [];
    for (const { hash } of only.attachments) kept.push(await staff.bytes(`/api/v1/attachments/${only.id}/${hash}`));
    for (const secret of secrets) expect(kept.some((bytes) => bytes.includes(secret))).toBe(true);
    await browser.kill();
    expect(await holding(browser.profile, secrets)).toEqual([]);
    // Not doubled by the next start.
    const last = await browser.page();
    await last.goto(`${server.address}/kiosk`);
    await attract(last);
    await last.waitForTimeout(4_000);
    expect(await attachments(staff)).toBe(2);
  } finally {
    await browser.dispose();
    await rm(copy, { recursive: true, force: true });
  }
});

test('a power cut with photos in the form leaves nothing of them', async ({ server, staff }) => {
  const code = await kioskCode(staff);
  const browser = await Chromium.start(...CAMERA);
  try {
    const page = await noted(browser);
    await enrol(page, server, code);
    await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
    await toFacts(page);
    await photograph(page, 1);
    const secrets = await slices(page);
    await page.waitForTimeout(5_000);
    await browser.kill();
    expect(await holding(browser.profile, secrets)).toEqual([]);
  } finally {
    await browser.dispose();
  }
});

test('photos that are still on their way count as not sent, where staff look at the kiosk', async ({ server, staff }) => {
  const browser = await Chromium.start(...CAMERA);
  try {
    const page = await browser.page();
    await enrol(page, server, await kioskCode(staff));
    await page.context().route('**/api/v1/uploads', (route) => route.abort());
    await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
    await toFacts(page);
    await photograph(page, 2);
    await restOfForm(page);
    await expect.poll(async () => (await staff.cases()).length).toBe(1);
    await endVisit(page);
    await page.getByRole('link', { name: '工作人员' }).click();
    await touch(page, PIN);
    await page.getByRole('button', { name: '打开' }).click();
    await expect(page.locator('.facts__item', { hasText: '还没送出' })).toContainText(/2 件，最早的/);
  } finally {
    await browser.dispose();
  }
});

test('a kiosk whose camera does not work says what to do instead, and the complaint goes without', async ({ page, server, staff }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('no camera', 'NotFoundError');
    };
  });
  await page.setViewportSize({ width: 1080, height: 1920 });
  await enrol(page, server, await kioskCode(staff));
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await toFacts(page);
  await expect(page.locator('input[type=file]')).toHaveCount(0);
  await page.getByRole('button', { name: '用这台机器拍照' }).click();
  const camera = page.getByRole('dialog', { name: '把小票或商品放到摄像头前' });
  await expect(camera.getByRole('alert')).toContainText('这台机器的摄像头现在用不了');
  await judge(page, 'no camera');
  await camera.getByRole('button', { name: '拍好了' }).click();
  await restOfForm(page);
  await expect.poll(async () => (await staff.cases()).length).toBe(1);
});

async function photograph(page: Page, times: number): Promise<void> {
  await page.getByRole('button', { name: '用这台机器拍照' }).click();
  const camera = page.getByRole('dialog', { name: '把小票或商品放到摄像头前' });
  for (let time = 1; time <= times; time += 1) {
    // The picture of the pretended camera moves.
    await page.waitForTimeout(600);
    await camera.getByRole('button', { name: '拍一张' }).click();
    await expect(camera.getByText(`已拍 ${time} 张。`)).toBeVisible();
  }
  await judge(page, 'the camera');
  await page.screenshot({ path: 'screens/kiosk-camera.png' });
  await camera.getByRole('button', { name: '拍好了' }).click();
  await expect(camera).toBeHidden();
  await expect(page.locator('.shots__item img')).toHaveCount(times);
}

/** Notes what the page shows as pictures: the security policy lets nobody read their addresses. */
async function noted(browser: Chromium): Promise<Page> {
  const page = await browser.page();
  await page.addInitScript(() => {
    const shown: Blob[] = ((window as any).shown = []);
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (of) => {
      if (of instanceof Blob && of.type === 'image/jpeg') shown.push(of);
      return make(of);
    };
  });
  return page;
}

/** A piece of each photo on the page that can be in no other file. */
async function slices(page: Page): Promise<Buffer[]> {
  const all = await page.evaluate(() =>
    Promise.all(
      ((window as any).shown as Blob[]).map(async (blob) => {
        const bytes = new Uint8Array(await blob.arrayBuffer());
        // Behind the start of the scan, where it is most varied: the pretended camera sees much of one colour.
        let start = 0;
        for (let at = 0; at + 1 < bytes.length; at += 1) if (bytes[at] === 0xff && bytes[at + 1] === 0xda) start = at + 16;
        let [best, most] = [start, 0];
        for (let at = start; at + 48 < bytes.length; at += 8) {
          const varied = new Set(bytes.subarray(at, at + 48)).size;
          if (varied > most) [best, most] = [at, varied];
        }
        return Array.from(bytes.slice(best, best + 48));
      }),
    ),
  );
  return all.map((bytes) => Buffer.from(bytes));
}

/** Files of a profile in which one of these pieces stands, as it is or in base64. */
async function holding(profile: string, pieces: Buffer[]): Promise<string[]> {
  const wanted = pieces.flatMap((piece) => [piece, ...[0, 1, 2].map((from) => Buffer.from(piece.subarray(from, from + 42).toString('base64')))]);
  const found: string[] = [];
  let files = 0;
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    files += 1;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (wanted.some((piece) => bytes.includes(piece))) found.push(path);
  }
  expect(files, 'the profile is there').toBeGreaterThan(20);
  return found;
}

async function attachments(staff: Staff): Promise<number> {
  const [only] = (await staff.cases()) as any[];
  return only?.attachments?.length ?? 0;
}

async function toFacts(page: Page): Promise<void> {
  const answers = complaint(OWN);
  for (const fields of [['kind'], ['merchant_name', 'goods', 'goods_kind', 'purchased_on', 'amount']]) {
    for (const field of fields) await answer(page, field, answers[field]!);
    await next(page);
  }
}

async function restOfForm(page: Page): Promise<void> {
  const answers = complaint(OWN);
  for (const fields of [['category', 'facts'], ['demands', 'demand_amount', 'mediation_consent'], ['name', 'phone', 'privacy_consent']]) {
    for (const field of fields) await answer(page, field, answers[field]!);
    await next(page);
  }
  await submit(page);
}
