import { truncate, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { judge } from '../support/axe';
import { complaint, GOODS } from '../support/complaint';
import { signIn, take, typedOnDisk, unlock } from '../support/desk';
import { admit, apply } from '../support/merchants';
import { file as filed } from '../support/ops';
import { caseNumber } from '../support/receipt';
import { receptionist } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const ADDRESS = '/staff/merchants';

/** A restaurant as a registered body; the code is the example of GB 32100-2015. */
async function fill(page: Page, code = '91350100M000100Y43'): Promise<void> {
  await page.getByLabel('招牌名称').fill('好味餐厅');
  await page.getByLabel('楼层').fill('L3');
  await page.getByLabel('铺位').fill('L3-012');
  await page.getByLabel('经营类别').selectOption({ label: '餐饮服务' });
  await page.getByLabel('法人', { exact: true }).check();
  await page.getByLabel('主体名称').fill('上海好味餐饮有限公司');
  await page.getByLabel('统一社会信用代码').fill(code);
  await page.getByLabel('负责人').fill('店长甲');
  await page.getByLabel('联系电话').fill('021-61671254');
  await page.getByLabel('地址').fill('上海市长宁区示例路 1 号');
}

/** One more permit, of the kind that is required next. */
async function permit(page: Page, number: string, until?: string): Promise<void> {
  const at = await page.getByRole('button', { name: '去掉这一项' }).count();
  await page.getByRole('button', { name: '加一项许可' }).click();
  await page.locator(`#merchant-permit-${at}-number`).fill(number);
  if (until) await page.locator(`#merchant-permit-${at}-until`).fill(until);
  else await page.getByLabel('长期有效').last().check();
}

const submit = (page: Page) => page.getByRole('button', { name: '登记申请' }).click();
const admits = (page: Page) => page.getByRole('button', { name: '核实无误，同意入驻' }).click();

test('商家入驻审核: an application without a network; a wrong sign, a missing and an ended licence block; a named person admits', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await open(desk, `${server.address}${ADDRESS}`);
  await expect(desk.getByText('还没有商户。')).toBeVisible();

  await server.stop();
  await desk.getByRole('link', { name: '登记入驻申请' }).click();
  await fill(desk, '91350100M00O100Y43');
  await permit(desk, '91350100M000100Y43');
  await submit(desk);
  await expect(desk.getByRole('alert').filter({ hasText: '统一社会信用代码第 12 位是“O”' })).toBeVisible();
  // A tablet that is restarted in the middle has everything that was typed.
  await typedOnDisk(desk);
  await desk.reload();
  await unlock(desk);
  await expect(desk.getByLabel('主体名称')).toHaveValue('上海好味餐饮有限公司');
  await desk.getByLabel('统一社会信用代码').fill('91350100M000100Y43');
  await submit(desk);
  await expect(desk.getByRole('heading', { level: 1, name: '好味餐厅' })).toBeVisible();
  await expect(desk.getByText('已存在本机，联网后生效')).toBeVisible();
  await expect(desk.getByText('核实原件由品控或主管来做。')).toBeVisible();
  await server.start();
  await expect(desk.getByText('已存在本机，联网后生效')).toHaveCount(0);

  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await boss.getByRole('link', { name: '商户', exact: true }).click();
  const waiting = boss.getByRole('region', { name: '谁在等审核' });
  await expect(waiting).toContainText('看原件，核实后入驻');
  await waiting.getByRole('link', { name: /好味餐厅/ }).click();
  await boss.getByLabel('营业执照').check();
  await boss.getByLabel('本人或经办人的身份证件').check();
  await admits(boss);
  await expect(boss.getByRole('alert').filter({ hasText: '缺“食品经营许可（备案）”，请让商家拿来登记。' })).toBeVisible();
  await boss.getByRole('button', { name: '退回补正' }).click();
  await boss.getByLabel('要商户补什么？').fill('请带食品经营许可证原件');
  await boss.getByRole('button', { name: '退回补正' }).last().click();
  await expect(boss.getByText('待补正')).toBeVisible();

  // Brought, but it ended yesterday.
  await expect(desk.getByText('请带食品经营许可证原件').first()).toBeVisible();
  await desk.getByRole('button', { name: '变更资料' }).click();
  await permit(desk, 'JY13101050000001', '2020-01-01');
  await desk.getByRole('button', { name: '保存变更' }).click();
  await expect(desk.getByText('已于 2020-01-01 到期')).toBeVisible();
  await expect(boss.getByText('已于 2020-01-01 到期')).toBeVisible();
  await boss.getByLabel('营业执照').check();
  await boss.getByLabel('食品经营许可（备案）').check();
  await boss.getByLabel('本人或经办人的身份证件').check();
  await admits(boss);
  await expect(boss.getByRole('alert').filter({ hasText: '已于 2020-01-01 到期，请让商家换新证再登记。' })).toBeVisible();
  await desk.getByRole('button', { name: '变更资料' }).click();
  await desk.locator('#merchant-permit-1-until').fill('2090-01-01');
  await desk.getByRole('button', { name: '保存变更' }).click();
  await expect(boss.getByText('有效期至 2090-01-01')).toBeVisible();
  await admits(boss);
  await expect(boss.getByText('已入驻')).toBeVisible();
  await expect(boss.getByText(/麦小姐 于 .* 看过原件/)).toBeVisible();
  await expect(desk.getByText(/麦小姐 于 .* 看过原件/)).toBeVisible();
  await open(desk, `${server.address}${ADDRESS}`);
  await expect(desk.getByRole('region', { name: '楼层清单' })).toContainText('L3-012');
});

test('商户管理: of a natural person’s identity number nothing is kept or sent but its end', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const desk = await device(TABLET);
  const sent: string[] = [];
  desk.on('request', (request) => sent.push(request.postData() ?? ''));
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await open(desk, `${server.address}${ADDRESS}/new`);
  await fill(desk);
  await desk.getByLabel('自然人').check();
  await desk.getByLabel('经营类别').selectOption({ label: '家居日用' });
  await desk.getByLabel('证件号码').fill('110105194912310021');
  await submit(desk);
  await expect(desk.getByText('证件号码对不上，有一位写错了。')).toBeVisible();
  // The standard's own example.
  await desk.getByLabel('证件号码').fill('11010519491231002X');
  await submit(desk);
  await expect(desk.getByText('居民身份证 **************002X').first()).toBeVisible();
  await expect(desk.getByText('已存在本机')).toHaveCount(0);
  const changes = JSON.stringify((await staff.read('/api/v1/pull?since=0&kinds=merchant_file')).changes);
  expect(changes).toContain('002X');
  for (const text of [...sent, changes]) expect(text).not.toContain('19491231');
});

test('商户档案: the merchant named in a complaint is linked to its file, whose figures then count it, without a network too', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  const id = await admit(staff);
  await admit(staff, { name: '好味餐厅', legal_name: '上海好味餐饮有限公司', trade: 'clothing', stall: 'L3-012', floor: 'L3' });
  await filed(server, complaint({ merchant_name: '佳电', stall: '' }));
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await take(desk, `${caseNumber(1)} ${GOODS}`);
  const card = desk.getByRole('region', { name: '商户档案' });
  await expect(card).toContainText('佳电电器 · L2-031');
  await expect(card).not.toContainText('好味餐厅');
  await server.stop();
  await card.getByRole('button', { name: '是这家' }).click();
  await card.getByRole('link', { name: '佳电电器 · L2-031' }).click();
  const record = desk.getByRole('region', { name: '投诉与履约' });
  await expect(record).toContainText('1 件，在办 1');
  await expect(record).toContainText('按这台设备上存着的案件算');
  await expect(record.getByRole('link', { name: new RegExp(GOODS) })).toBeVisible();
  await server.start();
  await expect(record).toContainText('按全部案件算');
  await expect.poll(async () => (await staff.read(`/api/v1/merchants/${id}/record`)).complaints).toBe(1);
  const [one] = await staff.cases();
  expect((one as any).merchant).toBe(id);
  expect((one as any).complaint.merchant.named.name, 'what was filed stays as it was written').toBe('佳电');
});

test('商户档案: a merchant that was entered twice goes on in one file, and the merge can be undone', async ({ server, staff, device }) => {
  const kept = await admit(staff);
  const double = await admit(staff, { name: '佳电电器（长宁店）', stall: 'L2-032' });
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}${ADDRESS}/${double}`);
  const card = boss.getByRole('region', { name: '登记重复了？' });
  await card.getByRole('radio', { name: '佳电电器 · L2-031' }).check();
  await card.getByLabel('为什么是同一家？').fill('同一个执照，登记了两次');
  await card.getByRole('button', { name: '并入这一份' }).click();
  await expect(boss.getByText('已合并')).toBeVisible();
  await boss.getByRole('link', { name: '到合并后的档案' }).click();
  await expect(boss).toHaveURL(new RegExp(`${kept}$`));
  await open(boss, `${server.address}${ADDRESS}/${double}`);
  await boss.getByRole('button', { name: '取消合并' }).click();
  await boss.getByLabel('为什么是两家？').fill('是两家');
  await boss.getByRole('button', { name: '取消合并' }).last().click();
  await expect(boss.getByText('已入驻')).toBeVisible();
});

test('商户管理: a list with bad lines is taken in by no line, and in whole once it is corrected', async ({ server, staff, device }, info) => {
  const head = '招牌名称,经营类别,主体类型,主体名称,统一社会信用代码,负责人,联系电话,地址,楼层,铺位,营业执照编号,营业执照有效期至';
  const line = (n: number, code = '91350100M000100Y43') =>
    `第${n}号店,服装鞋帽,法人,上海示例${n}有限公司,${code},店长,13800001111,示例路 ${n} 号,L2,L2-${n},照${n},长期`;
  const list = (lines: string[]) => ({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${[head, ...lines].join('\r\n')}\r\n`) });
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}${ADDRESS}`);
  await boss.getByText('名单导入、导出').click();
  await boss.getByRole('button', { name: '核对名单' }).click();
  await expect(boss.getByText('请先选名单文件。')).toBeVisible();
  const film = info.outputPath('film.csv');
  await writeFile(film, '');
  await truncate(film, 200 * 1024 * 1024);
  await boss.getByLabel('名单文件').setInputFiles(film);
  await boss.getByRole('button', { name: '核对名单' }).click();
  await expect(boss.getByText('文件太长了：一次最多 16 MB，商户名单 5,000 行，台账 20,000 行。请分成几个文件。')).toBeVisible();
  await boss.getByLabel('名单文件').setInputFiles(list([line(1), line(2, '91350100M000100Y44'), line(3)]));
  await boss.getByRole('button', { name: '核对名单' }).click();
  await expect(boss.getByText('3 行里有 1 行要改，一行也没有登记。')).toBeVisible();
  await expect(boss.getByText('第 3 行 第2号店')).toBeVisible();
  await expect(boss.getByText('最后一位应是“3”')).toBeVisible();
  await boss.getByLabel('名单文件').setInputFiles(list([line(1), line(2), line(3)]));
  await boss.getByRole('button', { name: '核对名单' }).click();
  await boss.getByRole('button', { name: '登记这 3 户' }).click();
  await expect(boss.getByText('已登记 3 户')).toBeVisible();
  await expect(boss.getByRole('region', { name: '谁在等审核' })).toContainText('第3号店');
  const download = boss.waitForEvent('download');
  await boss.getByRole('button', { name: '导出名单' }).click();
  await (await download).saveAs(info.outputPath('merchants.xlsx'));
});

test('the pages of the register can be read by machines that read aloud', async ({ server, staff, device }) => {
  const id = await admit(staff);
  await apply(staff, { name: '好味餐厅', trade: 'dining', stall: 'L3-012', floor: 'L3' });
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  for (const path of [ADDRESS, `${ADDRESS}/new`, `${ADDRESS}/${id}`]) {
    await open(boss, server.address + path);
    await expect(boss.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await boss.waitForTimeout(500);
    await judge(boss, path);
  }
});
