import { check, judge } from '../support/axe';
import { press, signIn, take } from '../support/desk';
import { caseNumber, received, toSheet } from '../support/receipt';
import { GOODS } from '../support/complaint';
import { enrol, kioskCode } from '../support/kiosk';
import { receptionist } from '../support/staff';
import { expect, open, test } from '../support/test';
import { fileComplaint, fillComplaint, next, submit } from '../support/wizard';

const PUBLIC = [
  '/',
  '/board/bulletin',
  '/law/product-quality',
  '/search?q=退货',
  '/workflow',
  '/poster',
  '/poster/cards',
  '/handoff',
  '/privacy',
  '/help',
  '/help/staff',
  '/help/administrator',
  '/mine',
  '/track',
  '/staff/sign-in',
  '/nowhere',
];

test('every public screen can be read by machines that read aloud, in every look', async ({ page, server, complaints }) => {
  test.setTimeout(300_000);
  complaints.expected.push(/status of 404/);
  for (const path of PUBLIC) {
    await open(page, server.address + path);
    await check(page, path);
  }
});

test('every public screen in English', async ({ page, server, complaints }) => {
  complaints.expected.push(/status of 404/);
  await open(page, server.address);
  await page.getByRole('link', { name: 'English' }).click();
  for (const path of PUBLIC) {
    await open(page, server.address + path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await judge(page, path);
  }
});

test('every step of the form, and the receipt', async ({ page, server }) => {
  await open(page, `${server.address}/complain`);
  await check(page, 'the first step');
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await check(page, 'mistakes');
  await page.locator('[name="kind"][value="complaint"]').check();
  await next(page);
  await check(page, 'the second step');
  await page.goBack();
  await fillComplaint(page);
  await check(page, 'everything once more');
  await submit(page);
  await received(page);
  await check(page, 'the receipt');
  await toSheet(page, GOODS);
  await check(page, 'the case');
});

test('the pages on which a caller is registered and cases are listed', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const desk = await device({ viewport: { width: 1180, height: 820 } });
  await signIn(desk, server.address, 'lin');
  await desk.getByRole('link', { name: '代录来电来访' }).click();
  await expect(desk.locator('.intake__form')).toBeVisible();
  await check(desk, 'intake');
  await desk.getByRole('button', { name: '登记', exact: true }).click();
  await expect(desk.getByRole('alert').first()).toBeVisible();
  await check(desk, 'intake with mistakes');
  await desk.getByRole('link', { name: '案件' }).first().click();
  await desk.getByRole('link', { name: '台账' }).click();
  await expect(desk.locator('.ledger__filters')).toBeVisible();
  await check(desk, 'the register');
  await desk.setViewportSize({ width: 390, height: 844 });
  expect(await desk.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('the desk, with a case open', async ({ page, server, staff, device }) => {
  await receptionist(server, staff);
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  const desk = await device({ viewport: { width: 1180, height: 820 } });
  await signIn(desk, server.address, 'lin');
  await check(desk, 'the queue');
  await take(desk, `${caseNumber(1)} ${GOODS}`);
  await check(desk, 'the case');
  await press(desk, '受理');
  await press(desk, '答复消费者');
  await desk.getByRole('button', { name: '常用答复' }).click();
  await check(desk, 'the common replies');
  await desk.getByRole('link', { name: '今日一览' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: '今日一览' })).toBeVisible();
  await check(desk, 'the day');
  const [one] = await staff.cases();
  await open(desk, `${server.address}/staff/case/${one!.id}/settlement`);
  await expect(desk.getByRole('heading', { level: 1, name: '消费争议和解书' })).toBeVisible();
  await check(desk, 'the settlement');
});

test('devices and kiosks, as an administrator sees them', async ({ server, staff, device }) => {
  const kiosk = await device({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  await enrol(kiosk, server, await kioskCode(staff, '一楼大厅', true));
  await kioskCode(staff, '二楼中庭');
  const office = await device({ viewport: { width: 1180, height: 820 } });
  await signIn(office, server.address, 'mai');
  await open(office, `${server.address}/staff/devices`);
  await expect(office.getByText('一楼大厅').first()).toBeVisible();
  await check(office, 'devices');
});

test('the page of all components, which has no script', async ({ page, server }) => {
  // What turns and breathes on it never ends.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const [lang, heading] of [['zh-CN', '组件总览'], ['en', 'Components']] as const) {
    await page.goto(`${server.address}/components?lang=${lang}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await check(page, `components, ${lang}`);
  }
  await page.getByRole('link', { name: 'Larger text' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-text', 'large');
  // Whatever can fail says what to do next.
  expect(await page.locator('#failures tbody tr').count()).toBeGreaterThan(70);
});
