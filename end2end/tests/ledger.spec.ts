import { readFile } from 'node:fs/promises';
import { complaint } from '../support/complaint';
import { signIn } from '../support/desk';
import { file } from '../support/ops';
import { caseNumber } from '../support/receipt';
import { receptionist } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };

test('the register is filtered and a view saved without a network; a colleague has it, and the file is masked and on record', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  await file(server, complaint({ goods: '电饭煲' }));
  await file(server, complaint({ goods: '盒饭', category: 'price', merchant_name: '好味食府', stall: 'B1-007' }));
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await expect(desk.getByRole('link', { name: caseNumber(2) })).toBeVisible();
  // The page is kept for offline from its first visit on.
  await open(desk, `${server.address}/staff/ledger`);
  const rows = desk.locator('.ledger__table tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('张**');
  await expect(desk.locator('.ledger__table')).not.toContainText('13912345678');
  await server.stop();
  await desk.getByLabel('问题类别').selectOption('price');
  await expect(rows).toHaveCount(1);
  await desk.getByLabel('商户或铺位').fill('b1-007');
  await expect(rows).toContainText('盒饭');
  await desk.getByRole('button', { name: '存为常用筛选' }).click();
  await expect(desk.getByText('请给这个筛选起个名字')).toBeVisible();
  await desk.getByLabel('名字').fill('食府价格');
  await desk.getByRole('button', { name: '存为常用筛选' }).click();
  await desk.getByRole('button', { name: '清除条件' }).click();
  await expect(rows).toHaveCount(2);
  await desk.getByRole('button', { name: '导出 Excel' }).click();
  await expect(desk.getByText('没有导出')).toBeVisible();

  await server.start();
  await desk.getByRole('button', { name: '食府价格', exact: true }).click();
  await expect(rows).toHaveCount(1);
  await expect(async () => {
    const saved = desk.waitForEvent('download', { timeout: 5_000 });
    await desk.getByRole('button', { name: '导出 Excel' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe('受理台账.xlsx');
    // A ZIP file, as Office Open XML is.
    expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK');
  }).toPass({ timeout: 60_000 });

  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await boss.getByRole('link', { name: '台账' }).click();
  await boss.getByRole('button', { name: '食府价格', exact: true }).click();
  await expect(boss.locator('.ledger__table tbody tr')).toHaveCount(1);
  await expect(boss.getByText('接待员 01 导出 1 件 · 已隐去姓名和电话').first()).toBeVisible();
  await boss.getByLabel('显示姓名和电话全文（导出会记录在案）').check();
  await expect(boss.locator('.ledger__table')).toContainText('139 1234 5678');
});

test('the register is printed lying on its side, and no other page is', async ({ server, staff, device, page }) => {
  await receptionist(server, staff);
  await file(server, complaint({ goods: '电饭煲' }));
  const width = async (of: typeof page) => {
    const pdf = (await of.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    return Math.round(Number(pdf.match(/\/MediaBox\s*\[0 0 ([\d.]+) /)![1]));
  };
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await open(desk, `${server.address}/staff/ledger`);
  await expect(desk.locator('.ledger__table tbody tr')).toHaveCount(1);
  expect(await width(desk), 'points').toBeGreaterThan(800);
  await open(page, `${server.address}/tips`);
  expect(await width(page), 'points').toBeLessThan(620);
});
