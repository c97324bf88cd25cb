import { complaint, daysAgo, GOODS } from '../support/complaint';
import { note, press, signIn, take } from '../support/desk';
import { file } from '../support/ops';
import { caseNumber } from '../support/receipt';
import { receptionist } from '../support/staff';
import { expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const FIRST = `${caseNumber(1)} ${GOODS}`;
const AGAIN = `${caseNumber(2)} ${GOODS}`;

test('a case goes to a colleague on duty, and whoever received it first stays so', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server, complaint());
  const other = await staff.add(server, 'wang', '接待员 02', 'receptionist');
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await take(desk, FIRST);
  await press(desk, '更多');
  const panel = desk.getByRole('dialog');
  await panel.getByRole('button', { name: '转交同事' }).click();
  await expect(panel.getByText('现在没有别的同事在岗。')).toBeVisible();
  await panel.getByRole('button', { name: '先不做' }).click();

  await other.onDuty(true);
  const theirs = await device(TABLET);
  await signIn(theirs, server.address, 'wang');
  await press(desk, '更多');
  await panel.getByRole('button', { name: '转交同事' }).click();
  await panel.getByText('接待员 02（接待员，在办 0 件）').click();
  await panel.getByLabel('同事需要知道什么？').fill('小票在我抽屉里');
  await panel.getByRole('button', { name: '转交同事' }).click();
  await expect(desk.getByText('转交同事办理，首问人不变：接待员 02')).toBeVisible();

  await take(theirs, FIRST);
  await expect(theirs.getByText('小票在我抽屉里')).toBeVisible();
  const facts = theirs.locator('.facts');
  await expect(facts).toContainText('首问人接待员 01');
  // Times of the courts, with their article; never a promise of the contact point.
  await expect(facts).toContainText(/产品缺陷赔偿诉讼时效：自购买那天起算，到 \d{4}-\d\d-\d\d 为止（产品质量法第四十五条）/);
  await expect(facts).toContainText('接待员 02');
});

test('the same matter filed twice goes on as one, and comes apart again', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server, complaint());
  await file(server, complaint());
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await desk.goto(`${server.address}/staff/case/${(await staff.cases())[1]!.id}`);
  await expect(desk.getByRole('heading', { level: 1, name: AGAIN })).toBeVisible();
  await press(desk, '更多');
  const panel = desk.getByRole('dialog');
  await panel.getByRole('button', { name: '与另一件合并' }).click();
  await panel.getByText(FIRST).click();
  await panel.getByLabel('为什么是同一件事？').fill('同一张小票');
  await panel.getByRole('button', { name: '与另一件合并' }).click();
  const together = desk.getByRole('region', { name: '相关案件' });
  await expect(together.getByRole('link', { name: FIRST })).toContainText('本件并入这一件办理');
  await together.getByRole('link', { name: FIRST }).click();
  await expect(desk.getByRole('heading', { level: 1, name: FIRST })).toBeVisible();
  await expect(together.getByRole('link', { name: AGAIN })).toContainText('这一件并入本件办理');

  await together.getByRole('link', { name: AGAIN }).click();
  await press(desk, '更多');
  await panel.getByRole('button', { name: '恢复单独办理' }).click();
  await panel.getByLabel('为什么是两件事？').fill('是两个锅');
  await panel.getByRole('button', { name: '恢复单独办理' }).click();
  await expect(together).toHaveCount(0);
});

test('a small claim says why it takes the fast track, and a supervisor decides otherwise', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server, complaint());
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await desk.goto(`${server.address}/staff/case/${(await staff.cases())[0]!.id}`);
  await press(desk, '更多');
  const panel = desk.getByRole('dialog');
  await panel.getByRole('button', { name: '进入小额快速' }).click();
  await panel.getByText('证据清楚').click();
  await panel.getByRole('button', { name: '进入小额快速' }).click();
  const routes = desk.getByRole('region', { name: '快速机制' });
  await expect(routes).toContainText('¥320 ≤ ¥500');
  await press(desk, '更多');
  await panel.getByRole('button', { name: '主管决定快速机制' }).click();
  await panel.getByText('不进入小额快速').click();
  await panel.getByLabel('为什么这样决定？').fill('金额有争议');
  await panel.getByRole('button', { name: '主管决定快速机制' }).click();
  await routes.getByText('为什么不适用其他机制').click();
  await expect(routes).toContainText('主管决定不进入小额快速');

  // The word is taken back, and the rule's own answer holds again; one on what nobody tried is said on the card.
  for (const turn of ['进入小额快速', '进入先行赔付']) {
    await press(desk, '更多');
    await panel.getByRole('button', { name: '主管决定快速机制' }).click();
    await panel.getByText(turn, { exact: true }).click();
    await panel.getByLabel('为什么这样决定？').fill('店长同意');
    await panel.getByRole('button', { name: '主管决定快速机制' }).click();
    await expect(panel).toBeHidden();
  }
  await expect(routes.locator('.routes__item--taken')).toContainText(['首问责任', '¥320 ≤ ¥500', '主管批准进入先行赔付']);
  await press(desk, '更多');
  await panel.getByRole('button', { name: '主管决定快速机制' }).click();
  await expect(panel.getByText('不进入先行赔付')).toBeVisible();
});

test('two tablets without a network decide on one case: the second hears what the first did, and keeps its words', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server, complaint());
  await staff.add(server, 'wang', '接待员 02', 'receptionist');
  const [one, two] = [await device(TABLET), await device(TABLET)];
  await signIn(one, server.address, 'lin');
  await signIn(two, server.address, 'wang');
  const [filed] = await staff.cases();
  for (const tablet of [one, two]) {
    await open(tablet, `${server.address}/staff/case/${filed!.id}`);
    await expect(tablet.getByRole('heading', { level: 1, name: FIRST })).toBeVisible();
    await tablet.context().setOffline(true);
  }
  await press(one, '受理');
  await press(two, '更多');
  const panel = two.getByRole('dialog');
  await panel.getByRole('button', { name: '请消费者补充' }).click();
  await panel.getByRole('textbox').fill('请补一张小票的照片');
  await panel.getByRole('button', { name: '请消费者补充' }).click();
  await expect(two.locator('.desk__tags')).toContainText('待送出');

  await one.context().setOffline(false);
  await expect.poll(async () => (await staff.cases())[0]!.state).toBe('accepted');
  await two.context().setOffline(false);
  await expect(two.getByText('没有生效').first()).toBeVisible();
  await expect(two.getByText(/接待员 01 已在 .* 先办了：已受理/)).toBeVisible();
  await expect(two.getByText('您写的内容没有丢，还在这里：“请补一张小票的照片”')).toBeVisible();
  await two.getByRole('button', { name: '把我写的存为内部备注' }).click();
  const notes = async () =>
    ((await staff.cases())[0] as any).timeline.flatMap((entry: any) => (entry.event?.noted ? [entry.event.noted.words] : []));
  await expect.poll(notes).toEqual(['请补一张小票的照片']);
  expect((await staff.cases())[0]!.state).toBe('accepted');
});

test('thirty notes written through an outage arrive once each, in their order', async ({ server, staff, device }) => {
  test.slow();
  await receptionist(server, staff);
  await file(server, complaint());
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await take(desk, FIRST);
  await server.stop();
  const written = Array.from({ length: 30 }, (_, place) => `第 ${place + 1} 条：已去柜台看过`);
  for (const words of written) await note(desk, words);
  await expect(desk.getByText('待送出').first()).toBeVisible();
  await server.start();
  const arrived = async () => {
    const [one] = await staff.cases();
    return (one as any).timeline.flatMap((entry: any) => (entry.event?.noted ? [entry.event.noted.words] : []));
  };
  await expect.poll(arrived).toEqual(written);
  await expect(desk.getByText('待送出')).toHaveCount(0);
});

test('the cases of somebody who is not there are given out to whoever is', async ({ server, staff, device }) => {
  const lin = await receptionist(server, staff);
  await file(server, complaint());
  await file(server, complaint({ goods: '水壶' }));
  await lin.onDuty(false);
  const other = await staff.add(server, 'wang', '接待员 02', 'receptionist');
  await other.onDuty(true);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await desk.goto(`${server.address}/staff/members`);
  await desk.getByRole('button', { name: '分出名下 2 件' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: '分给同事' }).click();
  await expect(desk.getByRole('listitem').filter({ hasText: '接待员 02' })).toContainText('分出名下 2 件');
  const owners = async () => new Set((await staff.cases()).map((one: any) => one.assignee));
  await expect.poll(async () => (await owners()).size).toBe(1);
  const first = new Set((await staff.cases()).map((one: any) => one.first_receiver));
  expect(await owners()).not.toEqual(first);
});

test('goods go back without a reason on the seventh day, and not on the eighth', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server, complaint());
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await take(desk, FIRST);
  const routes = desk.getByRole('region', { name: '快速机制' });
  const panel = desk.getByRole('dialog');
  const tries = async (received: string) => {
    await press(desk, '更多');
    await panel.getByRole('button', { name: '判断无理由退货' }).click();
    await panel.getByLabel('消费者哪天收到商品？').fill(received);
    await panel.getByLabel('商家承诺几天无理由退货？').fill('7 天');
    await panel.getByText('商品完好').click();
    await panel.getByRole('button', { name: '判断无理由退货' }).click();
  };
  await tries(daysAgo(8));
  await expect(panel.getByText('请选一项。')).toBeVisible();
  await panel.getByText('都不是').click();
  await panel.getByRole('button', { name: '判断无理由退货' }).click();
  await expect(desk.getByText('第 8 天提出，超过 7 天').first()).toBeAttached();
  await tries(daysAgo(7));
  await panel.getByText('都不是').click();
  await panel.getByRole('button', { name: '判断无理由退货' }).click();
  await expect(routes).toContainText('可以无理由退货：第 7 天提出，在 7 天之内，商品完好（商家承诺）');
});
