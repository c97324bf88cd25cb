import { daysAgo } from '../support/complaint';
import { signIn } from '../support/desk';
import { everyOne } from '../support/sample';
import { Server } from '../support/server';
import { Staff } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

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
  await expect.poll(async () => (await overdue()).length).toBeGreaterThanOrEqual(3);
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
  await expect.poll(async () => new Map(await files()).get(id).standing).toBe('admitted');
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

test('商户档案: the goods of a merchant are counted by where they stand and lead to each; 追溯 from a batch to its sales and to its supplier’s other lots', async ({ device }) => {
  test.slow();
  const server = await Server.withSampleData(daysAgo(0));
  const staff = await Staff.first(server);
  const goods = await everyOne(staff, 'goods');
  expect(goods.length).toBeGreaterThan(400);
  const down = goods.find(({ standing }) => standing === 'taken_down');
  const { merchant } = down.particulars;
  const its = goods.filter(({ particulars }) => particulars.merchant === merchant);
  const isDown = its.filter(({ standing }) => standing === 'taken_down');

  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await controlled(boss);
  await open(boss, `${server.address}/staff/merchants/${merchant}`);
  const card = boss.getByRole('region', { name: '商品', exact: true });
  const fact = (name: string) => card.locator('.facts__item').filter({ has: boss.getByText(name, { exact: true }) });
  await expect(fact('下架')).toContainText(`${isDown.length}`);
  // What was looked at and done about it stands beside.
  await expect(boss.getByRole('region', { name: '巡查和制止措施' }).getByRole('listitem').first()).toBeVisible();
  await fact('下架').getByRole('link').click();
  await expect(boss).toHaveURL(/which=taken_down/);
  const list = boss.getByRole('region', { name: '商品清单和台账' });
  await expect(list.getByText('只看 示例')).toBeVisible();
  await expect(boss.getByRole('region', { name: '现在不能卖的' })).toHaveCount(0);
  await expect(list.getByLabel('看哪些')).toHaveValue('taken_down');
  await expect(list.getByRole('listitem')).toHaveCount(isDown.length);
  await expect(list.getByRole('listitem').first()).toContainText('已下架');
  await list.getByLabel('看哪些').selectOption('all');
  await expect(list.getByRole('heading', { level: 2 })).toContainText(`${its.filter(({ standing }) => !standing.withdrawn).length}`);
  await list.getByRole('link', { name: '看所有商户的' }).click();
  // Whoever came for some of them sees those first; everything else stands there again.
  await expect(boss.getByRole('region', { name: '现在不能卖的' })).toBeVisible();
  await expect(list.getByText(/还有 \d+ 件，多写几个字就能找到。/)).toBeVisible();
  await list.getByRole('button', { name: '再显示 60 件' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(120);

  // From a receipt back to its lot, to where it went, and to the other lots of its supplier.
  const lot = goods.flatMap(({ lots }) => lots ?? []).find(({ moves }: any) => moves?.some(({ kind }: any) => kind === 'sold'));
  const receipt = lot.moves.find(({ kind }: any) => kind === 'sold').words;
  await boss.getByLabel('找商品').fill(receipt);
  const found = list.locator('.goods__traced > li').filter({ hasText: lot.batch });
  await expect(found.first()).toContainText(`供货者 ${lot.supplier.name}`);
  await expect(list.getByText('按服务器上的全部台账查的')).toBeVisible();
  await found.first().getByText('去向（').click();
  await expect(found.first().getByText(receipt)).toBeVisible();
  await found.first().getByRole('button', { name: '这个供货者的其他批次' }).click();
  await expect(boss.getByLabel('找商品')).toHaveValue(lot.supplier.name);
  await expect.poll(() => list.locator('.goods__traced > li').count()).toBeGreaterThan(1);

  // Without a network the device looks into what it keeps.
  await server.stop();
  await boss.getByLabel('找商品').fill(lot.batch);
  await expect(list.getByText('按这台设备上存着的台账查的')).toBeVisible();
  await expect(found.first()).toContainText(`供货者 ${lot.supplier.name}`);
  await staff.dispose();
  await server.dispose();
});
