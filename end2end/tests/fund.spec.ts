import type { Page } from '@playwright/test';
import { complaint, GOODS } from '../support/complaint';
import { press, signIn } from '../support/desk';
import { openAccount, post } from '../support/fund';
import { file } from '../support/ops';
import { caseNumber } from '../support/receipt';
import type { Server } from '../support/server';
import { receptionist, type Staff } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const TITLE = `${caseNumber(1)} ${GOODS}`;
const MERCHANT = '佳电电器';

test('approved on two tablets at once it is paid once, and the merchant makes it good', async ({
  server,
  staff,
  device,
  complaints,
}) => {
  // More is posted than is owed.
  complaints.expected.push(/status of 409/);
  await refusedByMerchant(server, staff);
  await staff.add(server, 'zhou', '主管 02', 'supervisor');
  const [one, other] = [await device(TABLET), await device(TABLET)];
  await signIn(one, server.address, 'mai');
  await signIn(other, server.address, 'zhou');

  await deposit(one, server, '1000');
  await openCase(one, server, staff);
  await openCase(other, server, staff);
  await controlled(one);
  await controlled(other);

  // Both decide while the network is away.
  await server.stop();
  await approve(one, '320', '王女士');
  await approve(other, '３００元', '王先生');
  await server.start();

  const refused = (page: Page) => page.getByText(/“先行赔付”没有生效/);
  const seen = async () => (await refused(one).count()) + (await refused(other).count());
  await expect.poll(seen).toBe(1);
  const isOne = await refused(one).isVisible();
  const [paid, late] = isOne ? [other, one] : [one, other];
  // What the later one wrote is still there.
  const kept = isOne ? '先赔 320.00 元，佳电电器，签字人 王女士' : '先赔 300.00 元，佳电电器，签字人 王先生';
  await expect(late.getByText(kept)).toBeVisible();
  await expect(refused(paid)).toHaveCount(0);
  const amount = isOne ? 300 : 320;
  expect((await ledger(staff)).approved).toBe(1);

  await press(paid, '记录已付给消费者');
  const panel = paid.getByRole('dialog');
  await panel.getByRole('button', { name: '记录已付给消费者' }).click();
  await expect(panel.getByText('请先写几个字。')).toBeVisible();
  await panel.getByLabel('收条或转账的编号').fill('转账 1124-07');
  await panel.getByRole('button', { name: '记录已付给消费者' }).click();
  await press(paid, '办结');
  await panel.getByText('已先行赔付').click();
  await panel.getByLabel('怎么解决的？').fill('商场已先赔付');
  await panel.getByRole('button', { name: '办结', exact: true }).click();
  await expect(paid.getByText('已办结').first()).toBeVisible();

  await open(late, `${server.address}/staff/fund`);
  const totals = late.getByRole('region', { name: '总账' });
  await expect(totals).toContainText(`银行存款¥ ${1000 - amount}.00`);
  await expect(totals).toContainText('账目平衡');
  const claims = late.getByRole('region', { name: '等商家补缴的赔付' });
  await expect(claims.getByRole('listitem')).toHaveCount(1);
  await expect(claims).toContainText(`赔了 ${amount}.00 元，还差 ${amount}.00 元`);
  await claims.getByRole('button', { name: '商家已补缴' }).click();
  await post(late, '0', 'R-001');
  await expect(late.getByText('请写大于 0 的金额')).toBeVisible();
  await post(late, '9999', 'R-001');
  await expect(late.getByText('超过应追偿的金额')).toBeVisible();
  await post(late, `${amount}`, 'R-001');
  await expect(claims).toContainText('没有。商场先赔的都收回来了。');
  await expect(totals).toContainText('银行存款¥ 1000.00');
  await expect(late.getByRole('region', { name: '流水' }).getByRole('row')).toHaveCount(5);
});

test('what no deposit secures is not paid, and the supervisor is told what to do', async ({ server, staff, device }) => {
  await refusedByMerchant(server, staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await openCase(desk, server, staff);
  await press(desk, '更多');
  await desk.getByRole('dialog').getByRole('button', { name: '先行赔付' }).click();
  await expect(desk.getByText('还没有商家交保证金。')).toBeVisible();
  await desk.keyboard.press('Escape');

  await deposit(desk, server, '100');
  await openCase(desk, server, staff);
  await approve(desk, '320', '王女士');
  await expect(desk.getByText('保证金不足：需要 320.00 元，可用 100.00 元。')).toBeVisible();
  expect((await ledger(staff)).approved).toBe(0);
});

test('the deposits are the supervisors’ business', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await expect(desk.getByRole('link', { name: '保证金' })).toHaveCount(0);
  await open(desk, `${server.address}/staff/fund`);
  await expect(desk.getByText('保证金由主管管理。')).toBeVisible();
});

/** A complaint whose merchant refuses. */
async function refusedByMerchant(server: Server, staff: Staff): Promise<void> {
  const lin = await receptionist(server, staff);
  await file(server, complaint());
  const one = async () => (await staff.cases())[0]!;
  await lin.act(await one(), 'accept');
  await lin.act(await one(), 'send_to_merchant', { request: '请退款' });
  await lin.act(await one(), 'record_merchant_reply', { stance: 'refuses', words: '不退' });
}

async function openCase(page: Page, server: Server, staff: Staff): Promise<void> {
  await open(page, `${server.address}/staff/case/${(await staff.cases())[0]!.id}`);
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
}

async function deposit(page: Page, server: Server, amount: string): Promise<void> {
  await openAccount(page, server.address, MERCHANT, amount);
  await expect(page.getByRole('region', { name: '商家账户' })).toContainText(`可用 ${amount}.00 元`);
}

async function approve(page: Page, amount: string, signer: string): Promise<void> {
  await press(page, '更多');
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name: '先行赔付' }).click();
  await panel.getByText(MERCHANT).click();
  await panel.getByLabel('商场先赔多少元？').fill(amount);
  await panel.getByLabel('先行赔付协议由谁签的字？').fill(signer);
  await panel.getByText('协议已签').click();
  await panel.getByRole('button', { name: '先行赔付' }).click();
  await expect(panel).toBeHidden();
}

async function ledger(staff: Staff): Promise<{ approved: number }> {
  const { ledger } = await staff.read('/api/v1/fund');
  return { approved: ledger.filter(({ movement }: any) => movement.approve).length };
}
