import { complaint, GOODS } from '../support/complaint';
import { press, signIn, take } from '../support/desk';
import { file } from '../support/ops';
import { caseNumber } from '../support/receipt';
import { receptionist, type Case, type Staff } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const FIRST = `${caseNumber(1)} ${GOODS}`;

test('what did not take effect is found from anywhere, also on a case that a colleague has', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server, complaint());
  const other = await staff.add(server, 'wang', '接待员 02', 'receptionist');
  await other.onDuty(true);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  const [first] = await staff.cases();
  await open(desk, `${server.address}/staff/case/${first!.id}`);
  await expect(desk.getByRole('heading', { level: 1, name: FIRST })).toBeVisible();
  await desk.context().setOffline(true);
  // Handed over, while a supervisor has given it to somebody else and it has moved on.
  await press(desk, '更多');
  const panel = desk.getByRole('dialog');
  await panel.getByRole('button', { name: '转交同事' }).click();
  await panel.getByText('接待员 02').click();
  await panel.getByLabel('同事需要知道什么？').fill('小票在我抽屉里');
  await panel.getByRole('button', { name: '转交同事' }).click();
  await expect(desk.locator('.desk__tags')).toContainText('待送出');
  const wang = (await staff.read('/api/v1/staff')).staff.find((one: any) => one.account === 'wang').id;
  await staff.act(first!, 'hand_over', { to: wang, words: '请小王接着办' });
  await desk.context().setOffline(false);
  await expect(desk.getByText('您的“转交同事”没有生效').or(desk.getByText('您离线时的“转交同事”没有生效'))).toBeVisible();

  // Somewhere else, the line about the connection leads there.
  await open(desk, `${server.address}/staff`);
  const queue = desk.getByRole('region', { name: '案件列表' });
  await queue.getByRole('link', { name: '1 条没有生效，去看看' }).click();
  await expect(queue.getByRole('button', { name: /^没有生效/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(queue.getByRole('listitem')).toHaveCount(1);
  await queue.getByRole('link', { name: FIRST }).click();
  await expect(desk.getByText('您写的内容没有丢，还在这里：“小票在我抽屉里”')).toBeVisible();
  await desk.getByRole('button', { name: '知道了' }).click();
  await expect(queue.getByRole('link', { name: /没有生效，去看看/ })).toHaveCount(0);
  // From the day's screen as well there was the way; now nothing is left to say.
  await expect(queue.getByRole('button', { name: /^没有生效/ }).locator('.num')).toHaveText('0');
});

test('a supervisor gives several cases to a colleague at once, without a network too, and hears of each', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server, complaint());
  await file(server, complaint({ goods: '水壶' }));
  await file(server, complaint({ goods: '童鞋' }));
  const other = await staff.add(server, 'wang', '接待员 02', 'receptionist');
  await other.onDuty(true);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await controlled(desk);
  const queue = desk.getByRole('region', { name: '案件列表' });
  await queue.getByRole('button', { name: /^全部/ }).click();
  await expect(queue.getByRole('listitem')).toHaveCount(3);
  await server.stop();

  await queue.getByRole('button', { name: '批量分派' }).click();
  const giving = queue.getByRole('form', { name: '批量分派' });
  await giving.getByRole('button', { name: '分派', exact: true }).click();
  await expect(giving.getByText('请先勾选案件。')).toBeVisible();
  await queue.getByRole('checkbox', { name: FIRST }).check();
  await queue.getByRole('checkbox', { name: '水壶' }).check();
  await expect(giving).toContainText('已选 2 件');
  await giving.getByRole('button', { name: '分派', exact: true }).click();
  await expect(giving.getByText('请选分派给谁。')).toBeVisible();
  await giving.getByLabel('分派给谁？').selectOption({ label: '接待员 02（接待员，在办 0 件）' });
  await giving.getByRole('button', { name: '分派', exact: true }).click();
  const results = queue.getByRole('status', { name: '分派结果' });
  await expect(results.getByRole('listitem')).toHaveText([`${FIRST}：已记下，待送出`, `${caseNumber(2)} 水壶：已记下，待送出`]);

  await server.start();
  await expect(results.getByRole('listitem')).toHaveText([`${FIRST}：已分派给接待员 02`, `${caseNumber(2)} 水壶：已分派给接待员 02`], {
    timeout: 40_000,
  });
  const owner = async (goods: string) => ((await of(staff, goods)) as any).assignee;
  expect(await owner('水壶')).toBe(await owner(GOODS));
  expect(await owner('童鞋')).not.toBe(await owner(GOODS));

  // Once more: it is so already, and that is said for that case alone.
  await results.getByRole('button', { name: '知道了' }).click();
  await queue.getByRole('button', { name: '批量分派' }).click();
  await giving.getByRole('button', { name: '全选这一页' }).click();
  await giving.getByLabel('分派给谁？').selectOption({ label: '接待员 02（接待员，在办 2 件）' });
  await giving.getByRole('button', { name: '分派', exact: true }).click();
  await expect(results.getByRole('listitem').filter({ hasText: FIRST })).toContainText('这一步已经做过了，不用再做。');
  await expect(results.getByRole('listitem').filter({ hasText: '童鞋' })).toContainText('已分派给接待员 02');
});

test('what else was filed about a merchant stands beside a case while the server is down', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server, complaint());
  await file(server, complaint({ merchant_name: '佳电 电器', goods: '水壶', stall: '' }));
  await file(server, complaint({ merchant_name: '别家', goods: '童鞋' }));
  await staff.act(await of(staff, '水壶'), 'accept');
  await staff.act(await of(staff, '水壶'), 'close', { outcome: 'settled_on_site', summary: '当场退款。' });
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await expect(desk.getByRole('link', { name: `${caseNumber(3)} 童鞋` })).toBeVisible();
  await server.stop();
  await take(desk, FIRST);
  const history = desk.getByRole('region', { name: '这家商家的其他案件' });
  await expect(history).toContainText('1 件，在办 0 件');
  await expect(history).toContainText('现场和解 1 件');
  await history.getByRole('link', { name: '水壶' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: `${caseNumber(2)} 水壶` })).toBeVisible();
  await expect(history.getByRole('link', { name: FIRST })).toBeVisible();
});

test('somebody who is not working on a case steps aside from it; a supervisor takes a colleague off', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server, complaint());
  const other = await staff.add(server, 'wang', '接待员 02', 'receptionist');
  await other.onDuty(true);
  const theirs = await device(TABLET);
  await signIn(theirs, server.address, 'wang');
  const [filed] = await staff.cases();
  await open(theirs, `${server.address}/staff/case/${filed!.id}`);
  await press(theirs, '更多');
  const panel = theirs.getByRole('dialog');
  await panel.getByRole('button', { name: '我要回避' }).click();
  await panel.getByLabel('为什么回避？').fill('店长是我表哥');
  await panel.getByRole('button', { name: '我要回避' }).click();
  await expect(theirs.getByText('您已回避这个案件，只能写内部备注。')).toBeVisible();
  await expect(theirs.getByRole('group', { name: '处理' }).getByRole('button', { name: '受理' })).toHaveCount(0);
  await expect.poll(async () => ((await staff.cases())[0] as any).recused?.length).toBe(1);

  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await open(desk, `${server.address}/staff/case/${filed!.id}`);
  await press(desk, '更多');
  const asked = desk.getByRole('dialog');
  await asked.getByRole('button', { name: '请同事回避' }).click();
  // Whoever stepped aside already is not among them.
  await expect(asked.getByText('接待员 02')).toHaveCount(0);
  await asked.getByText('接待员 01').click();
  await asked.getByLabel('为什么要回避？').fill('与商家有亲属关系');
  await asked.getByRole('button', { name: '请同事回避' }).click();
  await expect(desk.getByText('经办人回避').first()).toBeVisible();
  await expect.poll(async () => ((await staff.cases())[0] as any).recused?.length).toBe(2);
});

/** The case about these goods. */
async function of(staff: Staff, goods: string): Promise<Case> {
  return (await staff.cases()).find(({ complaint }) => complaint.goods === goods)!;
}
