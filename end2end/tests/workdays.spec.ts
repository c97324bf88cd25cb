import { signIn } from '../support/desk';
import { receptionist } from '../support/staff';
import { expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };

test('an administrator enters a year as it is announced, and every device counts by it', async ({ page, server, staff, device }) => {
  await receptionist(server, staff);
  const year = new Date().getFullYear() + 3;
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await desk.getByRole('link', { name: '工作日' }).click();
  const known = desk.getByRole('region', { name: '已经录入的年份' });
  await expect(known).toContainText('2026 年：放假');
  await expect(known).not.toContainText(`${year} 年`);

  const enter = desk.getByRole('region', { name: '录入一年' });
  await enter.getByLabel('年份').fill('明年');
  await enter.getByRole('button', { name: '核对' }).click();
  await expect(enter.getByText('请写年份，例如 2027。')).toBeVisible();
  await enter.getByLabel('年份').fill(`${year}年`);
  await enter.getByRole('button', { name: '核对' }).click();
  await expect(enter.getByText('请写放假的日子')).toBeVisible();
  await enter.getByLabel('放假的日子').fill('一、元旦：1月1日至3日放假调休，共3天。\n二、国庆节：10月1日至7日放假，共7天。');
  await enter.getByRole('button', { name: '核对' }).click();
  await expect(enter.getByText(`${year} 年共放假 10 天、调休上班 0 天。`)).toBeVisible();
  await expect(enter).toContainText(`${year}-10-07`);
  await enter.getByRole('button', { name: '没有错，保存' }).click();
  await expect(enter.getByText(`${year} 年的工作日已保存`)).toBeVisible();
  await expect(known).toContainText(`${year} 年：放假 10 天，调休上班 0 天`);

  // It outlives the server, and reaches whoever comes later.
  await server.stop();
  await server.start();
  await open(page, server.address);
  const later = await device(TABLET);
  await signIn(later, server.address, 'mai');
  await open(later, `${server.address}/staff/workdays`);
  await expect(later.getByRole('region', { name: '已经录入的年份' })).toContainText(`${year} 年：放假 10 天`);
});

test('the working days are the administrator’s business', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await expect(desk.getByRole('link', { name: '工作日' })).toHaveCount(0);
  await open(desk, `${server.address}/staff/workdays`);
  await expect(desk.getByText('工作日由管理员录入。')).toBeVisible();
});
