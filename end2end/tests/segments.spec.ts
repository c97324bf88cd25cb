import { press, signIn, take, unlock } from '../support/desk';
import { onDisk } from '../support/disk';
import { file } from '../support/ops';
import { caseNumber } from '../support/receipt';
import { receptionist } from '../support/staff';
import { controlled, expect, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const CASES = 40;

test('a tablet that fetched many cases at once keeps them together, and opens without the server with what changed since', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  for (let place = 1; place <= CASES; place += 1) await file(server, { goods: `水壶 ${place}` });
  const tablet = await device(TABLET);
  await signIn(tablet, server.address, 'lin');
  const all = tablet.getByRole('region', { name: '案件列表' }).getByRole('button', { name: /^全部/ });
  await expect(all).toHaveText(`全部${CASES}`);
  await controlled(tablet);
  // The cursor comes with the last of them.
  await expect.poll(async () => (await onDisk(tablet, 'desk')).some((text) => text.includes('"seq"'))).toBe(true);
  expect((await onDisk(tablet, 'desk')).length).toBeLessThan(CASES / 2);

  const third = `${caseNumber(3)} 水壶 3`;
  await take(tablet, third);
  await press(tablet, '受理');
  await expect(tablet.locator('.desk__tags')).toContainText('已受理');
  await expect.poll(async () => (await staff.cases()).filter(({ state }) => state === 'accepted').length).toBe(1);
  await expect(tablet.locator('.desk__net:visible').first()).toHaveText('在线 · 已是最新');
  await server.stop();
  for (const opened of ['once', 'again, after what is out of date was put away']) {
    await tablet.reload();
    await unlock(tablet);
    await expect(all, opened).toHaveText(`全部${CASES}`);
    await take(tablet, third);
    await expect(tablet.locator('.desk__tags')).toContainText('已受理');
    await tablet.waitForTimeout(6_000);
  }
});
