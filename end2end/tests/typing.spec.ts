import type { CDPSession, Page } from '@playwright/test';
import { GOODS } from '../support/complaint';
import { onDisk } from '../support/disk';
import { signIn } from '../support/desk';
import { expect, open, test } from '../support/test';
import { answer, fillComplaint, next } from '../support/wizard';

test('half-composed pinyin is never kept as the word, and the Enter that chooses a candidate moves nothing on', async ({
  page,
  server,
}) => {
  await purchase(page, server.address);
  await answer(page, 'merchant_unsure', 'yes');
  const keyboard = await page.context().newCDPSession(page);
  const goods = page.locator('#goods');
  await goods.focus();
  for (const pinyin of ['d', 'dian', "dian'fan"]) await compose(keyboard, pinyin);
  await expect(goods).toHaveValue("dian'fan");
  await enterOfInputMethod(keyboard);
  await expect(page.locator('.steps__text')).toContainText('第 2 步');
  await expect(page.locator('.field__error')).toHaveCount(0);
  // Something else is written meanwhile, so that the draft is saved: the pinyin is not in it.
  await keyboard.send('Input.insertText', { text: GOODS });
  await expect(goods).toHaveValue(GOODS);
  await expect.poll(async () => (await onDisk(page, 'drafts')).join()).toContain(GOODS);
  expect((await onDisk(page, 'drafts')).join()).not.toContain('dian');

  // While composing in another field, the draft is saved by a choice: what is composed is not yet in it.
  await page.locator('#stall').focus();
  await compose(keyboard, 'san');
  await page.evaluate(() => document.querySelector<HTMLInputElement>('[name="goods_kind"][value="appliance"]')!.click());
  await expect.poll(async () => (await onDisk(page, 'drafts')).join()).toContain('appliance');
  expect((await onDisk(page, 'drafts')).join()).not.toContain('san');
  await keyboard.send('Input.insertText', { text: '三楼' });
  await expect.poll(async () => (await onDisk(page, 'drafts')).join()).toContain('三楼');

  // An Enter of its own is one: what is missing is said.
  await goods.press('Enter');
  await expect(page.locator('.field__error').first()).toBeVisible();
});

test('an input method at the desk: a search hears the word when it is chosen', async ({
  page,
  server,
  staff: _,
}) => {
  await signIn(page, server.address, 'mai');
  const search = page.getByRole('searchbox');
  const keyboard = await page.context().newCDPSession(page);
  await search.focus();
  await compose(keyboard, 'zhang');
  await enterOfInputMethod(keyboard);
  await expect(page).toHaveURL(/\/staff/);
  await keyboard.send('Input.insertText', { text: '张' });
  await expect(search).toHaveValue('张');
});

test('typed 1.2万, the amount is read large in figures and 大写 before the yes; 12,50 is asked for again', async ({
  page,
  server,
}) => {
  await purchase(page, server.address);
  const read = page.locator('.amount-read');
  await page.locator('#amount').fill('1.2万');
  await expect(read).toContainText('¥12,000');
  await expect(read).toContainText('壹万贰仟元整');
  await page.locator('#amount').fill('约300');
  await expect(read).toContainText('约 ¥300');
  await page.locator('#amount').fill('12,50');
  await expect(read).toBeEmpty();
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.locator('#amount-error')).toContainText('是 12.50 元，还是 1250 元');

  await open(page, `${server.address}/complain?again`);
  await page.getByRole('button', { name: '新填一份' }).click();
  await fillComplaint(page, { amount: '一千二百块', demand_amount: '320。50', phone: '021-61671254转801' });
  const amounts = page.locator('.review .amount-read__figures');
  await expect(amounts).toHaveText(['¥1,200', '¥320.50']);
  await expect(page.locator('.review .amount-read__capitals')).toHaveText(['壹仟贰佰元整', '叁佰贰拾元伍角整']);
  await expect(page.getByText('021-61671254 转 801')).toBeVisible();
});

test('a deposit typed as 一千二百 is read large before it is posted', async ({
  page,
  server,
  staff: _,
}) => {
  await signIn(page, server.address, 'mai');
  await open(page, `${server.address}/staff/fund`);
  await page.getByRole('button', { name: '添加商家' }).click();
  await page.getByLabel('商家名称').fill('佳电电器');
  await page.getByRole('button', { name: '添加', exact: true }).click();
  await page.getByRole('button', { name: '收保证金 佳电电器' }).click();
  const panel = page.getByRole('dialog');
  await panel.getByLabel('金额').fill('1200，50');
  await panel.getByRole('button', { name: '记账' }).click();
  await expect(panel.getByText('是 1200.50 元，还是 120050 元')).toBeVisible();
  await panel.getByLabel('金额').fill('一千二百');
  await expect(panel.locator('.amount-read__figures')).toHaveText('¥1,200');
  await expect(panel.locator('.amount-read__capitals')).toHaveText('壹仟贰佰元整');
  await panel.getByLabel('收据或决定的编号').fill('S-001');
  await panel.getByRole('button', { name: '记账' }).click();
  await expect(page.getByText('1200.00').first()).toBeVisible();
});

test('nine hundred lines of one letter scroll in their place and leave the page as long as it was', async ({
  page,
  server,
}) => {
  await open(page, `${server.address}/complain`);
  await fillComplaint(page, { facts: 'a\n'.repeat(900) });
  const facts = page.locator('.long-text--scrolls');
  const [shown, whole] = await facts.evaluate((box) => [box.clientHeight, box.scrollHeight]);
  expect(whole).toBeGreaterThan(10_000);
  expect(shown).toBeLessThan(600);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(4_000);
  await facts.focus();
  await page.keyboard.press('End');
  await expect.poll(() => facts.evaluate((box) => box.scrollTop)).toBeGreaterThan(1_000);
});

test('a name of invisible signs is missing, and signs that turn the text around are not on the review', async ({
  page,
  server,
}) => {
  await open(page, `${server.address}/complain`);
  await fillComplaint(page, { goods: '电\u202e饭\u2066煲', name: '古丽米热•艾比布力' });
  await expect(page.locator('.review').getByText('电饭煲', { exact: true })).toBeVisible();
  await expect(page.locator('.review').getByText('古丽米热•艾比布力', { exact: true })).toBeVisible();
  await page.goBack();
  await page.locator('#name').fill('\u200b\u2800\u3164\ufeff');
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.locator('#name-error')).toContainText('请写姓名');
});

/** The step that asks for goods and amount. */
async function purchase(page: Page, address: string): Promise<void> {
  await open(page, `${address}/complain`);
  await answer(page, 'kind', 'complaint');
  await next(page);
}

async function compose(keyboard: CDPSession, text: string): Promise<void> {
  await keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
}

/** As browsers send the Enter that an input method keeps for itself. */
async function enterOfInputMethod(keyboard: CDPSession): Promise<void> {
  const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
  await keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', text: '\r', ...key });
  await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}
