import { signIn } from '../support/desk';
import { PASSWORD, receptionist } from '../support/staff';
import { expect, open, ready, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };

test('a member sees where they are signed in and signs out where they forgot to', async ({ server, staff, device, complaints }) => {
  complaints.expected.push(/status of 401/);
  await receptionist(server, staff);
  const forgotten = await device(TABLET);
  await signIn(forgotten, server.address, 'mai');
  const mine = await device(TABLET);
  await signIn(mine, server.address, 'mai');
  await open(mine, `${server.address}/staff/account`);
  const card = mine.getByRole('region', { name: '我登录在哪里' });
  // The link that set the account up, the forgotten one, and this.
  await expect(card.getByRole('listitem')).toHaveCount(3);
  await expect(card.getByRole('listitem').first()).toContainText('就是这台');
  await expect(card.getByRole('listitem').first().getByRole('button')).toHaveCount(0);
  for (const left of [2, 1]) {
    await card.getByRole('button', { name: /^退出/ }).first().click();
    await expect(card.getByRole('listitem')).toHaveCount(left);
  }
  await open(forgotten, `${server.address}/staff/account`);
  await expect(forgotten.getByRole('heading', { level: 1, name: '我的账号' })).toBeVisible();
  await expect(forgotten.getByText('我登录在哪里')).toHaveCount(0);
});

test('an administrator signs a member out everywhere', async ({ server, staff, device, complaints }) => {
  complaints.expected.push(/status of 401/);
  const lin = await receptionist(server, staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await open(desk, `${server.address}/staff/members`);
  await desk.getByRole('button', { name: '全部退出 接待员 01' }).click();
  await expect(desk.getByText('已在所有设备上退出')).toBeVisible();
  await expect(lin.read('/api/v1/session')).rejects.toThrow(/401/);
});

test('a one-time link works in the browser that opened it first, and tells the other one so', async ({
  server,
  staff,
  device,
  complaints,
}) => {
  complaints.expected.push(/status of 403/);
  const { link } = await staff.create('/api/v1/staff', { account: 'yu', name: '接待员 02', role: 'receptionist' });
  const first = await device(TABLET);
  await open(first, `${server.address}${link}`);
  await expect(first.locator('#password')).toBeVisible();
  const second = await device(TABLET);
  await open(second, `${server.address}${link}`);
  await expect(second.getByText('这个链接已经在另一台设备或浏览器上打开过')).toBeVisible();
  await expect(second.locator('#password')).toHaveCount(0);
  // A reload is no other browser.
  await first.goto('about:blank');
  await open(first, `${server.address}${link}`);
  await first.locator('#password').fill(PASSWORD);
  await first.locator('button[type="submit"]').click();
  await expect(first).not.toHaveURL(/setup/);
  await ready(first);
});
