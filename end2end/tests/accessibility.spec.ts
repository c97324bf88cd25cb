import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { press, signIn, take } from '../support/desk';
import { caseNumber, received, toSheet } from '../support/receipt';
import { GOODS } from '../support/complaint';
import { receptionist } from '../support/staff';
import { expect, open, test } from '../support/test';
import { fileComplaint, fillComplaint, next, submit } from '../support/wizard';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const PUBLIC = [
  '/',
  '/board/bulletin',
  '/law/product-quality',
  '/search?q=退货',
  '/workflow',
  '/poster',
  '/handoff',
  '/privacy',
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
    await judge(page, path, new AxeBuilder({ page }).withTags(RULES));
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

/** What a person's system, or the button for large text, changes: colours and sizes. Forced colours are the system's own. */
const LOOKS = {
  dark: { colorScheme: 'dark' },
  contrast: { contrast: 'more' },
  'dark contrast': { colorScheme: 'dark', contrast: 'more' },
  '长辈版': {},
} as const;
const AS_IT_COMES = { colorScheme: null, contrast: null } as const;

/** No rule of WCAG 2.2 AA that a program can check is broken, in any look. */
async function check(page: Page, where: string): Promise<void> {
  await judge(page, where, new AxeBuilder({ page }).withTags(RULES));
  for (const [look, media] of Object.entries(LOOKS)) {
    await page.emulateMedia({ ...AS_IT_COMES, ...media });
    const large = look === '长辈版';
    if (large) await page.evaluate(() => document.documentElement.setAttribute('data-text', 'large'));
    await judge(page, `${where}, ${look}`, new AxeBuilder({ page }).withRules(['color-contrast', 'target-size']));
    if (large) await page.evaluate(() => document.documentElement.removeAttribute('data-text'));
  }
  await page.emulateMedia(AS_IT_COMES);
}

async function judge(page: Page, where: string, rules: AxeBuilder): Promise<void> {
  // What fades in is half transparent on its way.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  const { violations } = await rules.analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect.soft(told, where).toEqual([]);
}
