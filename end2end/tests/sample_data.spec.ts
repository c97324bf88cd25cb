import { daysAgo } from '../support/complaint';
import { signIn } from '../support/desk';
import { Server } from '../support/server';
import { Staff } from '../support/staff';
import { expect, open, test } from '../support/test';

// A mall that was told up to a day and then left alone: what falls due by the calendar is due.

const TABLET = { viewport: { width: 1180, height: 820 } };

test('定期核实更新: nobody looked after the files for ten days; what is overdue is flagged, then suspended, and lifted with a reason', async ({ device }) => {
  test.slow();
  const server = await Server.withSampleData(daysAgo(10));
  const staff = await Staff.first(server);
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/merchants`);
  const due = boss.getByRole('region', { name: '谁该核实了' });
  // Within its grace: a permit that ended yesterday.
  await expect(due.getByRole('listitem').filter({ hasText: '到期' }).filter({ hasText: '逾期' }).first()).toBeVisible();
  const files = async (): Promise<[string, any][]> =>
    (await staff.read('/api/v1/pull?since=0&kinds=merchant_file')).changes.map(({ id, body }: any) => [id, body.merchant_file]);
  const overdue = async () => (await files()).filter(([, { standing }]) => standing.suspended?.why.review_overdue);
  await expect.poll(async () => (await overdue()).length, { timeout: 60_000 }).toBeGreaterThanOrEqual(3);
  const [id, { history, application }] = (await overdue())[0]!;
  expect(history.at(-1).by, 'by the calendar, and nobody else').toBe('server');

  await open(boss, `${server.address}/staff/merchants/${id}`);
  await expect(boss.getByRole('heading', { level: 1, name: application.name })).toBeVisible();
  await expect(boss.getByText('暂停经营').first()).toBeVisible();
  await expect(boss.getByText(/原因：没有按期核实/)).toBeVisible();
  await boss.getByRole('button', { name: '恢复经营' }).click();
  await boss.getByRole('button', { name: '恢复经营' }).last().click();
  await expect(boss.getByRole('alert')).toContainText('请写理由');
  await boss.getByLabel('为什么恢复经营？').fill('约好周五带原件来核实');
  await boss.getByRole('button', { name: '恢复经营' }).last().click();
  await expect(boss.getByText('已入驻')).toBeVisible();
  // Put off, not forgotten.
  await expect(boss.getByText('下一步：').first()).toBeVisible();
  await expect.poll(async () => new Map(await files()).get(id).standing, { timeout: 60_000 }).toBe('admitted');
  await open(boss, `${server.address}/staff/merchants`);
  await expect(due.getByRole('listitem').filter({ hasText: application.name })).toContainText('逾期');
  await staff.dispose();
  await server.dispose();
});

test('及时有效回复: a merchant that stays silent is escalated, and its silence counts on its file', async ({ device }) => {
  test.slow();
  const server = await Server.withSampleData(daysAgo(0));
  const staff = await Staff.first(server);
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  // Every page that names the mall says what this is.
  await open(boss, server.address);
  await expect(boss.getByText('示例数据').first()).toBeVisible();
  await open(boss, `${server.address}/staff/today`);
  const waiting = boss.getByRole('region', { name: '在等谁' });
  await expect(waiting).toContainText('主管已知');
  const silent: any = (await staff.cases()).find((one: any) => one.state === 'with_merchant' && one.raised?.some(({ promise, percent }: any) => promise === 'merchant' && percent === 100));
  expect(silent, 'of the sample’s cases one waits in vain').toBeTruthy();
  const record = await staff.read(`/api/v1/merchants/${silent.merchant}/record`);
  expect(record.silent).toBeGreaterThanOrEqual(1);
  await open(boss, `${server.address}/staff/case/${silent.id}`);
  await expect(boss.getByText('商家', { exact: false }).first()).toBeVisible();
  await expect(boss.getByRole('button', { name: '先行赔付' }).or(boss.getByRole('button', { name: '更多' })).first()).toBeVisible();
  await staff.dispose();
  await server.dispose();
});
