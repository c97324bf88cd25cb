import { GOODS } from '../support/complaint';
import { filing, push, type Op } from '../support/ops';
import { received, savedHere, stands } from '../support/receipt';
import { expect, open, test, visit } from '../support/test';
import { receptionist, type Case, type Staff } from '../support/staff';
import { claimCode, fileComplaint } from '../support/wizard';
import type { Page } from '@playwright/test';
import type { Server } from '../support/server';

const KEPT = '已存在本机，联网后送达';
const WORDS = '小票找到了，在包装盒里。';

test('what is filed without a network can be added to at once, and arrives in its order', async ({ page, server, staff }) => {
  await visit(page, server.address);
  await open(page, `${server.address}/complain`);
  await server.stop();
  await fileComplaint(page);
  await savedHere(page);
  await add(page, WORDS);
  await add(page, '商家今天又打了电话来。');
  await expect(page.getByText(KEPT)).toHaveCount(2);
  // Another visit without a server: both are still there, and a third box is half written while it is delivered.
  await page.reload();
  await expect(page.getByText(KEPT)).toHaveCount(2);
  const box = page.getByLabel('还想补充什么');
  await box.fill('还有一句没写完');
  await server.start();
  await received(page);
  await expect(box).toHaveValue('还有一句没写完');
  const happened = await timeline(staff, 0);
  expect(happened).toEqual(['filed', 'registered', `supplemented ${WORDS}`, 'supplemented 商家今天又打了电话来。']);
});

test('what is filed without a network can be taken back before anybody saw it', async ({ page, server, staff }) => {
  await visit(page, server.address);
  await open(page, `${server.address}/complain`);
  await server.stop();
  await fileComplaint(page);
  const code = await claimCode(page);
  await page.locator('summary', { hasText: '撤回投诉' }).click();
  await page.getByLabel('为什么撤回（选填）').fill('买错了型号');
  await page.getByRole('button', { name: '撤回投诉' }).click();
  await expect(page.getByText('您要撤回')).toBeVisible();
  await expect(page.getByRole('button', { name: '撤回投诉' })).toHaveCount(0);
  await server.start();
  await expect.poll(async () => (await staff.cases())[0]?.state).toBe('withdrawn');
  expect(await timeline(staff, 0)).toEqual(['filed', 'registered', 'withdrawn 买错了型号']);
  expect(await claimCode(page)).toBe(code);
});

test('adding, taking back, objecting, confirming and rating all wait for the network', async ({ page, server, staff }) => {
  const desk = await receptionist(server, staff);
  const codes: string[] = [];
  for (const goods of ['水壶', '台灯', '风扇']) codes.push(await file(server, goods));
  for (const goods of ['台灯', '风扇']) await close(desk, goods);
  await visit(page, server.address);
  for (const code of codes) await follow(page, server.address, code);

  await server.stop();
  await look(page, server.address, '水壶');
  await add(page, WORDS);
  await expect(page.getByText(KEPT)).toHaveCount(1);
  await page.locator('summary', { hasText: '撤回投诉' }).click();
  await page.getByRole('button', { name: '撤回投诉' }).click();
  await expect(page.getByText('您要撤回')).toBeVisible();

  await look(page, server.address, '台灯');
  await page.getByRole('button', { name: '解决了' }).click();
  await expect(page.getByText('您已确认解决。谢谢！')).toBeVisible();
  await page.locator('[name="stars"][value="5"]').check();
  await page.getByRole('button', { name: '提交评价' }).click();
  await expect(page.getByText('您评了：很满意。谢谢！')).toBeVisible();

  await look(page, server.address, '风扇');
  await page.getByLabel('哪里没解决').fill('叶片还是响');
  await page.getByRole('button', { name: '还没解决，请重新处理' }).click();
  await expect(page.getByText('您说还没解决')).toBeVisible();
  await expect(page.getByRole('button', { name: '还没解决，请重新处理' })).toHaveCount(0);

  await server.start();
  const ended = async () => Object.fromEntries((await desk.cases()).map((one) => [one.complaint.goods, one.state]));
  await expect.poll(ended).toEqual({ 水壶: 'withdrawn', 台灯: 'closed', 风扇: 'reopened' });
  const [kettle, lamp, fan] = (await desk.cases()) as any[];
  expect(kettle.timeline.map(({ event }: any) => Object.keys(event ?? {})[0]).slice(2)).toEqual(['supplemented', 'withdrawn']);
  await expect.poll(async () => ((await desk.cases()) as any[])[1].rating?.stars).toBe(5);
  expect(lamp.confirmed || ((await desk.cases()) as any[])[1].confirmed).toBe(true);
  expect(JSON.stringify(fan.timeline)).toContain('叶片还是响');
  await stands(page, '重新打开');
});

test('after the seven days nobody is told that they can still object, and what to do instead', async ({ page, server, staff }) => {
  const desk = await receptionist(server, staff);
  const code = await file(server, GOODS);
  await close(desk, GOODS);
  await visit(page, server.address);
  await follow(page, server.address, code);
  await expect(page.getByText(/没解决？.*前可以说/)).toBeVisible();
  await expect(page.getByRole('button', { name: '还没解决，请重新处理' })).toBeVisible();
  const here = page.url();
  await server.stop();
  // Nine days later, on a phone that has had no network since.
  await page.addInitScript((ahead) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + ahead;
  }, 9 * 86_400_000);
  await open(page, here);
  await expect(page.getByText('现在没有在等的时限')).toBeVisible();
  await expect(page.getByRole('button', { name: '还没解决，请重新处理' })).toHaveCount(0);
  await expect(page.getByText('没解决就在下面写明')).toHaveCount(0);
  await expect(page.getByText(/已经过了。还没解决的话，请重新提交一件/)).toBeVisible();
  await page.getByRole('link', { name: '重新提交一件' }).click();
  await expect(page).toHaveURL(/\/complain/);
});

/** Adds something to the case on the page. */
async function add(page: Page, words: string): Promise<void> {
  const box = page.getByLabel('还想补充什么');
  await box.fill(words);
  await page.getByRole('button', { name: '发送' }).click();
  await expect(box).toHaveValue('');
  await expect(page.getByText(words)).toBeVisible();
}

/** Somebody filed elsewhere; the code they got. */
async function file(server: Server, goods: string): Promise<string> {
  const filed: Op = filing({ goods });
  const headers = { 'content-type': 'application/json' };
  await fetch(`${server.address}/api/v1/push`, { method: 'POST', headers, body: JSON.stringify(push(filed)) });
  return filed.claim!;
}

async function close(desk: Staff, goods: string): Promise<void> {
  const one = async () => (await desk.cases()).find((it: Case) => it.complaint.goods === goods)!;
  await desk.act(await one(), 'accept');
  await desk.act(await one(), 'close', { outcome: 'settled_on_site', summary: '当场换新' });
}

/** Follows a case on this device, by its code. */
async function follow(page: Page, address: string, code: string): Promise<void> {
  await open(page, `${address}/track`);
  await page.getByLabel('查询码').fill(code);
  await page.getByRole('button', { name: '查一查' }).click();
  await expect(page).toHaveURL(/\/mine\//);
  // What has happened to it is here as well, and will be without a network.
  await expect(page.locator('.timeline__item')).not.toHaveCount(0);
}

/** Looks at a case of this device, in a visit of its own. */
async function look(page: Page, address: string, goods: string): Promise<void> {
  await open(page, `${address}/mine`);
  await page.getByRole('link', { name: goods }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(goods);
}

/** What happened to a case, oldest first: each event with what was written. */
async function timeline(staff: Staff, place: number): Promise<string[]> {
  const one = (await staff.cases())[place] as any;
  return one.timeline.map(({ event }: any) => {
    if (!event) return 'filed';
    const [name, body] = Object.entries(event)[0] as [string, any];
    return body?.words ? `${name} ${body.words}` : name;
  });
}

test('a network that wants a sign-in first is told as such; what was filed goes out once it lets it', async ({ page, server, staff }) => {
  await receptionist(server, staff);
  await visit(page, server.address);
  const portal = '<!doctype html><title>Wi-Fi</title><form>手机号 <input></form>';
  await page.route('**/api/**', (route) => route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body: portal }));
  await page.getByRole('link', { name: '我要投诉或咨询' }).click();
  await fileComplaint(page);
  await savedHere(page);
  await expect(page.getByText('这个网络要先登录才能用')).toBeVisible();

  // Signed in to the network: the next try goes through.
  await page.unroute('**/api/**');
  await received(page);
  await expect(page.getByText('这个网络要先登录才能用')).toHaveCount(0);
  expect(await staff.cases()).toHaveLength(1);
});
