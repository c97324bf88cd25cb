import type { Page } from '@playwright/test';
import { complaint } from '../support/complaint';
import { press, signIn, unlock } from '../support/desk';
import { file } from '../support/ops';
import { caseNumber } from '../support/receipt';
import { receptionist } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const ADDRESS = '/staff/replies';

/** Fills the form and saves it. */
async function write(page: Page, title: string, words: string): Promise<void> {
  await page.getByLabel('标题（中文）').fill(title);
  await page.getByLabel('内容（中文）').fill(words);
  await page.getByRole('button', { name: '保存' }).click();
}

const line = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });

test('a supervisor writes a reply without a network, and a receptionist uses it in a case', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server, complaint({ goods: '电饭煲' }));
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await controlled(boss);
  await boss.getByRole('link', { name: '常用答复' }).click();
  await expect(line(boss, '请补购物凭证')).toBeVisible();
  // The list is here; the page is kept for offline from its first visit on.
  await open(boss, `${server.address}${ADDRESS}`);
  await expect(line(boss, '请补购物凭证')).toBeVisible();

  await server.stop();
  await boss.getByRole('button', { name: '新写一条' }).first().click();
  await write(boss, '', '请带上发票。');
  await expect(boss.getByText('请写标题，例如“请补购物凭证”。')).toBeVisible();
  await write(boss, '请带发票', '您好，{商家}请您带上发票，来时报案号 {案号}。');
  await expect(line(boss, '请带发票')).toContainText('已存在本机，联网后生效');
  await expect(line(boss, '请带发票')).toContainText('还没有英文');
  await boss.reload();
  await unlock(boss);
  await expect(line(boss, '请带发票')).toContainText('已存在本机，联网后生效');

  await server.start();
  await expect(line(boss, '请带发票')).not.toContainText('已存在本机');
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await desk.getByRole('link', { name: caseNumber(1) }).click();
  await press(desk, '答复消费者');
  await desk.getByRole('button', { name: '常用答复（消费者会看到）' }).click();
  await desk.getByRole('button', { name: '请带发票' }).click();
  await expect(desk.getByLabel('答复内容')).toHaveValue(new RegExp(`请您带上发票，来时报案号 ${caseNumber(1)}`));
});

test('two supervisors change one reply without a network: the second reads why, and goes on with their own words', async ({
  server,
  staff,
  device,
}) => {
  await staff.add(server, 'chen', '主管 02', 'supervisor');
  const [mai, chen] = [await device(TABLET), await device(TABLET)];
  for (const [page, account] of [[mai, 'mai'], [chen, 'chen']] as const) {
    await signIn(page, server.address, account);
    await controlled(page);
    await open(page, `${server.address}${ADDRESS}`);
    await expect(line(page, '电话没人接')).toBeVisible();
  }
  await server.stop();
  for (const [page, words] of [[mai, '没人接，下午再打。'], [chen, '没人接，明天再打。']] as const) {
    await line(page, '电话没人接').getByRole('button', { name: '修改' }).click();
    await write(page, '电话没人接', words);
    await expect(line(page, '电话没人接')).toContainText(words);
  }
  await server.start();
  await expect
    .poll(async () => (await mai.getByText('没有保存：').count()) + (await chen.getByText('没有保存：').count()))
    .toBe(1);
  const [first, second] = (await mai.getByText('没有保存：').count()) === 0 ? [mai, chen] : [chen, mai];
  const kept = first === mai ? '没人接，下午再打。' : '没人接，明天再打。';
  const mine = first === mai ? '没人接，明天再打。' : '没人接，下午再打。';
  await expect(line(second, '电话没人接')).toContainText(kept);
  await expect(second.getByText(`您写的： 电话没人接：${mine}`)).toBeVisible();
  await second.getByRole('button', { name: '接着改' }).click();
  await second.getByRole('button', { name: '保存' }).click();
  for (const page of [first, second]) await expect(line(page, '电话没人接')).toContainText(mine);
  await expect(second.getByText('没有保存：')).toHaveCount(0);
});

test('the replies are the supervisors’ business, and one that is not offered any more is not in the composer', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  await file(server, complaint({ goods: '电饭煲' }));
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}${ADDRESS}`);
  await line(boss, '请来服务台一起商量').getByRole('button', { name: '不再用' }).click();
  await expect(line(boss, '请来服务台一起商量')).toContainText('已不再用');
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await expect(desk.getByRole('link', { name: '常用答复' })).toHaveCount(0);
  await desk.getByRole('link', { name: caseNumber(1) }).click();
  await press(desk, '答复消费者');
  await desk.getByRole('button', { name: '常用答复（消费者会看到）' }).click();
  await expect(desk.getByRole('button', { name: '请补购物凭证' })).toBeVisible();
  await expect(desk.getByRole('button', { name: '请来服务台一起商量' })).toHaveCount(0);
  await open(desk, `${server.address}${ADDRESS}`);
  await expect(desk.getByText('常用答复由主管修改。')).toBeVisible();
});
