import type { Page } from '@playwright/test';
import { judge } from '../support/axe';
import { GOODS } from '../support/complaint';
import { press, signIn, take } from '../support/desk';
import { photo } from '../support/photos';
import { received } from '../support/receipt';
import { stroke } from '../support/signature';
import { receptionist, type Staff } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';
import { fileComplaint } from '../support/wizard';
import { writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TABLET = { viewport: { width: 1180, height: 820 }, hasTouch: true };

test('both sides sign the settlement on the tablet without a network; the signatures are on the paper and arrive by themselves', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const consumer = await device();
  await open(consumer, `${server.address}/complain`);
  await fileComplaint(consumer);
  await received(consumer);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await take(desk, GOODS);
  await press(desk, '受理');
  await expect.poll(async () => (await staff.cases())[0]!.state).toBe('accepted');
  await server.stop();

  const panel = desk.getByRole('dialog').filter({ has: desk.getByRole('heading', { name: '双方签和解书' }) });
  await settle(desk);
  await panel.getByLabel('退款', { exact: true }).check();
  await panel.getByLabel('双方谈成了什么？').fill('退回电饭煲，退款 320 元。');
  await panel.getByLabel('商家付多少元？').fill('320');
  await panel.getByLabel('商家哪天之前兑现？').fill(inDays(7));
  await panel.getByLabel('消费者一方谁签的字？').fill('张三');
  await panel.getByLabel('商家一方谁签的字？').fill('李店长');

  await panel.getByRole('button', { name: '在屏幕上签字' }).first().click();
  const pad = desk.getByRole('dialog', { name: '请消费者（张三）签字' });
  await expect(pad.getByText('退回电饭煲，退款 320 元。')).toBeVisible();
  // Nothing, and a touch, are no signature.
  await pad.getByRole('button', { name: '签好了' }).click();
  const empty = pad.getByText('还没有签字。请在框里写上姓名');
  await expect(empty).toBeVisible();
  const sheet = pad.locator('.pad__sheet');
  await stroke(desk, sheet, [[0.5, 0.5], [0.505, 0.5]]);
  await expect(empty).toBeHidden();
  await pad.getByRole('button', { name: '签好了' }).click();
  await expect(empty).toBeVisible();
  // Written, begun again, a stroke too many taken away.
  await stroke(desk, sheet, [[0.1, 0.2], [0.3, 0.8]]);
  await pad.getByRole('button', { name: '重写' }).click();
  await expect(pad.getByRole('button', { name: '撤销一笔' })).toBeDisabled();
  await stroke(desk, sheet, [[0.2, 0.3], [0.5, 0.6], [0.3, 0.7]]);
  await stroke(desk, sheet, [[0.6, 0.2], [0.65, 0.8]]);
  await stroke(desk, sheet, [[0.8, 0.2], [0.9, 0.8]]);
  await pad.getByRole('button', { name: '撤销一笔' }).click();
  await judge(desk, 'the pad');
  await desk.screenshot({ path: 'screens/signature-pad.png' });
  await pad.getByRole('button', { name: '签好了' }).click();
  await expect(pad).toBeHidden();
  await expect(panel.getByText('已在屏幕上签字')).toBeVisible();

  await panel.getByRole('button', { name: '在屏幕上签字' }).click();
  const other = desk.getByRole('dialog', { name: '请商家（李店长）签字' });
  await stroke(desk, other.locator('.pad__sheet'), [[0.2, 0.2], [0.8, 0.7], [0.2, 0.8]]);
  await other.getByRole('button', { name: '签好了' }).click();
  await expect(panel.getByText('已在屏幕上签字')).toHaveCount(2);
  await judge(desk, 'both have signed');
  await desk.screenshot({ path: 'screens/signature-signed.png' });
  await panel.getByLabel('和解书双方都已签字').check();
  await panel.getByRole('button', { name: '双方签和解书' }).click();
  await expect(panel).toBeHidden();

  // The paper has both, still without a network.
  await press(desk, '更多');
  await desk.getByRole('dialog').getByRole('link', { name: '打印和解书' }).click();
  const paper = desk.getByRole('article');
  const pictures = paper.getByRole('img', { name: '手写签名' });
  await expect(pictures).toHaveCount(2);
  for (const picture of await pictures.all()) await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1200);
  await judge(desk, 'the signed paper');
  await desk.screenshot({ path: 'screens/signature-paper.png', fullPage: true });

  await server.start();
  await expect.poll(async () => (await only(staff)).attachments?.length ?? 0).toBe(2);
  await expect.poll(async () => (await only(staff)).state).toBe('awaiting_performance');
  const kept = await only(staff);
  expect(kept.attachments.map(({ purpose }: any) => purpose).sort()).toEqual(['signature:consumer', 'signature:merchant']);
  for (const party of ['consumer', 'merchant']) {
    expect(kept.settlement[party].way).toBe('on_screen');
    const { hash } = kept.attachments.find(({ purpose }: any) => purpose === `signature:${party}`);
    expect(kept.settlement[party].evidence).toBe(hash);
    const bytes = await staff.bytes(`/api/v1/attachments/${kept.id}/${hash}`);
    expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
  }
  await expect(paper.getByRole('img', { name: '手写签名' })).toHaveCount(2);
  // The consumer's page does not show working papers of staff.
  await consumer.goto(consumer.url().replace('?new', ''));
  await expect(consumer.locator('.shots__cell')).toHaveCount(0);
});

test('whoever cannot draw signs on paper, by keyboard alone at the desk, and a photo of the paper is kept', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const consumer = await device();
  await open(consumer, `${server.address}/complain`);
  await fileComplaint(consumer);
  await received(consumer);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await take(desk, GOODS);
  await press(desk, '受理');
  await expect.poll(async () => (await staff.cases())[0]!.state).toBe('accepted');
  const panel = desk.getByRole('dialog').filter({ has: desk.getByRole('heading', { name: '双方签和解书' }) });
  await settle(desk);
  await panel.getByLabel('更换', { exact: true }).focus();
  await desk.keyboard.press('Space');
  await panel.getByLabel('双方谈成了什么？').fill('换一台新的电饭煲。');
  await panel.getByLabel('商家哪天之前兑现？').fill(inDays(7));
  await panel.getByLabel('消费者一方谁签的字？').fill('张三');
  await panel.getByLabel('商家一方谁签的字？').fill('李店长');
  const paper = await photo(desk, 1000, 1400, 3);
  const file = join(await mkdtemp(join(tmpdir(), 'paper-')), paper.name);
  await writeFile(file, paper.buffer);
  await panel.getByLabel('拍下签好的纸').first().setInputFiles(file);
  await expect(panel.getByText('签在纸上，已拍照')).toHaveCount(1);
  await panel.getByLabel('和解书双方都已签字').focus();
  await desk.keyboard.press('Space');
  await panel.getByRole('button', { name: '双方签和解书' }).focus();
  await desk.keyboard.press('Enter');
  await expect(panel).toBeHidden();
  await expect.poll(async () => (await only(staff)).attachments?.length ?? 0).toBe(1);
  await expect.poll(async () => (await only(staff)).settlement?.consumer.evidence).toBeTruthy();
  const kept = await only(staff);
  expect(kept.settlement.consumer).toMatchObject({ name: '张三', way: 'on_paper', evidence: kept.attachments[0].hash });
  expect(kept.settlement.merchant).toEqual({ name: '李店长', way: 'on_paper' });
  await expect(desk.getByRole('button', { name: '照片 1：签字（消费者）' })).toBeVisible();
});

async function settle(desk: Page): Promise<void> {
  const actions = desk.getByRole('group', { name: '处理' });
  if (await actions.getByRole('button', { name: '双方签和解书' }).isVisible()) return press(desk, '双方签和解书');
  await press(desk, '更多');
  await desk.getByRole('dialog').getByRole('button', { name: '双方签和解书' }).click();
}

async function only(staff: Staff): Promise<any> {
  return (await staff.cases())[0];
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
}
