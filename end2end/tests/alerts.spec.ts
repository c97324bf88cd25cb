import { complaint } from '../support/complaint';
import { signIn } from '../support/desk';
import { file } from '../support/ops';
import { PushService } from '../support/push_service';
import { Server } from '../support/server';
import { receptionist, Staff } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

test('a tablet tells of a new case by number, badge and notification, names nobody, and is quiet when it should be', async ({
  server,
  staff,
  device,
  complaints,
}) => {
  complaints.expected.push(/Push API in incognito mode/);
  await receptionist(server, staff);
  const desk = await device({ viewport: { width: 1180, height: 820 }, permissions: ['notifications'] });
  // No application is installed here that has an icon: what would be written on it is noted.
  await desk.addInitScript(() => {
    const badges: number[] = [];
    Object.assign(globalThis, { badges });
    Object.assign(navigator, {
      setAppBadge: async (count: number) => void badges.push(count),
      clearAppBadge: async () => void badges.push(0),
    });
  });
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await open(desk, `${server.address}/staff/account`);
  await desk.getByRole('switch', { name: '系统通知' }).check();
  const quiet = desk.getByRole('switch', { name: /安静时段/ });
  await expect(quiet).toBeChecked();
  await quiet.uncheck();
  await desk.getByRole('button', { name: '试一下' }).click();
  const shown = () =>
    desk.evaluate(async () => {
      const worker = await navigator.serviceWorker.ready;
      return (await worker.getNotifications()).map(({ title }) => title);
    });
  await expect.poll(shown).toEqual(['这是一条试发的提醒']);

  await desk.getByRole('link', { name: '案件' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: '我的案件' })).toBeVisible();
  await file(server, complaint({ goods: '电饭煲', name: '张三' }));
  await expect.poll(shown).toEqual(['1 件新案件']);
  expect(await desk.evaluate(() => (globalThis as any).badges.at(-1))).toBe(1);

  // At night: the number stays, nothing else does.
  await open(desk, `${server.address}/staff/account`);
  await desk.evaluate(async () => {
    const worker = await navigator.serviceWorker.ready;
    (await worker.getNotifications()).forEach((one) => one.close());
  });
  await quiet.check();
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit' }).format(new Date()));
  await desk.getByLabel('从', { exact: true }).selectOption(String(hour));
  await desk.getByLabel('到', { exact: true }).selectOption(String((hour + 2) % 24));
  await desk.getByRole('link', { name: '案件' }).click();
  await file(server, complaint({ goods: '雨伞' }));
  await expect.poll(() => desk.evaluate(() => (globalThis as any).badges.at(-1))).toBe(2);
  expect(await shown()).toEqual([]);
});

test('a tablet whose desk is closed is told by Web Push, without a word of the case, until it is signed out of', async ({ device }) => {
  const service = await PushService.open();
  const server = await Server.start('--push-services', service.address);
  const staff = await Staff.first(server);
  await receptionist(server, staff);
  const desk = await device({ viewport: { width: 1180, height: 820 }, permissions: ['notifications'] });
  await service.standsInFor(desk);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await open(desk, `${server.address}/staff/account`);
  await desk.getByRole('switch', { name: '系统通知' }).check();
  await desk.getByRole('switch', { name: /安静时段/ }).uncheck();
  await expect(desk.getByText('关着工作台时也会收到系统通知。')).toBeVisible();

  // The desk is closed; what is left is a page that belongs to nobody.
  await service.wakes(desk);
  await open(desk, `${server.address}/`);
  const shown = () =>
    desk.evaluate(async () => {
      const worker = await navigator.serviceWorker.ready;
      return (await worker.getNotifications()).map(({ title, body }) => `${title} ${body}`);
    });
  await file(server, complaint({ goods: '电饭煲', name: '张三' }));
  await expect.poll(shown).toEqual([
    '消费维权联络点 有新的进展，请打开查看。\nThere is news; please open it.',
  ]);
  expect(service.came).toMatchObject([{ path: '/device', bytes: 0 }]);
  expect(service.came[0]?.authorization).toMatch(/^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]{87}$/);

  await open(desk, `${server.address}/staff/account`);
  await desk.getByRole('button', { name: '锁住并退出' }).click();
  await expect(desk).toHaveURL(/sign-in/);
  await file(server, complaint({ goods: '雨伞' }));
  // Its message would come a second after it.
  await desk.waitForTimeout(2_500);
  expect(service.came).toHaveLength(1);
  await staff.dispose();
  await server.dispose();
  await service.close();
});

test('a browser that cannot be reached while the desk is closed says so', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const desk = await device({ viewport: { width: 1180, height: 820 }, permissions: ['notifications'] });
  await desk.addInitScript(() => {
    PushManager.prototype.subscribe = async () => {
      throw new DOMException('no push service', 'AbortError');
    };
  });
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await open(desk, `${server.address}/staff/account`);
  await desk.getByRole('switch', { name: '系统通知' }).check();
  await expect(desk.getByText('这个浏览器只在工作台开着时发通知；关着时请自己打开看。')).toBeVisible();
});
