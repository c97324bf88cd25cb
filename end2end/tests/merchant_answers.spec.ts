import type { Page } from '@playwright/test';
import { answerLink, endingAt } from '../support/answer_link';
import { judge } from '../support/axe';
import { complaint, GOODS } from '../support/complaint';
import { press, signIn, take } from '../support/desk';
import { admit } from '../support/merchants';
import { file, op } from '../support/ops';
import { photo } from '../support/photos';
import { caseNumber } from '../support/receipt';
import { receptionist, type Case, type Staff } from '../support/staff';
import type { Server } from '../support/server';
import { expect, open, test } from '../support/test';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TABLET = { viewport: { width: 1180, height: 820 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const QUESTION = '请在三天内答复：能不能退款 320 元？消费者电话 13912345678。';

test('商户答复: from the question to the settlement, by the link on a phone', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server, complaint());
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await take(desk, `${caseNumber(1)} ${GOODS}`);
  await press(desk, '受理');
  await press(desk, '转商家处理');
  await desk.getByRole('dialog').getByLabel('请商家做什么？').fill(QUESTION);
  await desk.getByRole('dialog').getByRole('button', { name: '转商家处理' }).click();
  const card = desk.getByRole('region', { name: '让商户自己答复' });
  await card.getByRole('button', { name: '生成链接' }).click();
  await expect(card.getByText('链接有效期至')).toBeVisible();
  await expect(card.getByRole('img', { name: '商户答复链接的二维码' })).toBeVisible();
  const link = await card.locator('.merchants__version').innerText();

  const phone = await device(PHONE);
  await open(phone, link);
  await expect(phone.getByText('消费维权联络点请您答复')).toBeVisible();
  await expect(phone.getByText('用了三天就不通电了')).toBeVisible();
  // What it needs, and nobody who filed it.
  await expect(phone.getByText('能不能退款 320 元')).toBeVisible();
  for (const hidden of ['13912345678', '张三']) await expect(phone.getByText(hidden)).toHaveCount(0);
  await judge(phone, 'the merchant’s answer');

  await phone.getByRole('button', { name: '提交答复' }).click();
  await expect(phone.getByRole('alert')).toContainText('请先选您的意见，并写明具体怎么办。');
  await answers(phone, '提出其他方案', '换一台新的，再延长保修一年。');
  await expect(phone.getByText('答复收到了')).toBeVisible();
  await expect(desk.getByText('换一台新的，再延长保修一年。')).toBeVisible();
  await expect(desk.getByText('商家答复：提出其他方案')).toBeVisible();

  const panel = desk.getByRole('dialog');
  await settles(desk);
  await panel.getByLabel('更换', { exact: true }).check();
  await panel.getByLabel('双方谈成了什么？').fill('换一台新电饭煲，保修延长一年。');
  await panel.getByLabel('商家哪天之前兑现？').fill(inDays(7));
  await panel.getByLabel('消费者一方谁签的字？').fill('张三');
  await panel.getByLabel('商家一方谁签的字？').fill('李店长');
  await panel.getByLabel('和解书双方都已签字').check();
  await panel.getByRole('button', { name: '双方签和解书' }).click();
  await expect.poll(async () => (await only(staff)).state).toBe('awaiting_performance');
  await phone.reload();
  await expect(phone.getByText('换一台新的，再延长保修一年。')).toBeVisible();
});

test('商户答复: whose reply is lost on the way answers once, and what was written is never lost', async ({ server, staff, line, device }) => {
  const link = await asked(server, staff);
  const phone = await device(PHONE);
  await open(phone, link.replace(server.address, line.address));
  await expect(phone.getByRole('radio', { name: '同意诉求', exact: true })).toBeVisible();
  line.away(true);
  await answers(phone, '同意诉求', '明天下午来店里退款。');
  await expect(phone.getByRole('alert')).toContainText('没有连上，请检查网络后再试。您写的还在。');
  await expect(phone.getByLabel('具体怎么办')).toHaveValue('明天下午来店里退款。');
  line.away(false);
  // Its answer does not arrive; the browser, or its person, asks again.
  line.next('/api/v1/merchant-answer', { is: 'reply lost' });
  await phone.getByRole('button', { name: '提交答复' }).click();
  await tillTaken(phone);
  await expect(phone.getByText('答复收到了')).toBeVisible();
  expect(replies(await only(staff))).toEqual(['明天下午来店里退款。']);

  // Typed, and the phone is put away: the browser throws the page out of its memory.
  await phone.getByLabel('具体怎么办').fill('还可以上门取货。');
  await phone.reload();
  await expect(phone.getByLabel('具体怎么办')).toHaveValue('还可以上门取货。');
});

test('商户答复: of two phones with one link the second sees what the first has said before it speaks', async ({ server, staff, device, complaints }) => {
  complaints.expected.push(/409 \(Conflict\)/);
  const link = await asked(server, staff);
  const [owner, clerk] = [await device(PHONE), await device(PHONE)];
  await open(owner, link);
  await open(clerk, link);
  await answers(clerk, '不同意', '是顾客自己摔坏的，不退。');
  await expect(clerk.getByText('答复收到了')).toBeVisible();
  await answers(owner, '同意诉求', '同意退款。');
  await expect(owner.getByRole('alert')).toContainText('刚才有人用这个链接答复过');
  await expect(owner.getByText('是顾客自己摔坏的，不退。')).toBeVisible();
  await expect(owner.getByLabel('具体怎么办')).toHaveValue('同意退款。');
  expect(replies(await only(staff))).toHaveLength(1);
  await owner.getByRole('button', { name: '提交答复' }).click();
  const kept = async () => {
    const one = await only(staff);
    return [replies(one), one.merchant_stance];
  };
  await expect.poll(kept).toEqual([['是顾客自己摔坏的，不退。', '同意退款。'], 'agrees']);
});

test('商户答复: a link that has ended, or of which a sign is missing, says what to do', async ({ server, staff, device, complaints }) => {
  complaints.expected.push(/410 \(Gone\)/);
  const link = await asked(server, staff);
  const phone = await device(PHONE);
  for (const broken of [await endingAt(server, link, Date.now() - 1000), link.slice(0, -2), `${server.address}/answer`]) {
    await phone.goto('about:blank');
    await open(phone, broken);
    await expect(phone.getByRole('alert')).toContainText('请向消费维权联络点要新的链接');
    await expect(phone.getByRole('button', { name: '提交答复' })).toHaveCount(0);
  }
  // Signed anew for tomorrow it is one again: what fails above is its end, and nothing else.
  await phone.goto('about:blank');
  await open(phone, await endingAt(server, link, Date.now() + 86_400_000));
  await expect(phone.getByRole('button', { name: '提交答复' })).toBeVisible();
});

test('商户答复: accepts a proposed settlement as such, with a photo that shows it, and the desk signs what was accepted', async ({ server, staff, line, device }) => {
  const link = await asked(server, staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await open(desk, `${server.address}/staff/case/${(await only(staff)).id}`);
  const panel = desk.getByRole('dialog');
  await press(desk, '更多');
  await panel.getByRole('button', { name: '向商家提方案' }).click();
  await panel.getByRole('button', { name: '向商家提方案' }).click();
  await expect(panel.getByText('请至少选一项。')).toBeVisible();
  await panel.getByLabel('退款', { exact: true }).check();
  await panel.getByLabel('方案怎么写？商家在它的链接里看到').fill('退回电饭煲，退款 300 元。');
  await panel.getByLabel('商家付多少元？').fill('300');
  await panel.getByLabel('商家哪天之前兑现？').fill(inDays(7));
  await panel.getByRole('button', { name: '向商家提方案' }).click();
  await expect(desk.getByText('向商家提出和解方案：退款，300.00 元')).toBeVisible();
  await expect.poll(async () => JSON.stringify((await only(staff)).timeline)).toContain('settlement_proposed');

  const phone = await device(PHONE);
  await open(phone, link.replace(server.address, line.address));
  const proposed = phone.getByRole('form', { name: '请您看这个和解方案' });
  await expect(proposed).toContainText('退回电饭煲，退款 300 元。');
  await judge(phone, 'the proposed settlement');
  await proposed.getByRole('button', { name: '提交答复' }).click();
  await expect(phone.getByRole('alert')).toContainText('请先选接受还是不接受。');
  await phone.getByRole('radio', { name: '不接受', exact: true }).check();
  await proposed.getByRole('button', { name: '提交答复' }).click();
  await expect(phone.getByRole('alert')).toContainText('不接受请写明原因');

  // A photo on a line that is cut in the middle arrives once.
  line.next('/api/v1/uploads', { is: 'reply lost' });
  const picture = await photo(phone, 1600, 1200, 4);
  const folder = await mkdtemp(join(tmpdir(), 'proof-'));
  await writeFile(join(folder, picture.name), picture.buffer);
  await phone.locator('#answer-files').setInputFiles(join(folder, picture.name));
  await expect(phone.getByText('第 1 份：已收到')).toBeVisible();
  await expect.poll(async () => (await only(staff)).attachments?.length).toBe(1);
  expect((await only(staff)).attachments[0]).toMatchObject({ purpose: 'merchant', media: 'jpeg' });
  await expect(desk.getByText('商家交来一张照片')).toBeVisible();

  await phone.getByRole('radio', { name: '接受这个方案' }).check();
  line.next('/api/v1/merchant-answer', { is: 'reply lost' });
  await proposed.getByRole('button', { name: '提交答复' }).click();
  await tillTaken(phone);
  await expect(phone.getByText('答复收到了')).toBeVisible();
  await expect(proposed).toHaveCount(0);
  await expect(desk.getByText('商家接受和解方案')).toHaveCount(1);
  await phone.reload();
  await expect(phone.getByText('第 1 份：已收到')).toBeVisible();

  await settles(desk);
  await expect(panel.getByText('商家已接受和解方案，内容已照方案填好，请核对。')).toBeVisible();
  await expect(panel.getByLabel('双方谈成了什么？')).toHaveValue('退回电饭煲，退款 300 元。');
  await expect(panel.getByLabel('退款', { exact: true })).toBeChecked();
  await expect(panel.getByLabel('商家付多少元？')).toHaveValue('300.00');
  await panel.getByLabel('消费者一方谁签的字？').fill('张三');
  await panel.getByLabel('商家一方谁签的字？').fill('李店长');
  await panel.getByLabel('和解书双方都已签字').check();
  await panel.getByRole('button', { name: '双方签和解书' }).click();
  await expect.poll(async () => (await only(staff)).settlement?.amount).toBe(30000);
});

test('无理由退货: the promise on the merchant’s file is what the rule is asked with, days and exceptions', async ({ server, staff, device }) => {
  const merchant = await admit(staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await open(desk, `${server.address}/staff/merchants/${merchant}`);
  const card = desk.getByRole('region', { name: '承诺', exact: true });
  await card.getByLabel('承诺几天').fill('15');
  await card.getByLabel(/鲜活易腐/).uncheck();
  await card.getByRole('button', { name: '登记承诺' }).click();
  await expect(card).toContainText('承诺 15 天无理由退货');
  await expect(card.getByText('不退的：')).not.toContainText('鲜活易腐');

  await file(server, complaint({ purchased_on: inDays(0) }));
  await expect.poll(async () => (await staff.cases()).length).toBe(1);
  const one = await only(staff);
  await staff.push([
    op('case.accept', { case: one.id, do: 'accept' }),
    op('case.link_merchant', { case: one.id, do: { link_merchant: { merchant } } }),
  ]);
  await open(desk, `${server.address}/staff/case/${one.id}`);
  await press(desk, '更多');
  const panel = desk.getByRole('dialog');
  await panel.getByRole('button', { name: '判断无理由退货' }).click();
  await expect(panel.getByText('商户档案里承诺 15 天无理由退货')).toBeVisible();
  await expect(panel.getByLabel(/商家承诺几天无理由退货/)).toHaveValue('15');
  await panel.getByLabel('消费者哪天收到商品？').fill(inDays(0));
  await panel.getByLabel('商品完好').check();
  await panel.getByText(/鲜活易腐的商品/).click();
  await panel.getByRole('button', { name: '判断无理由退货' }).click();
  // The law’s exception of remote sales is none of this merchant’s.
  await expect(desk.getByText('可以无理由退货：第 0 天提出，在 15 天之内，商品完好（商家承诺）').first()).toBeVisible();
});

/** A complaint about a merchant on file that was asked, and the link for its answer. */
async function asked(server: Server, staff: Staff): Promise<string> {
  const merchant = await admit(staff);
  await file(server, complaint());
  await expect.poll(async () => (await staff.cases()).length).toBe(1);
  const one = await only(staff);
  await staff.push([
    op('case.accept', { case: one.id, do: 'accept' }),
    op('case.link_merchant', { case: one.id, do: { link_merchant: { merchant } } }),
    op('case.send_to_merchant', { case: one.id, do: { send_to_merchant: { request: QUESTION } } }),
  ]);
  return answerLink(server, staff, one);
}

async function answers(phone: Page, stance: string, words: string): Promise<void> {
  await phone.getByRole('radio', { name: stance, exact: true }).check();
  await phone.getByLabel('具体怎么办').fill(words);
  await phone.getByRole('button', { name: '提交答复' }).click();
}

/** A browser may ask again by itself where a connection broke; where it does not, its person does. */
async function tillTaken(phone: Page): Promise<void> {
  const taken = phone.getByText('答复收到了');
  await expect(taken.or(phone.getByRole('alert'))).toBeVisible();
  if (!(await taken.isVisible())) await phone.getByRole('button', { name: '提交答复' }).click();
  await expect(taken).toBeVisible();
}

function replies(of: any): string[] {
  return of.timeline.map(({ event }: any) => event?.merchant_replied?.words).filter(Boolean);
}

async function settles(desk: Page): Promise<void> {
  const actions = desk.getByRole('group', { name: '处理' });
  if (await actions.getByRole('button', { name: '双方签和解书' }).isVisible()) return press(desk, '双方签和解书');
  await press(desk, '更多');
  await desk.getByRole('dialog').getByRole('button', { name: '双方签和解书' }).click();
}

function inDays(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(day);
}

async function only(staff: Staff): Promise<any & Case> {
  return (await staff.cases())[0]!;
}
