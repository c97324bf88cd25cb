import type { Page } from '@playwright/test';
import { FACTS, GOODS } from '../support/complaint';
import { note, press, signIn, take, unlock } from '../support/desk';
import { everythingOnDisk, onDisk } from '../support/disk';
import { file } from '../support/ops';
import { caseNumber } from '../support/receipt';
import { receptionist, type Staff } from '../support/staff';
import { controlled, expect, open, ready, test } from '../support/test';

// A shared tablet: what it keeps of the house is sealed, and opens for whoever is known on it, with or without a network.

const TABLET = { viewport: { width: 1180, height: 820 } };
const FIRST = `${caseNumber(1)} ${GOODS}`;
const PIN = '271828';

const heading = (page: Page) => page.getByRole('heading', { level: 1, name: '我的案件' });
const locked = (page: Page) => page.getByRole('heading', { name: '已锁住' });

/** Signed in, with the cases on the disk, ready for an outage. */
async function onDuty(page: Page, address: string, account: string): Promise<void> {
  await signIn(page, address, account);
  await controlled(page);
  await expect(page.getByRole('link', { name: FIRST })).toBeVisible();
  await expect.poll(async () => (await onDisk(page, 'desk')).length).toBeGreaterThan(2);
}

async function setPin(page: Page, address: string): Promise<void> {
  await open(page, `${address}/staff/account`);
  await page.getByLabel('新 PIN').fill(PIN);
  await page.getByLabel('再输一遍').fill(PIN);
  await page.getByRole('button', { name: '设好 PIN' }).click();
  await expect(page.getByText('PIN 设好了。')).toBeVisible();
}

/** What colleagues wrote on a case, as the server has it. */
async function notes(staff: Staff): Promise<string[]> {
  const [one] = await staff.cases();
  return (one as any).timeline.flatMap((entry: any) => (entry.event?.noted ? [entry.event.noted.words] : []));
}

test('a tablet that starts without a server opens by password or PIN, and shows the cases', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  await file(server);
  const desk = await device(TABLET);
  await onDuty(desk, server.address, 'lin');
  await setPin(desk, server.address);
  await server.stop();

  await open(desk, `${server.address}/staff`);
  await expect(locked(desk)).toBeVisible();
  await expect(desk.getByText(GOODS)).toHaveCount(0);
  await unlock(desk, '314159');
  await expect(desk.getByText('不对，还可以再试 4 次。')).toBeVisible();
  await unlock(desk, PIN);
  await expect(heading(desk)).toBeVisible();
  await expect(desk.getByRole('link', { name: FIRST })).toBeVisible();

  await open(desk, `${server.address}/staff/today`);
  await desk.getByRole('button', { name: '改用密码' }).click();
  await unlock(desk);
  await expect(desk.getByRole('region', { name: '我的' })).toContainText(GOODS);
});

test('whoever has the disk reads nothing of the house', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server);
  const desk = await device(TABLET);
  await onDuty(desk, server.address, 'lin');
  await take(desk, FIRST);
  await server.stop();
  await note(desk, '店长私下答应周三退款');
  await press(desk, '内部备注');
  await desk.getByLabel('备注内容').fill('还没写完的半句话');
  await expect.poll(async () => (await onDisk(desk, 'outbox')).length).toBe(1);
  await expect.poll(async () => (await onDisk(desk, 'typing')).length).toBe(1);
  const kept = await everythingOnDisk(desk);
  expect(kept).toContain('"sealed"');
  for (const words of ['张三', '13912345678', GOODS, FACTS.slice(0, 6), '店长私下', '半句话', '春天的风']) {
    expect(kept).not.toContain(words);
  }
});

test('half a sentence is there again after the browser was killed', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server);
  const desk = await device(TABLET);
  await onDuty(desk, server.address, 'lin');
  await take(desk, FIRST);
  const address = `${server.address}/staff/case/${(await staff.cases())[0]!.id}`;
  await press(desk, '答复消费者');
  await desk.getByLabel('答复内容').fill('王经理明天上午十点');
  await expect.poll(async () => (await onDisk(desk, 'typing')).length).toBe(1);
  await server.stop();
  const context = desk.context();
  await desk.close();
  const again = await context.newPage();
  await open(again, address);
  await unlock(again);
  // What was being written is open again.
  await expect(again.getByLabel('答复内容')).toHaveValue('王经理明天上午十点');
});

test('five wrong PINs ask the server, and what was not sent goes out afterwards', async ({
  server,
  staff,
  device,
  complaints,
}) => {
  // A page that is loaded between signing in and registering the device asks for what the server does not have yet.
  complaints.expected.push(/status of 401 .*\/api\/v1\/(pull|push|device\/session)/, /status of 404 .*\/api\/v1\/device/);
  await receptionist(server, staff);
  await file(server);
  const desk = await device(TABLET);
  await onDuty(desk, server.address, 'lin');
  await setPin(desk, server.address);
  await desk.goto(`${server.address}/staff`);
  await take(desk, FIRST);
  await server.stop();
  await note(desk, '已去柜台看过');
  await expect.poll(async () => (await onDisk(desk, 'outbox')).length).toBe(1);
  await open(desk, `${server.address}/staff`);
  await expect(desk.getByText('1 条没送出')).toBeVisible();
  for (const left of [4, 3, 2, 1]) {
    await unlock(desk, '314159');
    await expect(desk.getByText(`不对，还可以再试 ${left} 次。`)).toBeVisible();
  }
  await unlock(desk, '314159');
  await expect(desk.getByText('这里打不开，要联网用账号和密码登录。')).toBeVisible();
  // A start later it has not forgotten.
  await open(desk, `${server.address}/staff`);
  await expect(desk.locator('#secret')).toHaveCount(0);

  await server.start();
  await signIn(desk, server.address, 'lin');
  await expect.poll(() => notes(staff)).toEqual(['已去柜台看过']);
});

test('left alone for five minutes it locks, and gives back what was being written', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server);
  const desk = await device(TABLET);
  await desk.clock.install();
  await onDuty(desk, server.address, 'lin');
  await take(desk, FIRST);
  await press(desk, '答复消费者');
  await desk.getByLabel('答复内容').fill('您的发票已找到，');
  await expect.poll(async () => (await onDisk(desk, 'typing')).length).toBe(1);
  await desk.clock.fastForward('05:15');
  await expect(locked(desk)).toBeVisible();
  await expect(desk.getByText(GOODS)).toHaveCount(0);
  // The line in the address bar gives no more than the page.
  await expect
    .poll(() => desk.evaluate(async () => (await fetch('/api/v1/session')).status), { timeout: 10_000 })
    .toBe(401);
  await unlock(desk);
  await expect(desk.getByLabel('答复内容')).toHaveValue('您的发票已找到，');
});

test('a tablet that slept for eight hours locks at the first touch, which does nothing and is no sign of life', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  await file(server);
  const desk = await device(TABLET);
  await desk.clock.install();
  await onDuty(desk, server.address, 'lin');
  await take(desk, FIRST);
  // Asleep, no timer runs: only the clock goes on.
  await desk.clock.pauseAt(new Date((await desk.evaluate(() => Date.now())) + 1_000));
  await desk.clock.setSystemTime(new Date((await desk.evaluate(() => Date.now())) + 8 * 3_600_000));
  await desk.getByRole('button', { name: '答复消费者' }).click({ noWaitAfter: true });
  await expect(locked(desk)).toBeVisible();
  await expect(desk.getByText(GOODS)).toHaveCount(0);
  await expect(desk.getByLabel('答复内容')).toHaveCount(0);
});

test('a tablet shows nothing when its screen wakes up before it is known whose it is', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server);
  const desk = await device(TABLET);
  await desk.clock.install();
  await onDuty(desk, server.address, 'lin');
  await take(desk, FIRST);
  const screen = (on: boolean) =>
    desk.evaluate((on) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => !on });
      document.dispatchEvent(new Event('visibilitychange'));
    }, on);
  await screen(false);
  await expect(desk.getByText(GOODS).first()).toBeHidden();
  await screen(true);
  await expect(desk.getByText(GOODS).first()).toBeVisible();
  await screen(false);
  await desk.clock.pauseAt(new Date((await desk.evaluate(() => Date.now())) + 1_000));
  await desk.clock.setSystemTime(new Date((await desk.evaluate(() => Date.now())) + 8 * 3_600_000));
  await screen(true);
  await expect(locked(desk)).toBeVisible();
  await expect(desk.getByText(GOODS)).toHaveCount(0);
});

test('what one person did not send, a colleague on the same tablet neither sends nor reads', async ({
  server,
  staff,
  device,
  complaints,
}) => {
  complaints.expected.push(/status of 401 .*\/api\/v1\/(pull|push|device\/session)/);
  await receptionist(server, staff);
  await staff.add(server, 'wang', '接待员 02', 'receptionist');
  await file(server);
  const desk = await device(TABLET);
  await onDuty(desk, server.address, 'lin');
  await take(desk, FIRST);
  await server.stop();
  await note(desk, '林记的一笔');
  await desk.getByRole('link', { name: '我的账号' }).click();
  await expect(desk.getByText('还有 1 条没送出。')).toBeVisible();
  await desk.getByRole('button', { name: '锁住并退出' }).click();
  await expect(desk.getByText('1 条没送出')).toBeVisible();

  await server.start();
  await signIn(desk, server.address, 'wang');
  await desk.getByRole('button', { name: /^全部/ }).click();
  await expect(desk.getByRole('link', { name: FIRST })).toBeVisible();
  await desk.waitForTimeout(1_500);
  expect(await notes(staff)).toEqual([]);

  await desk.getByRole('button', { name: '锁住' }).click();
  await unlock(desk, undefined, '接待员 01');
  await expect.poll(() => notes(staff)).toEqual(['林记的一笔']);
});

test('a lost tablet is ended: its copy goes at the next contact, and what was not sent comes to the supervisor', async ({
  server,
  staff,
  device,
  complaints,
}) => {
  complaints.expected.push(/status of (401|403) .*\/api\/v1\/(pull|push|device\/session|device\/standing)/);
  await receptionist(server, staff);
  await file(server);
  const desk = await device(TABLET);
  await onDuty(desk, server.address, 'lin');
  await take(desk, FIRST);
  await server.stop();
  await note(desk, '店长答应周三退款');
  await note(desk, '收据在前台');
  await expect.poll(async () => (await onDisk(desk, 'outbox')).length).toBe(2);

  // The supervisor ends it while it is away.
  await desk.context().route('**/api/**', (route) => route.abort());
  await server.start();
  const office = await device(TABLET);
  await signIn(office, server.address, 'mai');
  await office.getByRole('link', { name: '设备' }).click();
  const lost = office.getByRole('article').filter({ hasText: '接待员 01' }).filter({ hasNotText: '就是这台' });
  await lost.getByRole('button', { name: '停用这台设备' }).click();
  await lost.getByRole('button', { name: '确定停用' }).click();
  await expect(lost.getByRole('button', { name: '重新启用' })).toBeVisible();

  await desk.context().unroute('**/api/**');
  await expect(desk.getByText('没送出的 2 条已交给主管查看。')).toBeVisible({ timeout: 90_000 });
  await expect(desk.getByText('案件资料已从这台设备清除。')).toBeVisible();
  expect(await onDisk(desk, 'desk')).toEqual([]);
  expect(await onDisk(desk, 'outbox')).toEqual([]);
  expect(await notes(staff)).toEqual([]);

  await office.goto(`${server.address}/staff/aside`);
  await expect(office.getByRole('article')).toHaveCount(2);
  await office.getByText('看原文').first().click();
  await expect(office.getByRole('article').first()).toContainText('接待员 01');
  await expect(office.getByText(/店长答应周三退款|收据在前台/).first()).toBeVisible();
});

test('a closed account loses the tablet, and a colleague who opens it hands over what was left', async ({
  server,
  staff,
  device,
  complaints,
}) => {
  complaints.expected.push(/status of (401|403) .*\/api\/v1\/(pull|push|device\/session)/);
  await receptionist(server, staff);
  await staff.add(server, 'wang', '接待员 02', 'receptionist');
  await file(server);
  const desk = await device(TABLET);
  await onDuty(desk, server.address, 'lin');
  await take(desk, FIRST);
  await server.stop();
  await note(desk, '走之前写的');
  await expect.poll(async () => (await onDisk(desk, 'outbox')).length).toBe(1);
  await desk.context().route('**/api/**', (route) => route.abort());
  await desk.goto(`${server.address}/staff`);
  await expect(locked(desk)).toBeVisible();
  await server.start();
  const { staff: members } = await staff.read('/api/v1/staff');
  await staff.deactivate(members.find(({ account }: any) => account === 'lin').id);

  await desk.context().unroute('**/api/**');
  await signIn(desk, server.address, 'wang');
  await expect.poll(async () => (await staff.read('/api/v1/aside')).kept.length).toBe(1);
  await expect.poll(async () => onDisk(desk, 'outbox')).toEqual([]);
  await desk.getByRole('button', { name: '锁住' }).click();
  await expect(locked(desk)).toBeVisible();
  await expect(desk.getByText('接待员 01')).toHaveCount(0);
});

test('all tabs are opened and locked together, and what one of them does is sent once', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  await file(server);
  const desk = await device(TABLET);
  await onDuty(desk, server.address, 'lin');
  await desk.getByRole('button', { name: '锁住' }).click();
  await expect(locked(desk)).toBeVisible();
  const other = await desk.context().newPage();
  await open(other, `${server.address}/staff`);
  await expect(locked(other)).toBeVisible();
  await unlock(other);
  await expect(heading(other)).toBeVisible();
  await expect(heading(desk)).toBeVisible();

  await take(desk, FIRST);
  await note(desk, '在第一个窗口写的');
  await expect.poll(() => notes(staff)).toEqual(['在第一个窗口写的']);
  const third = await desk.context().newPage();
  await open(third, `${server.address}/staff`);
  await expect(heading(third)).toBeVisible();
  await third.getByRole('button', { name: '锁住' }).click();
  for (const page of [desk, other, third]) await expect(locked(page)).toBeVisible();
});

test('a tablet of an earlier version loses its readable copy at the first start', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server);
  const desk = await device(TABLET);
  await open(desk, server.address);
  await controlled(desk);
  // As that version left it: the house's cases among a consumer's.
  const [one] = await staff.cases();
  await desk.evaluate(async (one) => {
    const open = indexedDB.open('contact-point');
    await new Promise((resolve) => (open.onsuccess = resolve));
    const transaction = open.result.transaction('replica', 'readwrite');
    const change = { id: (one as any).id, rev: (one as any).rev, seq: 9, body: { case: one } };
    transaction.objectStore('replica').put(JSON.stringify(change), `case/${(one as any).id}`);
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    open.result.close();
  }, one as any);
  expect((await onDisk(desk, 'replica')).join()).toContain('13912345678');
  await open(desk, server.address);
  await ready(desk);
  await expect.poll(async () => (await onDisk(desk, 'replica')).join()).not.toContain('13912345678');
});
