import { GOODS } from '../support/complaint';
import { note, press, signIn, take } from '../support/desk';
import { file, filing, push } from '../support/ops';
import { caseNumber, stands } from '../support/receipt';
import { receptionist } from '../support/staff';
import { expect, open, test, visit } from '../support/test';
import type { Locator, Page } from '@playwright/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const FIRST = `${caseNumber(1)} ${GOODS}`;
/** How long it takes is measured in `bench/live.ts`. */
const TIMES = 3;

test('what is done on one tablet shows on another by itself, and disturbs nothing there', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server);
  for (let other = 0; other < 40; other += 1) await file(server, { goods: `水壶 ${other}` });
  await staff.add(server, 'wang', '主管 01', 'supervisor');
  const [here, there] = [await device(TABLET), await device(TABLET)];
  await signIn(here, server.address, 'lin');
  await signIn(there, server.address, 'wang');
  for (const tablet of [here, there]) {
    await open(tablet, `${server.address}/staff/case/${(await staff.cases())[0]!.id}`);
    await expect(tablet.getByRole('heading', { level: 1, name: FIRST })).toBeVisible();
  }
  // A list that is scrolled, a reply that is half written.
  await there.getByRole('region', { name: '案件列表' }).getByRole('button', { name: /^全部/ }).click();
  const list = await scrolled(there);
  await press(there, '答复消费者');
  const half = '已联系佳电电器，他们说周六可以';
  await there.getByLabel('答复内容').fill(half);
  await there.getByLabel('答复内容').evaluate((box: HTMLTextAreaElement) => box.setSelectionRange(3, 3));
  await stays(there);

  for (let place = 0; place < TIMES; place += 1) {
    await press(here, '内部备注');
    const words = `第 ${place} 次去过柜台`;
    await here.getByLabel('备注内容').fill(words);
    await here.getByRole('button', { name: '存为内部备注' }).click();
    await expect(there.getByText(words)).toBeAttached();
  }
  await press(here, '受理');
  await expect(there.locator('.desk__tags').getByText('已受理')).toBeVisible();

  await expect(there.getByLabel('答复内容')).toHaveValue(half);
  await expect(there.getByLabel('答复内容')).toBeFocused();
  expect(await there.getByLabel('答复内容').evaluate((box: HTMLTextAreaElement) => box.selectionStart)).toBe(3);
  expect(await list.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);

  // A panel that is open, with something written in it.
  await there.getByRole('button', { name: '收起' }).click();
  await press(there, '更多');
  const panel = there.getByRole('dialog');
  await panel.getByRole('button', { name: '办结', exact: true }).click();
  await panel.getByRole('textbox').first().fill('请在三天内');
  await note(here, '店长刚刚打来电话');
  await expect(there.getByText('店长刚刚打来电话')).toBeAttached();
  await expect(panel.getByRole('textbox').first()).toHaveValue('请在三天内');
  expect(await list.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
  expect(await stayed(there)).toBe(true);
});

test('the consumer sees by themselves what staff do, and goes on writing', async ({ page, server, staff, device }) => {
  const desk = await receptionist(server, staff);
  const filed = filing();
  const headers = { 'content-type': 'application/json' };
  await fetch(`${server.address}/api/v1/push`, { method: 'POST', headers, body: JSON.stringify(push(filed)) });
  await visit(page, server.address);
  await open(page, `${server.address}/track`);
  await page.getByLabel('查询码').fill(filed.claim!);
  await page.getByRole('button', { name: '查一查' }).click();
  await stands(page, '已收到');
  const box = page.locator('#-case-supplement');
  const half = '小票我再找找，盒子里';
  await box.fill(half);
  await box.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(4, 4));
  await page.evaluate(() => window.scrollTo(0, 300));
  const before = await page.evaluate(() => window.scrollY);
  await stays(page);

  const tablet = await device(TABLET);
  await signIn(tablet, server.address, 'lin');
  await take(tablet, FIRST);
  for (let place = 0; place < TIMES; place += 1) {
    await press(tablet, '答复消费者');
    const words = `第 ${place} 次答复`;
    await tablet.getByLabel('答复内容').fill(words);
    await tablet.getByRole('button', { name: '发给消费者' }).click();
    await expect(page.getByText(words)).toBeAttached();
  }

  const [one] = await desk.cases();
  await desk.act(one!, 'ask_more', { question: '小票的日期是哪天？' });
  await stands(page, '待补充');
  await expect(page.getByLabel('您的答复')).toHaveValue(half);
  await expect(box).toBeFocused();
  expect(await box.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(4);
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThanOrEqual(before);
  expect(await stayed(page)).toBe(true);
});

/** The list of cases, scrolled down. */
async function scrolled(page: Page): Promise<Locator> {
  const region = page.getByRole('region', { name: '案件列表' });
  const scrolls = await region.evaluateHandle((region) => {
    const all = [region, ...region.querySelectorAll('*')];
    for (let above = region.parentElement; above; above = above.parentElement) all.push(above);
    const found = all.find((element) => element.scrollHeight > element.clientHeight + 200 && /auto|scroll/.test(getComputedStyle(element).overflowY));
    (found ?? region).setAttribute('data-scrolls', '');
    return found;
  });
  await scrolls.dispose();
  const list = page.locator('[data-scrolls]');
  await list.evaluate((element) => element.scrollTo(0, 240));
  expect(await list.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
  return list;
}

/** Marks the page: a reload would wipe it off. */
async function stays(page: Page): Promise<void> {
  await page.evaluate(() => void ((globalThis as any).stayed = true));
}

async function stayed(page: Page): Promise<boolean> {
  return page.evaluate(() => (globalThis as any).stayed === true);
}
