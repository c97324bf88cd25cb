import type { Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chromium } from '../support/chromium';
import { signIn } from '../support/desk';
import { everythingOnDisk, onDisk } from '../support/disk';
import { attract, copied, endVisit, enrol, enrolmentOnDisk, filesWith, kioskCode, PIN, touch } from '../support/kiosk';
import { expect, open, ready, test } from '../support/test';
import { answer, claimCode, fileComplaint, fillComplaint, next } from '../support/wizard';

/** What only this visitor writes. */
const NAME = '欧阳晓霜';
const GOODS = '紫砂养生壶';
const FACTS = '壶底第二天就裂了，漏了一桌子水，店家说是我自己磕的。';
const PHONE = '13987650123';
const WORDS = [NAME, GOODS, FACTS.slice(0, 12), PHONE];
const OWN = { name: NAME, goods: GOODS, facts: FACTS, phone: PHONE };

test('an administrator makes a code, a browser becomes a kiosk, and only an administrator ends it', async ({ page, server, staff, device, complaints }) => {
  complaints.expected.push(/status of 403 .*kiosk\/health/);
  const code = await kioskCode(staff);
  await enrol(page, server, code);
  const { kiosks } = await staff.read('/api/v1/kiosks');
  expect(kiosks.map(({ name }: any) => name)).toEqual(['一楼大厅']);

  const another = await device({ viewport: { width: 1080, height: 1920 } });
  await open(another, `${server.address}/`);
  await expect(another.locator('html')).not.toHaveAttribute('data-device');
  await expect(another.getByRole('link', { name: '我的投诉' })).toBeVisible();

  await staff.change(`/api/v1/kiosks/${kiosks[0].id}`, { revoked: true });
  await page.reload();
  await attract(page);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('alert')).toContainText('已停用', { timeout: 4_000 });
  }).toPass();
});

test('on a kiosk there is no list of cases and no desk, and every address begins on the first page', async ({ page, server, staff }) => {
  await enrol(page, server, await kioskCode(staff));
  for (const path of ['/', '/mine', '/staff', '/complain', '/track']) {
    await page.goto(`${server.address}${path}`);
    await attract(page);
    expect(new URL(page.url()).pathname).toBe('/kiosk');
  }
  await expect(page.getByRole('link', { name: /看权利/ })).toHaveAttribute('href', '/board/bulletin');
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await expect(page.locator('.steps__text')).toBeVisible();
  const completes = page.locator('input:not([type=radio]):not([type=checkbox]), textarea');
  await answer(page, 'kind', 'complaint');
  await next(page);
  for (const control of await completes.all()) await expect(control).toHaveAttribute('autocomplete', 'off');
});

test('visitor A files and leaves; visitor B finds nothing, in no place of the browser or its disk', async ({ server, staff }) => {
  test.setTimeout(240_000);
  const code = await kioskCode(staff);
  const browser = await Chromium.start('--window-size=1080,1920');
  const copy = await mkdtemp(join(tmpdir(), 'profile-'));
  try {
    const page = await browser.page();
    await enrol(page, server, code);
    await enrolmentOnDisk(browser.profile);
    await server.stop();
    await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
    await fileComplaint(page, OWN);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('已封存在这台机器里');
    const claim = await claimCode(page);
    expect(await page.title()).not.toContain(GOODS);
    const found = await everythingOnDisk(page);
    for (const word of [...WORDS, claim]) expect(found).not.toContain(word);
    expect((await onDisk(page, 'outbox')).join()).toContain('"sealed"');
    await endVisit(page);

    // B presses the way back, as often as it goes.
    for (let times = 0; times < 4; times += 1) {
      await page.goBack({ timeout: 2_000 }).catch(() => undefined);
      expect(await page.locator('body').innerText()).not.toContain(GOODS);
      expect(await page.locator('body').innerText()).not.toContain(NAME);
    }
    await page.goto(`${server.address}/kiosk`).catch(() => undefined);
    await attract(page);
    await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
    await expect(page.locator('.steps__text')).toBeVisible();
    await expect(page.getByText('您有没填完的')).toHaveCount(0);

    // What is found on the disk while the browser runs, and after its end.
    expect(await filesWith(await copied(browser.profile, join(copy, 'running')), [...WORDS, claim])).toEqual([]);
    await browser.kill();
    expect(await filesWith(browser.profile, [...WORDS, claim])).toEqual([]);

    // The queue drains once there is a network, after a restart, and the code works anywhere.
    await server.start();
    const again = await browser.page();
    await again.goto(`${server.address}/kiosk`);
    await attract(again);
    await expect.poll(async () => (await staff.cases()).map(({ complaint }) => complaint.goods)).toEqual([GOODS]);
    await again.getByRole('link', { name: /查进度/ }).click();
    await again.locator('#code').fill(claim);
    await again.getByRole('button', { name: '查一查' }).click();
    await expect(again.getByRole('heading', { level: 1 })).toHaveText(GOODS);
    expect(new URL(again.url()).pathname).toMatch(/^\/kiosk\/case\//);
    const after = await everythingOnDisk(again);
    for (const word of [...WORDS, claim]) expect(after).not.toContain(word);
    await browser.kill();
    expect(await filesWith(browser.profile, [...WORDS, claim])).toEqual([]);
  } finally {
    await browser.dispose();
    await rm(copy, { recursive: true, force: true });
  }
});

test('a power cut in the middle of a form leaves nothing of it', async ({ server, staff }) => {
  const code = await kioskCode(staff);
  const browser = await Chromium.start('--window-size=1080,1920');
  try {
    const page = await browser.page();
    await enrol(page, server, code);
    await enrolmentOnDisk(browser.profile);
    await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
    await fillComplaint(page, OWN);
    await expect(page.getByText(FACTS)).toBeVisible();
    // As long as the browser takes to write down what it would restore.
    await page.waitForTimeout(12_000);
    await browser.kill();
    expect(await filesWith(browser.profile, WORDS)).toEqual([]);
    const again = await browser.page();
    await again.goto(`${server.address}/kiosk`);
    await attract(again);
    await again.getByRole('link', { name: /我要投诉或咨询/ }).click();
    await expect(again.locator('.steps__text')).toHaveText(/第 1 步/);
  } finally {
    await browser.dispose();
  }
});

test('on a phone the same search finds what was written, so it does not look past it', async ({ server }) => {
  const browser = await Chromium.start('--window-size=1080,1920');
  try {
    const page = await browser.page();
    await open(page, `${server.address}/complain`);
    await fillComplaint(page, OWN);
    await expect.poll(async () => (await onDisk(page, 'drafts')).join()).toContain(FACTS);
    await browser.kill();
    expect((await filesWith(browser.profile, WORDS)).length).toBeGreaterThan(0);
  } finally {
    await browser.dispose();
  }
});

test('whoever walks away is asked, sees it count, and then everything is gone', async ({ page, server, staff }) => {
  await enrol(page, server, await kioskCode(staff));
  await page.clock.install();
  await page.reload();
  await attract(page);
  await page.clock.runFor(120_000);
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await answer(page, 'kind', 'complaint');
  await next(page);
  await answer(page, 'goods', GOODS);
  await page.clock.runFor(58_000);
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await page.clock.runFor(5_000);
  const ask = page.getByRole('alertdialog');
  await expect(ask).toContainText('您还在吗？');
  await expect(ask).toContainText(/1\d 秒后清除屏幕/);
  await page.getByRole('button', { name: '我还在，接着办' }).click();
  await page.clock.runFor(1_000);
  await expect(ask).toHaveCount(0);
  await expect(page.locator('[name=goods]')).toHaveValue(GOODS);

  const whole = page.waitForEvent('load');
  await page.clock.runFor(82_000);
  await whole;
  await attract(page);
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await expect(page.locator('.steps__text')).toHaveText(/第 1 步/);
  await answer(page, 'kind', 'complaint');
  await next(page);
  await expect(page.locator('[name=goods]')).toHaveValue('');
});

test('the receipt ends by a large button, and an online complaint has its number for the visit', async ({ page, server, staff }) => {
  await enrol(page, server, await kioskCode(staff));
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await fileComplaint(page, OWN);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('已收到');
  await expect(page.locator('.ticket__meta')).toContainText(/\d{4}-\d{4}/);
  const found = await everythingOnDisk(page);
  for (const word of WORDS) expect(found).not.toContain(word);
  await endVisit(page);
  await page.getByRole('link', { name: /查进度/ }).click();
  await expect(page.locator('#code')).toHaveValue('');
  expect(await onDisk(page, 'filings')).toEqual([]);
});

test('a key that was made meanwhile is used from then on, and what waits under the old one is taken in', async ({ page, server, staff }) => {
  await enrol(page, server, await kioskCode(staff));
  const key = () => page.evaluate(() => JSON.parse(localStorage.getItem('kiosk')!).settings.seal_key as string);
  const before = await key();
  await server.stop();
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await fileComplaint(page, { ...OWN, goods: '第一件' });
  await endVisit(page);
  await server.command('rotate-seal-key');
  await server.start();
  await expect.poll(async () => (await staff.cases()).length).toBe(1);
  await page.reload();
  await attract(page);
  await expect.poll(key).not.toBe(before);
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await fileComplaint(page, { ...OWN, goods: '第二件' });
  await expect.poll(async () => (await staff.cases()).length).toBe(2);
  const names = (await onDisk(page, 'outbox')).map((row) => JSON.parse(row).op.payload.sealed.key_id as string);
  expect(new Set(names).size).toBe(2);
});

test('staff see how the kiosk is behind its PIN, and guesses become slow', async ({ page, server, staff }) => {
  await enrol(page, server, await kioskCode(staff));
  await server.stop();
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await fileComplaint(page, OWN);
  await endVisit(page);
  await page.getByRole('link', { name: '工作人员' }).click();
  const tried = async (pin: string) => {
    await touch(page, pin);
    await page.getByRole('button', { name: '打开' }).click();
    await expect(page.getByRole('button', { name: '打开' })).toBeEnabled();
  };
  await touch(page, PIN);
  await page.getByRole('button', { name: '打开' }).click();
  await expect(page.locator('.facts')).toContainText('还没送出');
  await expect(page.locator('.facts')).toContainText(/1 件，最早的/);
  await page.getByRole('link', { name: '首页' }).click();
  await page.getByRole('link', { name: '工作人员' }).click();
  for (let times = 0; times < 5; times += 1) {
    await tried('314159');
    await expect(page.getByRole('alert')).toContainText('PIN 不对');
  }
  await tried(PIN);
  await expect(page.getByRole('alert')).toContainText(/请等 \d+ 秒再试/);
  await page.reload();
  await attract(page);
  await page.getByRole('link', { name: '工作人员' }).click();
  await tried(PIN);
  await expect(page.getByRole('alert')).toContainText(/请等 \d+ 秒再试/);
});

test('an administrator sees the kiosks beside the devices and makes a code there', async ({ page, server, staff, device }) => {
  const kiosk = await device();
  await signIn(page, server.address, 'mai');
  await open(page, `${server.address}/staff/devices`);
  await page.getByLabel('放在哪里，怎么叫它').fill('二楼扶梯口');
  await page.getByRole('button', { name: '生成启用码' }).click();
  const code = (await page.locator('[data-code]').getAttribute('data-code'))!;
  expect(code).toMatch(/^\d{10}$/);
  await enrol(kiosk, server, code);
  await expect.poll(async () => (await staff.read('/api/v1/kiosks')).kiosks[0].health?.queued).toBe(0);
  await page.reload();
  await ready(page);
  const card = page.locator('[data-kiosk]');
  await expect(card).toContainText('二楼扶梯口');
  await expect(card).toContainText('正常');
  await expect(card).toContainText('没送出 0 件');
});

test('where there is no keyboard, 投诉 is written by touch, in pinyin, without a network', async ({ device, server, staff }) => {
  const page = await device({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  await enrol(page, server, await kioskCode(staff, '三楼', true));
  await server.stop();
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await answer(page, 'kind', 'complaint');
  await next(page);
  const keys = page.locator('.keyboard');
  await expect(keys).toBeHidden();
  await page.locator('[name=goods]').click();
  await expect(keys).toBeVisible();
  await write(page, 'tou');
  await page.locator('.hg-candidate-box-list-item', { hasText: '投' }).click();
  await write(page, 'su');
  await page.locator('.hg-candidate-box-list-item', { hasText: '诉' }).click();
  await expect(page.locator('[name=goods]')).toHaveValue('投诉');
  await write(page, 'tuihuo');
  await page.locator('.hg-candidate-box-list-item', { hasText: '退货' }).click();
  await expect(page.locator('[name=goods]')).toHaveValue('投诉退货');
  await page.locator('[name=amount]').click();
  await write(page, '1280');
  await expect(page.locator('[name=amount]')).toHaveValue('1280');
  await page.locator('.keyboard [data-skbtn="{hide}"]').click();
  await expect(keys).toBeHidden();
});

test('a kiosk with a keyboard of its own loads none', async ({ page, server, staff }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await enrol(page, server, await kioskCode(staff));
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await answer(page, 'kind', 'complaint');
  await next(page);
  await page.locator('[name=goods]').click();
  await expect(page.locator('.keyboard')).toHaveCount(0);
  expect(asked.filter((url) => url.includes('keyboard'))).toEqual([]);
});

/** Touches one key after the other. */
async function write(page: Page, letters: string): Promise<void> {
  for (const letter of letters) await page.locator(`.keyboard [data-skbtn="${letter}"]`).click();
}
