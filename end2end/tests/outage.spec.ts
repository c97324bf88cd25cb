import type { Page } from '@playwright/test';
import { complaint } from '../support/complaint';
import { note, press, reply, signIn, take, unlock } from '../support/desk';
import { file } from '../support/ops';
import { caseNumber } from '../support/receipt';
import { receptionist } from '../support/staff';
import { controlled, expect, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const GOODS = ['电饭煲', '童鞋', '健身卡', '水壶'];

/** What was done, as it must stand in the case's history. */
type Deed = readonly [kind: string, words: string];

test('eight hours without a server: thirty actions on four cases arrive once each, in their order', async ({
  server,
  staff,
  device,
  complaints,
}) => {
  test.setTimeout(300_000);
  // A slow run ends five minutes after the last touch: the tablet locks itself, and its next page asks for a session that is gone.
  complaints.expected.push(/40[14] .*\/api\/v1\/device$/);
  await receptionist(server, staff);
  for (const goods of GOODS) await file(server, complaint({ goods }));
  const desk = await device(TABLET);
  await desk.clock.install();
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  for (const place of GOODS.keys()) await expect(desk.getByRole('link', { name: title(place) })).toBeVisible();

  await server.stop();
  const done: Deed[][] = GOODS.map(() => []);
  for (let action = 0; action < 30; action += 1) {
    const place = action % GOODS.length;
    // Eight hours in thirty steps; whatever was to be tried meanwhile has been tried.
    await desk.clock.fastForward(16 * 60_000);
    // Left alone for so long, it has locked itself.
    await unlock(desk);
    await take(desk, title(place));
    done[place]!.push(await act(desk, done[place]!.length, `第 ${action + 1} 步`));
    await expect(net(desk)).toHaveText(`离线 · ${action + 1} 条待送出`);
  }
  await expect(desk.getByText('没有生效')).toHaveCount(0);

  await server.start();
  // No tap: the tablet finds out by itself, however long it has waited. (Five minutes would lock it.)
  await desk.clock.fastForward(4 * 60_000);
  const arrived = async () => (await staff.cases()).map((one) => ({ serial: one.number!.serial, deeds: deeds(one) }));
  const expected = done.map((deeds, place) => ({ serial: place + 1, deeds }));
  await expect
    .poll(async () => (await arrived()).sort((one, other) => one.serial - other.serial))
    .toEqual(expected);
  await expect(net(desk)).toHaveText('在线 · 已是最新');
  await expect(desk.getByText('待送出')).toHaveCount(0);
  await expect(desk.getByText('没有生效')).toHaveCount(0);
  for (const one of await staff.cases()) {
    expect(one.state).toBe('accepted');
    // What was done hours ago says so; what is promised is counted from when it was done by the server's clock.
    const span = done_at(one, -1) - done_at(one, 0);
    expect(span).toBeGreaterThan(6 * 3_600_000);
    expect(done_at(one, -1)).toBeLessThanOrEqual(Date.now());
  }

  // Once each: a page that is loaded again sends nothing a second time.
  await desk.reload();
  await expect(net(desk).or(desk.locator('#secret'))).toBeVisible();
  if (await desk.locator('#secret').isVisible()) await unlock(desk);
  await expect(net(desk)).toHaveText('在线 · 已是最新');
  expect((await arrived()).flatMap(({ deeds }) => deeds)).toHaveLength(30);
});

test('an outage that outlasts the session: nothing is sent under nobody’s name, and all of it once they signed in', async ({
  server,
  staff,
  device,
  complaints,
}) => {
  complaints.expected.push(/401 \(Unauthorized\).*\/api\/v1\//);
  const lin = await receptionist(server, staff);
  await file(server, complaint({ goods: GOODS[0]! }));
  const desk = await device(TABLET);
  await desk.clock.install();
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await take(desk, title(0));
  // The server forgets the session, as it does with one that was idle for hours.
  await lin.endOtherSessions();
  await server.stop();
  const done: Deed[] = [];
  for (let action = 0; action < 5; action += 1) {
    await desk.clock.fastForward(96 * 60_000);
    await unlock(desk);
    done.push(await act(desk, action, `第 ${action + 1} 步`));
  }
  await server.start();
  await desk.clock.fastForward(4 * 60_000);
  await expect(net(desk)).toHaveText('请重新登录 · 5 条待送出');
  expect(deeds((await staff.cases())[0])).toEqual([]);
  // What was done stays in sight.
  await expect(desk.locator('.timeline').getByText('第 5 步')).toBeVisible();
  await signIn(desk, server.address, 'lin');
  await expect.poll(async () => deeds((await staff.cases())[0])).toEqual(done);
  await expect(net(desk)).toHaveText('在线 · 已是最新');
});

function title(place: number): string {
  return `${caseNumber(place + 1)} ${GOODS[place]}`;
}

function net(desk: Page) {
  return desk.locator('.desk__net:visible').first();
}

/** The first deed on a case takes it on, then notes and answers take turns. */
async function act(desk: Page, before: number, words: string): Promise<Deed> {
  if (before === 0) {
    await press(desk, '受理');
    await expect(desk.locator('.desk__tags')).toContainText('已受理');
    return ['accepted', ''];
  }
  if (before % 2 === 1) {
    await note(desk, words);
    await expect(desk.locator('.timeline').getByText(words)).toBeVisible();
    return ['noted', words];
  }
  await reply(desk, words);
  await expect(desk.locator('.timeline').getByText(words)).toBeVisible();
  return ['replied', words];
}

/** By people; the server's own warnings stand in between. */
function entries(one: any): any[] {
  return one.timeline.filter((entry: any) => entry.by.staff);
}

function deeds(one: any): Deed[] {
  return entries(one).map(({ event }: any) => {
    const [[kind, body]] = Object.entries<any>(event) as [[string, any]];
    return [kind, body.words ?? ''] as const;
  });
}

function done_at(one: any, place: number): number {
  return entries(one).at(place).made_at;
}
