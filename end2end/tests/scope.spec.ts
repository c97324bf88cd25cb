import type { Page } from '@playwright/test';
import { complaint, GOODS } from '../support/complaint';
import { close, press, signIn, take } from '../support/desk';
import { file, hash } from '../support/ops';
import { caseNumber } from '../support/receipt';
import { receptionist, type Case } from '../support/staff';
import { expect, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const OLD = `${caseNumber(1)} ${GOODS}`;
const OPEN = `${caseNumber(2)} 水壶`;

test('what ended more than ninety days ago leaves the tablet by itself, and is read by its number', async ({
  server,
  staff,
  device,
  complaints,
}) => {
  complaints.expected.push(/404 \(Not Found\).*\/api\/v1\/cases\//);
  await receptionist(server, staff);
  await file(server, complaint());
  await file(server, complaint({ goods: '水壶' }));
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await take(desk, OLD);
  await press(desk, '受理');
  await close(desk, '现场和解', '换了一台新的');
  const queue = desk.getByRole('region', { name: '案件列表' });
  await desk.getByRole('button', { name: /^已结/ }).click();
  await expect(queue.getByRole('link', { name: OLD })).toBeVisible();
  const old = async () => (await staff.cases()).find(({ complaint }) => complaint.goods === GOODS)!;
  await expect.poll(async () => (await old()).state).toBe('closed');
  await expect(desk.getByText('待送出')).toHaveCount(0);

  await leavesTheScope(desk, await old());
  await file(server, complaint({ goods: '健身卡' }));
  // What leaves the scope comes by a pull; the new case alone came with the news of it.
  await desk.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(queue.getByRole('link', { name: OLD })).toHaveCount(0);
  await desk.getByRole('button', { name: /^全部/ }).click();
  await expect(queue.getByRole('link', { name: OPEN })).toBeVisible();
  await expect(desk.locator('.desk__net:visible').first()).toHaveText('在线 · 已是最新');

  const search = desk.getByLabel('找案件');
  await search.fill(`${caseNumber(1).slice(0, 4)}-9999`);
  await desk.getByRole('button', { name: '到服务器上找' }).click();
  await expect(desk.getByText('没有这个案号的案件')).toBeVisible();
  await search.fill(caseNumber(1));
  await expect(desk.getByText('没有这个案号的案件')).toHaveCount(0);
  await desk.getByRole('button', { name: `到服务器上找 ${caseNumber(1)}` }).click();
  await expect(desk.getByRole('heading', { level: 1, name: OLD })).toBeVisible();
  await expect(desk.getByText('这里只能查看')).toBeVisible();
  await expect(desk.locator('.timeline')).toContainText('换了一台新的');
  await expect(desk.getByRole('group', { name: '处理' })).toHaveCount(0);
});

/** What the server answers ninety-one days later: the case has left, and the checksum is that of the rest. */
async function leavesTheScope(desk: Page, old: Case): Promise<void> {
  await desk.route('**/api/v1/pull?*', async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    const rest = answer.changes.filter(({ body }: any) => body.case?.id !== old.id);
    const checksum = answer.checksum && without(answer.checksum, `case\0${old.id}\0${old.rev}`);
    await route.fulfill({ response, json: { ...answer, changes: rest, gone: [old.id], checksum } });
  });
}

/** The exclusive or of all entities' hashes, with one of them taken out. */
function without(checksum: string, entity: string): string {
  const gone = Buffer.from(hash(entity), 'hex');
  const rest = Buffer.from(checksum, 'hex').map((byte, place) => byte ^ gone[place]!);
  return Buffer.from(rest).toString('hex');
}
