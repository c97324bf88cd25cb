import { expect, type Page } from '@playwright/test';
import { onDisk } from './disk';
import { PASSWORD } from './staff';
import { ready } from './test';

/** A member of staff signs in, and sees the cases. */
export async function signIn(page: Page, address: string, account: string, sees = '我的案件'): Promise<void> {
  await page.goto(`${address}/staff/sign-in`);
  await ready(page);
  await page.getByLabel('账号', { exact: true }).fill(account);
  await page.locator('#password').fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: sees })).toBeVisible();
}

/** Opens a locked tablet by what its person remembers; no server is asked. */
export async function unlock(page: Page, secret = PASSWORD, name?: string): Promise<void> {
  if (name) await page.getByRole('radio', { name }).check();
  await page.locator('#secret').fill(secret);
  await page.getByRole('button', { name: '打开', exact: true }).click();
}

/** Waits until what is typed lies on the disk: that takes the moments in which nothing more is written down. */
export async function typedOnDisk(page: Page): Promise<void> {
  let before: string | undefined;
  const still = async () => {
    const now = (await onDisk(page, 'typing')).join();
    const is = now !== '' && now === before;
    before = now;
    return is;
  };
  await expect.poll(still, { intervals: [600] }).toBe(true);
}

/** Opens a case from the queue, where it appears by itself. */
export async function take(page: Page, title: string): Promise<void> {
  await page.getByRole('region', { name: '案件列表' }).getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

/** The big button under a case, which asks nothing more. */
export async function press(page: Page, action: string): Promise<void> {
  await page.getByRole('group', { name: '处理' }).getByRole('button', { name: action, exact: true }).click();
}

/** Writes to the consumer. */
export async function reply(page: Page, words: string): Promise<void> {
  await press(page, '答复消费者');
  await page.getByLabel('答复内容').fill(words);
  await page.getByRole('button', { name: '发给消费者' }).click();
}

/** Writes for colleagues only. */
export async function note(page: Page, words: string): Promise<void> {
  await press(page, '内部备注');
  await page.getByLabel('备注内容').fill(words);
  await page.getByRole('button', { name: '存为内部备注' }).click();
}

/** Ends the case. */
export async function close(page: Page, outcome: string, summary: string): Promise<void> {
  await press(page, '更多');
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name: '办结', exact: true }).click();
  await panel.getByText(outcome).click();
  await panel.getByLabel('怎么解决的？').fill(summary);
  await panel.getByRole('button', { name: '办结', exact: true }).click();
  await expect(panel).toBeHidden();
}
