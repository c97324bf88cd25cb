import type { Page } from '@playwright/test';
import { check } from '../support/axe';
import { complaint, daysAgo } from '../support/complaint';
import { signIn } from '../support/desk';
import { admit } from '../support/merchants';
import { file } from '../support/ops';
import { Server } from '../support/server';
import { receptionist, Staff } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };

/** Chooses what is done, fills its form in, and does it. */
async function does(page: Page, name: string, fill: () => Promise<unknown>): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
  await fill();
  await page.getByRole('button', { name, exact: true }).last().click();
}

test('分析汇总: figures of a period beside the one before, with charts and tables, and each line leads to its cases', async ({ server, staff, device }) => {
  test.slow();
  const lin = await receptionist(server, staff);
  await file(server, complaint({ goods: '电饭煲' }));
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await controlled(boss);
  await boss.getByRole('link', { name: '分析' }).click();
  await expect(boss.getByRole('heading', { level: 1, name: '分析汇总' })).toBeVisible();
  // One case: everything shows, and that it says little.
  await expect(boss.getByText('案件还少，比例只供参考。')).toBeVisible();
  for (const goods of ['盒饭', '面条', '饺子']) {
    await file(server, complaint({ goods, category: 'price', merchant_name: '好味食府', stall: 'B1-007' }));
  }
  const [first] = await lin.cases();
  await lin.act(first!, 'accept');
  await open(boss, `${server.address}/staff/analysis`);
  const overall = boss.getByRole('region', { name: '总的情况' });
  await expect(overall.locator('div').filter({ hasText: /^案件4/ })).toBeVisible();
  const category = boss.getByRole('region', { name: '问题类别' });
  await expect(category.locator('svg')).toBeVisible();
  await expect(category.getByRole('row', { name: /价格/ })).toContainText('3');
  await expect(boss.getByRole('region', { name: '商户', exact: true }).getByRole('row', { name: /好味食府/ })).toContainText('反复投诉');
  // What comes again stands there as a fact, with the number masked and the way to each case.
  const again = boss.getByRole('region', { name: '反复出现的' });
  await expect(again).toContainText(/1\d\d\*{4}\d{4}：4 件/);
  await expect(again.getByRole('listitem').first().getByRole('link')).toHaveCount(4);
  await check(boss, 'analysis');
  await boss.screenshot({ path: 'screens/analysis.png', fullPage: true });

  // The line leads to exactly those cases.
  await category.getByRole('link', { name: '价格' }).click();
  await expect(boss.locator('.ledger__table tbody tr')).toHaveCount(3);
  await expect(boss.getByLabel('问题类别')).toHaveValue('price');
  await boss.goBack();

  // A period without cases, one that is still to come, and one that is none.
  await boss.getByLabel('从', { exact: true }).fill('2020-01-01');
  await boss.getByLabel('到', { exact: true }).fill('2020-01-31');
  await boss.getByRole('button', { name: '看这段' }).click();
  await expect(boss.getByText('这段时间没有案件。')).toBeVisible();
  await boss.getByLabel('从', { exact: true }).fill('2099-01-01');
  await boss.getByLabel('到', { exact: true }).fill('2099-01-31');
  await boss.getByRole('button', { name: '看这段' }).click();
  await expect(boss.getByText('这段时间还没有到。')).toBeVisible();
  await boss.getByLabel('到', { exact: true }).fill('2098-01-31');
  await boss.getByRole('button', { name: '看这段' }).click();
  await expect(boss.getByRole('alert').filter({ hasText: '结束不能早于开始' })).toBeVisible();

  // Whoever does not supervise has no figures; the regulator has.
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await expect(desk.getByRole('link', { name: '台账' })).toBeVisible();
  await expect(desk.getByRole('link', { name: '分析' })).toHaveCount(0);
  await open(desk, `${server.address}/staff/analysis`);
  await expect(desk.getByText('分析汇总由主管查看。')).toBeVisible();
  await expect(lin.read('/api/v1/analysis?from=2026-01-01&to=2026-12-31')).rejects.toThrow('403');
  const regulator = await staff.add(server, 'jian', '监管 01', 'regulator');
  expect((await regulator.read('/api/v1/analysis?from=2026-01-01&to=2036-12-31')).overview.now.cases).toBe(4);
});

test('向市场监管反映: the report of a period is written once from the figures, printed, exported, sent, and has its receipt', async ({ server, staff, device }) => {
  test.slow();
  await receptionist(server, staff);
  await admit(staff);
  for (let number = 0; number < 6; number += 1) await file(server, complaint({ goods: `电饭煲 ${number}` }));
  await file(server, complaint({ goods: '盒饭', category: 'price' }));
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await controlled(boss);
  await open(boss, `${server.address}/staff/analysis`);
  await boss.getByRole('button', { name: '本月' }).click();
  await boss.getByRole('link', { name: '向监管反映' }).click();
  await expect(boss.getByRole('heading', { level: 1, name: '向市场监管反映' })).toBeVisible();
  // One complaint about a price is nobody's business: it is left out, and so is what would give it away.
  const table = boss.getByRole('region', { name: '投诉：问题类别和结果' });
  await expect(table.getByRole('row', { name: /价格/ })).toContainText('—');
  await expect(table.getByRole('row', { name: /质量/ })).toContainText('—');
  await check(boss, 'analysis-report');
  await boss.screenshot({ path: 'screens/analysis-report.png', fullPage: true });
  const saved = boss.waitForEvent('download');
  await boss.getByRole('button', { name: '存为 Excel' }).click();
  expect((await saved).suggestedFilename()).toBe('受理情况.xlsx');

  await boss.getByRole('link', { name: '写成报告，登记送出和回执' }).click();
  await expect(boss.getByLabel('报告什么')).toHaveValue(/消费纠纷受理情况/);
  await expect(boss.getByLabel('报告内容')).toHaveValue(/合计 7 件/);
  await boss.getByLabel('报给哪个部门').fill('长宁区市场监督管理局');
  await boss.getByRole('button', { name: '存好报告' }).click();
  await expect(boss.getByRole('heading', { level: 1, name: /消费纠纷受理情况/ })).toBeVisible();
  await expect(boss.getByText(/已存在本机/)).toHaveCount(0);
  await does(boss, '登记送出', async () => {
    await boss.getByRole('radio', { name: '当面递交' }).check();
    await boss.getByLabel('凭据').fill('窗口签收');
  });
  await expect(boss.getByText('送出，还没有回执')).toBeVisible();

  // The same period again: there is a report, and where it stands.
  await open(boss, `${server.address}/staff/analysis`);
  await boss.getByRole('button', { name: '本月' }).click();
  await boss.getByRole('link', { name: '向监管反映' }).click();
  await expect(boss.getByText('这段时间的报告已经写过')).toBeVisible();
  await boss.getByRole('link', { name: '打开那份报告' }).click();
  await does(boss, '登记回执', () => boss.getByLabel('对方谁确认的').fill('窗口'));
  await expect(boss.getByText(/日 有回执/)).toBeVisible();
  await expect(boss.getByRole('button', { name: '登记送出' })).toHaveCount(0);
});

test('分析汇总集中问题: a cluster of complaints is told on the day’s screen, says why, and leads to an inspection, a tip and a report', async ({ device }) => {
  test.slow();
  const server = await Server.withSampleData(daysAgo(0), 40, 5);
  const staff = await Staff.first(server);
  const { changes } = await staff.read('/api/v1/pull?since=0&kinds=merchant_file');
  const [, { application }] = changes.map(({ id, body }: any) => [id, body.merchant_file]).find(([, file]: any) => file.standing === 'admitted');
  for (let number = 0; number < 9; number += 1) {
    await file(server, complaint({ goods: `电池 ${number}`, category: 'safety', merchant_name: application.name, stall: application.stall }));
  }
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await controlled(boss);
  await open(boss, `${server.address}/staff/today`);
  const alert = boss.getByRole('listitem').filter({ hasText: application.name }).filter({ hasText: '“安全”问题有' });
  await expect(alert).toContainText('通常约');
  await boss.screenshot({ path: 'screens/today-unusual.png', fullPage: true });

  await alert.getByRole('link', { name: '安排检查' }).click();
  await expect(boss.getByLabel('查什么、查哪里')).toHaveValue(`${application.name}：安全问题集中`);
  await expect(boss.getByRole('checkbox', { name: new RegExp(application.name) })).toBeChecked();
  await boss.getByLabel('用哪份清单').selectOption({ index: 1 });
  await boss.getByRole('button', { name: '安排巡查', exact: true }).last().click();
  await expect(boss.getByRole('heading', { level: 1, name: new RegExp(application.name) })).toBeVisible();

  await open(boss, `${server.address}/staff/analysis`);
  await expect(boss.getByRole('region', { name: '集中问题' })).toContainText(application.name);
  await alert.getByRole('link', { name: '写消费提示' }).click();
  // A tip names no merchant by itself.
  await expect(boss.getByLabel('标题（中文）')).toHaveValue('近期“安全”问题较多，请留意');
  await boss.goBack();
  await alert.getByRole('link', { name: '写报告给监管' }).click();
  await expect(boss.getByLabel('报告内容')).toHaveValue(/只是碰巧的可能约/);
  await boss.getByLabel('报给哪个部门').fill('长宁区市场监督管理局');
  await boss.getByRole('button', { name: '存好报告' }).click();
  await does(boss, '登记送出', async () => {
    await boss.getByRole('radio', { name: '12315 平台' }).check();
    await boss.getByLabel('凭据').fill('平台编号 1');
  });
  await does(boss, '登记回执', () => boss.getByLabel('对方谁确认的').fill('平台'));
  await expect(boss.getByText(/日 有回执/)).toBeVisible();
  await staff.dispose();
  await server.dispose();
});
