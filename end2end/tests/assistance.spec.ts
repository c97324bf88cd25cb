import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { check } from '../support/axe';
import { newClaimCode } from '../support/claim_code';
import { complaint, daysAgo } from '../support/complaint';
import { press, signIn, take } from '../support/desk';
import { enrol, kioskCode } from '../support/kiosk';
import { file, newName, op, push } from '../support/ops';
import { Server } from '../support/server';
import { receptionist, Staff } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const KIOSK = { viewport: { width: 1080, height: 1920 } };
const PHONE = { viewport: { width: 390, height: 844 } };

/** Chooses a step from the panel of a case, and fills it in. */
async function step(page: Page, name: string, fill: (panel: ReturnType<Page['getByRole']>) => Promise<unknown>): Promise<void> {
  await press(page, '更多');
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name, exact: true }).click();
  await fill(panel);
  await panel.getByRole('button', { name, exact: true }).click();
  await expect(panel).toBeHidden();
}

test('协助查处: a case is held, packed as evidence with a signature that the program checks, and handed over as a report', async ({ server, staff, device, complaints }) => {
  test.slow();
  await staff.onDuty(true);
  await file(server, complaint({ goods: '电饭煲' }));
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await controlled(boss);
  await take(boss, '电饭煲');
  await step(boss, '依法留存', (panel) => panel.getByLabel('依据什么').fill('长市监协查〔2026〕7 号'));
  await expect(boss.getByText('依法留存中：不清除、不匿名')).toBeVisible();
  await boss.screenshot({ path: 'screens/case-held.png' });
  await boss.getByRole('link', { name: '做证据包' }).click();
  await expect(boss.getByRole('heading', { level: 1, name: '协助查处：证据包' })).toBeVisible();
  await expect(boss.getByLabel('案号，一行一个')).toHaveValue(/^\d{4}-\d{4}$/);
  // Without a ground it says what is missing, and nothing is made.
  await boss.getByLabel('给哪个部门').fill('长宁区市场监督管理局');
  complaints.expected.push(/status of 422/);
  await boss.getByRole('button', { name: '做成并下载' }).click();
  await expect(boss.getByRole('alert').filter({ hasText: '没有做成证据包' })).toContainText('依据什么');
  await boss.getByLabel('依据什么').fill('长市监协查〔2026〕7 号');
  const saved = boss.waitForEvent('download');
  await boss.getByRole('button', { name: '做成并下载' }).click();
  const path = await (await saved).path();
  await expect(boss.getByText('做成了，文件已下载。')).toBeVisible();
  await expect(boss.getByRole('region', { name: '做过的证据包' }).getByRole('link')).toHaveCount(1);
  await check(boss, 'evidence');
  await boss.screenshot({ path: 'screens/evidence.png', fullPage: true });
  expect(await server.command('verify-pack', path)).toContain('every file is as it was');

  // It is a report now: sent, with its receipt; sent the same way again it says so.
  await boss.getByRole('region', { name: '做过的证据包' }).getByRole('link').click();
  await expect(boss.getByRole('heading', { level: 1, name: /协助查处证据包 EP-/ })).toBeVisible();
  const send = async () => {
    await boss.getByRole('button', { name: '登记送出', exact: true }).first().click();
    await boss.getByRole('radio', { name: '当面递交' }).check();
    await boss.getByLabel('凭据').fill('窗口签收');
    await boss.getByRole('button', { name: '登记送出', exact: true }).last().click();
  };
  await send();
  await expect(boss.getByText('送出，还没有回执')).toBeVisible();
  await send();
  await expect(boss.getByText('这次送出已经登记过了')).toBeVisible();
});

test('长宁区消保委协助: a packet goes to the consumer council, its receipt and its answer come back, and the consumer reads them', async ({ server, staff, device }) => {
  test.slow();
  await receptionist(server, staff);
  const code = newClaimCode();
  const form = Object.fromEntries(Object.entries(complaint({ goods: '洗衣机' })).map(([name, value]) => [name, [value].flat()]));
  const filing = op('case.file', { case: newName(), do: { file: { form, privacy_notice: 2 } } }, code);
  await fetch(`${server.address}/api/v1/push`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(push(filing)) });
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await take(desk, '洗衣机');
  await press(desk, '更多');
  const panel = desk.getByRole('dialog');
  await panel.getByRole('button', { name: '请消保委协助', exact: true }).click();
  await panel.getByLabel('请消保委做什么？').fill('商家不肯退货，请协助调解');
  await panel.getByRole('button', { name: '请消保委协助', exact: true }).click();
  await expect(panel.getByText('请先确认这一项。')).toBeVisible();
  await panel.getByLabel('消费者同意把姓名、电话和材料交给消保委').check();
  await panel.getByRole('button', { name: '请消保委协助', exact: true }).click();
  await expect(panel).toBeHidden();
  await expect(desk.getByText('转出，还没有回执')).toBeVisible();
  await desk.getByRole('link', { name: '看材料、打印、下载' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: '消费投诉请求协助材料' })).toBeVisible();
  await expect(desk.getByText('12315 类别')).toBeVisible();
  await check(desk, 'council');
  await desk.screenshot({ path: 'screens/council.png', fullPage: true });
  const saved = desk.waitForEvent('download');
  await desk.getByRole('button', { name: '存为数据（JSON）' }).click();
  const packet = JSON.parse(await readFile(await (await saved).path(), 'utf8'));
  expect(packet).toMatchObject({ version: 1, ask: '商家不肯退货，请协助调解' });
  await desk.getByRole('link', { name: '回案件' }).click();
  await step(desk, '登记消保委回执', async (panel) => {
    await panel.getByLabel('哪天收到的？').fill(daysAgo(0));
    await panel.getByLabel('消保委谁确认的？').fill('周老师');
    await panel.getByLabel('消保委的编号').fill('长消 31');
  });
  await step(desk, '登记消保委答复', async (panel) => {
    await panel.getByLabel('哪天答复的？').fill(daysAgo(0));
    await panel.getByLabel('消保委怎么答复的？').fill('已联系商家，同意退货。');
  });
  await expect(desk.getByText('已答复：已联系商家，同意退货。')).toBeVisible();
  await expect
    .poll(async () => {
      const answer = await fetch(`${server.address}/api/v1/pull?since=0`, { headers: { authorization: `Claim ${code}` } });
      return answer.text();
    })
    .toContain('消保委答复：已联系商家，同意退货。');
});

test('接受社会监督: the regulator looks at a case, sees no more than what was passed on, and the look is on record', async ({ server, staff, device }) => {
  test.slow();
  await receptionist(server, staff);
  await file(server, complaint({ goods: '电饭煲' }));
  await staff.add(server, 'jian', '监管 01', 'regulator');
  const eye = await device(TABLET);
  await signIn(eye, server.address, 'jian', '市场监管查阅');
  await eye.screenshot({ path: 'screens/regulator-desk.png' });
  await check(eye, 'regulator-desk');
  await eye.getByRole('link', { name: '监管查阅' }).first().click();
  const list = eye.getByRole('region', { name: '案件目录' });
  await expect(list.getByRole('row')).toHaveCount(2);
  await check(eye, 'regulator-cases');
  await list.getByRole('link').first().click();
  await expect(eye.getByText('这个案件没有移送，只能看类别和进度。')).toBeVisible();
  await check(eye, 'regulator-case');
  await eye.screenshot({ path: 'screens/regulator-case.png', fullPage: true });
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/regulator/cases`);
  const looks = boss.getByRole('region', { name: '查阅记录' });
  await expect(looks.getByText(/看了案件 \d{4}-\d{4} 的进度/)).toBeVisible();
  await expect(looks).toContainText('监管 01');
  await boss.screenshot({ path: 'screens/regulator-cases.png', fullPage: true });
});

test('接受社会监督: a merchant’s public page says its promises and how complaints went, on a phone and at the kiosk, where the house publishes merchants', async ({ device, server }) => {
  test.slow();
  const mall = await Server.withSampleData(daysAgo(0), 24, 8, '--publish-merchants');
  const phone = await device(PHONE);
  await open(phone, `${mall.address}/statistics`);
  await phone.getByRole('region', { name: '各商户公开页' }).getByRole('link').first().click();
  await expect(phone.getByRole('heading', { level: 2, name: '投诉办得怎么样' })).toBeVisible();
  await check(phone, 'merchant-public');
  await phone.screenshot({ path: 'screens/merchant-phone.png', fullPage: true });
  const json: any = await (await phone.request.get(`${mall.address}/api/v1/open/merchants.json`)).json();
  expect(json.merchants.length).toBeGreaterThan(5);
  expect(JSON.stringify(json)).not.toMatch(/1\d{10}/);
  const first = await Staff.first(mall);
  const kiosk = await device(KIOSK);
  await enrol(kiosk, mall, await kioskCode(first));
  await kiosk.getByRole('link', { name: '受理情况公开' }).click();
  await kiosk.getByRole('region', { name: '各商户公开页' }).getByRole('link').first().click();
  await expect(kiosk.getByRole('heading', { level: 2, name: '它的承诺' })).toBeVisible();
  await kiosk.screenshot({ path: 'screens/merchant-kiosk.png' });
  // Elsewhere nothing is published, and it says so.
  const other = await device(PHONE);
  await open(other, `${server.address}/merchants/${json.merchants[0].id}`);
  await expect(other.getByText('没有可以公开的')).toBeVisible();
  await first.dispose();
  await mall.dispose();
});
