import type { Page } from '@playwright/test';
import { GOODS, daysAgo } from '../support/complaint';
import { press, signIn, take, unlock } from '../support/desk';
import { filing, push } from '../support/ops';
import { caseNumber } from '../support/receipt';
import { receptionist, type Staff } from '../support/staff';
import type { Server } from '../support/server';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };

test('the day stands on one screen, also while the server is down', async ({ page, server, staff, device }) => {
  const lin = await receptionist(server, staff);
  await file(page, server, {}, { goods: '童鞋' }, { kind: 'inquiry', goods: '健身卡' });
  await withMerchant(lin, GOODS);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await expect(desk.getByRole('link', { name: `${caseNumber(3)} 健身卡` })).toBeVisible();

  await server.stop();
  await desk.getByRole('link', { name: '今日一览' }).click();
  const mine = desk.getByRole('region', { name: '我的' });
  await expect(mine.getByRole('link', { name: /^3 件/ })).toBeVisible();
  await expect(mine.getByRole('listitem')).toHaveCount(3);
  const waiting = desk.getByRole('region', { name: '在等谁' });
  await expect(waiting.getByRole('heading', { name: '等商家答复' })).toBeVisible();
  await expect(waiting.getByRole('listitem')).toContainText([`${caseNumber(1)} ${GOODS}`]);
  const numbers = desk.getByRole('region', { name: '今天的数字' });
  // Received, ended, open: a question is no complaint.
  await expect(numbers.getByRole('row', { name: /^投诉/ })).toHaveText('投诉202');
  await expect(numbers.getByRole('row', { name: /^咨询/ })).toHaveText('咨询101');

  // A page that is loaded again finds the same.
  await open(desk, `${server.address}/staff/today`);
  await unlock(desk);
  await expect(mine.getByRole('link', { name: /^3 件/ })).toBeVisible();

  await waiting.getByRole('link', { name: /^1 件/ }).click();
  const queue = desk.getByRole('region', { name: '案件列表' });
  await expect(queue.getByRole('button', { name: '等商家答复' })).toHaveAttribute('aria-pressed', 'true');
  await expect(queue.getByRole('listitem')).toHaveCount(1);

  await desk.getByRole('link', { name: '今日一览' }).click();
  await mine.getByRole('link', { name: '童鞋' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: `${caseNumber(2)} 童鞋` })).toBeVisible();
});

test('a common reply comes after what is typed, and a note is never offered for the consumer', async ({
  page,
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  await file(page, server, {});
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await take(desk, `${caseNumber(1)} ${GOODS}`);

  await press(desk, '答复消费者');
  const reply = desk.getByLabel('答复内容');
  await reply.fill('张先生您好，');
  await desk.getByRole('button', { name: '常用答复' }).click();
  await expect(desk.getByRole('button', { name: '已催商家' })).toHaveCount(0);
  // For somebody who reads English the same is there in English.
  await desk.getByRole('button', { name: '用英文写' }).click();
  await expect(desk.getByRole('button', { name: '已受理，在联系商家' })).toContainText(`number ${caseNumber(1)}`);
  await desk.getByRole('button', { name: '用中文写' }).click();
  await desk.getByRole('button', { name: '已受理，在联系商家' }).click();
  const accepted = `您好，您反映的事我们已经受理，案号 ${caseNumber(1)}。我们正在联系佳电电器，有结果马上告诉您。`;
  await expect(reply).toHaveValue(`张先生您好，\n${accepted}`);
  await expect(reply).toBeFocused();

  await desk.getByRole('button', { name: '内部备注' }).click();
  const note = desk.getByLabel('备注内容');
  await expect(note).toHaveValue('');
  await desk.getByRole('button', { name: '常用备注' }).click();
  await expect(desk.getByRole('button', { name: '已受理，在联系商家' })).toHaveCount(0);
  await desk.getByRole('button', { name: '已催商家' }).click();
  await expect(note).toHaveValue('已催佳电电器，对方说：');

  await desk.getByRole('group', { name: '写给谁看' }).getByRole('button', { name: '答复消费者' }).click();
  await desk.getByRole('button', { name: '发给消费者' }).click();
  await expect(desk.locator('.timeline').getByText(accepted)).toBeVisible();
});

test('the settlement is printed with room to write, and with its terms once there are some', async ({
  page,
  server,
  staff,
  device,
}) => {
  const lin = await receptionist(server, staff);
  await file(page, server, {});
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  const title = `${caseNumber(1)} ${GOODS}`;
  await take(desk, title);
  await press(desk, '受理');
  await expect(desk.getByText('已受理').first()).toBeVisible();
  await expect.poll(async () => (await lin.cases())[0]!.state).toBe('accepted');
  // From when it is taken on, there is a paper for both to sign.
  await press(desk, '更多');
  await expect(desk.getByRole('dialog').getByRole('link', { name: '打印和解书' })).toBeVisible();
  await desk.getByRole('dialog').getByRole('button', { name: '先不做' }).click();
  const [one] = await lin.cases();
  await lin.act(one!, 'send_to_merchant', { request: '请在三天内答复' });
  await expect(desk.getByText('商户处理中').first()).toBeVisible();

  await server.stop();
  await press(desk, '更多');
  await desk.getByRole('dialog').getByRole('link', { name: '打印和解书' }).click();
  const paper = desk.getByRole('article');
  await expect(paper.getByRole('heading', { level: 1 })).toHaveText('消费争议和解书');
  for (const filled of [`案号 ${caseNumber(1)}`, '张三', '佳电电器 L2-031', GOODS, '¥320', '退货、退款', '021-61671254']) {
    await expect(paper).toContainText(filled);
  }
  for (const room of ['消费者（签名）', '商家（签名或盖章）', '日期']) await expect(paper).toContainText(room);
  await expect(paper).toContainText('留空手写');
  // The other side reads it, too.
  await expect(paper).not.toContainText('13912345678');
  await desk.emulateMedia({ media: 'print' });
  await expect(desk.getByRole('button', { name: '打印和解书' })).toBeHidden();
  await expect(paper).toBeVisible();
  await desk.emulateMedia({ media: 'screen' });

  await desk.getByRole('link', { name: '回案件' }).click();
  await press(desk, '双方签和解书');
  const panel = desk.getByRole('dialog');
  const signs = panel.getByRole('button', { name: '双方签和解书' });
  await signs.click();
  await expect(panel.getByText('请至少选一项。')).toBeVisible();
  await panel.getByLabel('退货', { exact: true }).check();
  await panel.getByLabel('退款', { exact: true }).check();
  await panel.getByLabel('双方谈成了什么？').fill('退回电饭煲，退款 320 元。');
  await panel.getByLabel('商家哪天之前兑现？').fill(daysAgo(-7));
  await panel.getByLabel('消费者一方谁签的字？').fill('张三');
  await panel.getByLabel('商家一方谁签的字？').fill('李店长');
  await panel.getByLabel('和解书双方都已签字').check();
  await signs.click();
  await expect(panel.getByText('请写大于 0 的金额')).toBeVisible();
  await panel.getByLabel('商家付多少元？').fill('320');
  await signs.click();
  await expect(panel).toBeHidden();
  await press(desk, '更多');
  await panel.getByRole('link', { name: '打印和解书' }).click();
  await expect(paper).toContainText('退回电饭煲，退款 320 元。');
  for (const filled of [/商家要做的：\s*退货、退款/, /金额：\s*¥320/, '张三', '李店长']) await expect(paper).toContainText(filled);
  const [year, month, day] = daysAgo(-7).split('-').map(Number);
  await expect(paper).toContainText(`${year} 年 ${month} 月 ${day} 日前（含当天）`);

  // Carried out: what shows it is named, and the paper is still there after the end.
  await desk.getByRole('link', { name: '回案件' }).click();
  await press(desk, '办结');
  await panel.getByLabel('商家已兑现').check();
  await panel.getByLabel('怎么解决的？').fill('已退款 320 元。');
  await panel.getByRole('button', { name: '办结', exact: true }).click();
  await expect(panel.getByText('请写凭证')).toBeVisible();
  await panel.getByLabel('凭证（收条、转账编号或当面确认）').fill('转账 20261124-7');
  await panel.getByRole('button', { name: '办结', exact: true }).click();
  await expect(desk.locator('.timeline').getByText('商家已兑现，凭证：转账 20261124-7')).toBeVisible();
  await press(desk, '更多');
  await panel.getByRole('link', { name: '打印和解书' }).click();
  await expect(paper).toContainText('李店长');
});

/** Filings that came in, one after the other. */
async function file(page: Page, server: Server, ...all: Parameters<typeof filing>[0][]): Promise<void> {
  for (const changes of all) {
    const answer = await page.request.post(`${server.address}/api/v1/push`, { data: push(filing(changes)) });
    expect(answer.ok()).toBe(true);
  }
}

/** Accepted, and the merchant has been asked. */
async function withMerchant(staff: Staff, goods: string): Promise<void> {
  const one = async () => (await staff.cases()).find(({ complaint }) => complaint.goods === goods)!;
  await staff.act(await one(), 'accept');
  await staff.act(await one(), 'send_to_merchant', { request: '请在三天内答复' });
}
