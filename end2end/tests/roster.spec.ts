import type { Page } from '@playwright/test';
import { complaint, daysAgo, GOODS } from '../support/complaint';
import { signIn, take } from '../support/desk';
import { file } from '../support/ops';
import { caseNumber } from '../support/receipt';
import { receptionist } from '../support/staff';
import { expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const TITLE = `${caseNumber(1)} ${GOODS}`;

test('whoever goes on leave leaves no case behind: it waits visibly, and goes to whoever comes on duty', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await staff.add(server, 'wang', '接待员 02', 'receptionist');
  await file(server, complaint());
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await boss.getByRole('link', { name: '排班' }).click();
  const lin = boss.getByRole('region', { name: '接待员 01' });
  await expect(lin).toContainText('没有排班');
  await expect(lin.locator('.tag')).toHaveText('在岗');

  // A day of leave that ends before it begins is said beside the form, and nothing is lost.
  await lin.getByRole('button', { name: '改排班' }).click();
  await lin.getByRole('button', { name: '加一条' }).click();
  await lin.getByLabel('第一天').fill(daysAgo(0));
  await lin.getByLabel('最后一天').fill(daysAgo(1));
  await lin.getByRole('button', { name: '保存排班' }).click();
  await expect(lin.getByText('早于第一天')).toBeVisible();
  await lin.getByLabel('最后一天').fill(daysAgo(-20));
  await lin.getByRole('button', { name: '保存排班' }).click();
  await expect(lin.getByText('接待员 01 的排班已保存')).toBeVisible();
  await expect(lin.locator('.roster__head .tag')).toHaveText('请假中');

  // Nobody is on duty: everybody sees that the case waits.
  await open(boss, `${server.address}/staff/today`);
  const waiting = boss.getByRole('region', { name: '在等谁' });
  await expect(waiting.getByRole('heading', { name: '还没人接手' })).toBeVisible();
  await expect(waiting).toContainText('经办：接待员 01（请假，等同事接手）');

  await open(boss, `${server.address}/staff/roster`);
  const wang = boss.getByRole('region', { name: '接待员 02' });
  await wang.getByRole('button', { name: '改排班' }).click();
  await allDay(wang);
  await expect(wang.locator('.roster__head .tag')).toHaveText('在岗');
  await expect(wang.locator('.roster__day--today')).toContainText('00:00–23:59');

  const desk = await device(TABLET);
  await signIn(desk, server.address, 'wang');
  await take(desk, TITLE);
  await expect(desk.locator('.facts')).toContainText('首问人接待员 01');
  await expect(desk.locator('.facts')).toContainText('现由谁办接待员 02');
  await expect(desk.locator('.timeline')).toContainText('经办人不在岗');
});

test('a hand turns the switch against the plan, and the plan outlives the server', async ({ server, staff, device }) => {
  const lin = await receptionist(server, staff);
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/roster`);
  const hers = boss.getByRole('region', { name: '接待员 01' });
  await hers.getByRole('button', { name: '改排班' }).click();
  await allDay(hers);
  await lin.onDuty(false);
  await expect(hers.locator('.roster__head .tag')).toHaveText('不在岗');
  await server.stop();
  await server.start();
  await open(boss, `${server.address}/staff/roster`);
  await expect(hers.locator('.roster__day--today')).toContainText('00:00–23:59');
  await expect(hers.locator('.roster__head .tag')).toHaveText('不在岗');

  // Whoever works here reads it and changes nothing.
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await desk.getByRole('link', { name: '排班' }).click();
  await expect(desk.getByRole('region', { name: '接待员 01' })).toContainText('00:00–23:59');
  await expect(desk.getByRole('button', { name: '改排班' })).toHaveCount(0);
  await desk.getByRole('button', { name: '下一周' }).click();
  await expect(desk.locator('.roster__day--today')).toHaveCount(0);
});

/** A shift of every day and all day, so that it holds whenever the test runs. */
async function allDay(member: ReturnType<Page['getByRole']>): Promise<void> {
  await member.getByRole('button', { name: '加一个班次' }).click();
  await member.getByLabel('每周固定这几天').check();
  for (const day of ['周一', '周二', '周三', '周四', '周五', '周六', '周日']) await member.getByLabel(day).check();
  await member.getByLabel('几点开始').fill('00:00');
  await member.getByLabel('几点结束').fill('23:59');
  await member.getByRole('button', { name: '保存排班' }).click();
  await expect(member.getByText('的排班已保存')).toBeVisible();
}
