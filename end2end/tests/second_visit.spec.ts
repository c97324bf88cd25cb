import { FACTS, GOODS } from '../support/complaint';
import { signIn, unlock } from '../support/desk';
import { onDisk } from '../support/disk';
import { filing, push } from '../support/ops';
import { caseNumber, stands } from '../support/receipt';
import { receptionist } from '../support/staff';
import { controlled, expect, open, test, visit } from '../support/test';

/** Every page that a person can come back to, and what it shows where there is no server. */
const PAGES: [path: string, shows: RegExp][] = [
  ['/', /消费维权联络点/],
  ['/board/bulletin', /消费者/],
  ['/law/product-quality', /产品质量法/],
  ['/search?q=退货', /退货/],
  ['/workflow', /工作流程/],
  ['/poster', /扫码/],
  ['/handoff', /手机/],
  ['/privacy', /个人信息/],
  ['/help', /收好查询码/],
  ['/complain', /您要办什么/],
  ['/mine', /这台设备上还没有投诉/],
  ['/track', /查询码/],
  ['/staff', /工作人员页面还没有存到这台设备/],
  ['/staff/today', /工作人员页面还没有存到这台设备/],
  ['/nowhere', /没有这个页面/],
];

test('after one visit every page opens without the server, with its content', async ({ page, server }) => {
  await visit(page, server.address);
  await server.stop();
  for (const [path, shows] of PAGES) {
    await open(page, server.address + path);
    await expect.soft(page.locator('body'), path).toContainText(shows);
    await expect.soft(page.locator('.loading'), path).toHaveCount(0);
    await expect.soft(page.getByText('现在没有网络').first(), path).toBeVisible();
  }
});

test('the staff pages come to no device of a consumer, and stay on a tablet from their first visit', async ({ page, server }) => {
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(new URL(request.url()).pathname));
  await visit(page, server.address);
  expect(asked.filter((path) => path.includes('split_staff'))).toEqual([]);
  await open(page, `${server.address}/staff/sign-in`);
  await expect(page.getByLabel('账号')).toBeVisible();
  await server.stop();
  for (const path of ['/staff/sign-in', '/staff', '/staff/today']) {
    await open(page, server.address + path);
    await expect(page.locator('body')).toContainText('登录');
  }
});

test('what somebody works on opens without the server, for a consumer and for staff', async ({ page, server, staff, device }) => {
  await receptionist(server, staff);
  const filed = filing();
  const headers = { 'content-type': 'application/json' };
  await fetch(`${server.address}/api/v1/push`, { method: 'POST', headers, body: JSON.stringify(push(filed)) });
  await visit(page, server.address);
  await open(page, `${server.address}/track`);
  await page.getByLabel('查询码').fill(filed.claim!);
  await page.getByRole('button', { name: '查一查' }).click();
  await stands(page, '已收到');

  const [one] = await staff.cases();
  const title = `${caseNumber(1)} ${GOODS}`;
  const pages: [path: string, shows: RegExp | string][] = [
    ['/staff', /我的案件/],
    [`/staff/case/${one!.id}`, title],
    [`/staff/case/${one!.id}`, FACTS],
    [`/staff/case/${one!.id}/packet`, FACTS],
    [`/staff/case/${one!.id}/settlement`, /和解/],
    ['/staff/today', /今天/],
    // Who may sign in is the server's to say.
    ['/staff/members', /这一步要联网才能做/],
    ['/staff/fund', /保证金/],
    ['/staff/aside', /没有网络|要联网|联网/],
    ['/staff/workdays', /工作日|假/],
    ['/staff/account', /麦小姐/],
    ['/staff/setup', /链接/],
  ];
  const tablet = await device({ viewport: { width: 1180, height: 820 } });
  await signIn(tablet, server.address, 'mai');
  await expect(tablet.getByRole('region', { name: '案件列表' })).toBeVisible();
  await controlled(tablet);
  await expect.poll(async () => (await onDisk(tablet, 'desk')).length).toBeGreaterThan(2);

  await server.stop();
  await open(page, `${server.address}/mine/${one!.id}`);
  await stands(page, '已收到');
  await expect(page.getByText('现在没有网络').first()).toBeVisible();
  for (const [path, shows] of pages) {
    await open(tablet, server.address + path);
    // A link for a password asks for none.
    if (path !== '/staff/setup') await unlock(tablet);
    await expect.soft(tablet.locator('body'), path).toContainText(shows);
    await expect.soft(tablet.locator('.loading'), path).toHaveCount(0);
  }
});

test('a device without the staff pages says so without a network, and gets them once there is one', async ({ page, server }) => {
  await visit(page, server.address);
  await server.stop();
  await open(page, `${server.address}/staff/sign-in`);
  await expect(page.getByRole('heading', { name: '工作人员页面还没有存到这台设备' })).toBeVisible();
  await server.start();
  await page.getByRole('link', { name: '再试一次' }).click();
  await expect(page.getByLabel('账号')).toBeVisible();
});

test('without the server the board can be searched and a law read beside it', async ({ page, server }) => {
  await visit(page, server.address);
  await server.stop();
  await open(page, `${server.address}/search`);
  await page.getByRole('searchbox').fill('退货');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').locator('mark').first()).toHaveText('退货');
});

test('an open page says that there is no network, and takes it back', async ({ page, server }) => {
  await visit(page, server.address);
  await open(page, `${server.address}/complain`);
  await page.context().setOffline(true);
  await expect(page.getByText('现在没有网络').first()).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText('现在没有网络')).toHaveCount(0);
});
