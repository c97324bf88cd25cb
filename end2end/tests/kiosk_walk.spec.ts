import type { Page } from '@playwright/test';
import { enrol, kioskCode } from '../support/kiosk';
import { daysAgo } from '../support/complaint';
import { expect, test } from '../support/test';
import { claimCode, next } from '../support/wizard';

/** A person looks, decides, and touches. */
const CHOICE_MS = 3_000;
/** Forty keys a minute. */
const KEY_MS = 60_000 / 40;
const AIM_MS = 4 * 60_000;

test('somebody who has never typed on a screen files a complaint at the kiosk in under four minutes', async ({ device, server, staff }) => {
  const page = await device({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  await enrol(page, server, await kioskCode(staff, '一楼大厅', true));
  const walk = new Walk(page);
  const began = Date.now();
  await walk.choose(page.getByRole('link', { name: /我要投诉或咨询/ }));
  await walk.tile('kind', 'complaint');
  await walk.next();

  await walk.choose(page.locator('[name=merchant_unsure]'));
  await walk.write('goods', ['shouji', '手机']);
  await walk.tile('goods_kind', 'electronics');
  await page.locator('[name=purchased_on]').fill(daysAgo(3));
  // The browser's own calendar: open it, and touch a day.
  walk.takes(2 * CHOICE_MS);
  await walk.digits('amount', '1280');
  await walk.hide();
  await walk.next();

  await walk.tile('category', 'quality');
  await walk.write('facts', ['shouji', '手机'], ['huaile', '坏了'], ['shangjia', '商家'], ['buneng', '不能'], ['tuihuo', '退货']);
  await walk.hide();
  await walk.next();

  await walk.tile('demands', 'repair');
  await walk.next();

  await walk.write('name', ['wang', '王'], ['nvshi', '女士']);
  await walk.digits('phone', '13912345678');
  await walk.hide();
  await walk.choose(page.locator('[name=privacy_consent]'));
  await walk.next();
  await walk.choose(page.getByRole('button', { name: '提交' }));
  await claimCode(page);

  const machine = Date.now() - began;
  console.log(`a person's pace ${Math.round(walk.paced / 1000)} s, the machine's own ${Math.round(machine / 1000)} s`);
  expect(walk.paced + machine).toBeLessThan(AIM_MS);
  await expect.poll(async () => (await staff.cases()).map(({ complaint }) => complaint.facts)).toEqual(['手机坏了商家不能退货']);
});

/** Touches the screen as a person does, and counts the time that a person takes. */
class Walk {
  paced = 0;

  constructor(private readonly page: Page) {}

  takes(millis: number): void {
    this.paced += millis;
  }

  async choose(target: ReturnType<Page['locator']>): Promise<void> {
    this.takes(CHOICE_MS);
    await target.click();
  }

  async tile(field: string, value: string): Promise<void> {
    await this.choose(this.page.locator(`label:has([name="${field}"][value="${value}"])`));
  }

  async next(): Promise<void> {
    this.takes(CHOICE_MS);
    await next(this.page);
  }

  /** Words by their pinyin, each chosen from what is offered. */
  async write(field: string, ...words: [pinyin: string, word: string][]): Promise<void> {
    await this.choose(this.page.locator(`[name="${field}"]`));
    for (const [pinyin, word] of words) {
      for (const letter of pinyin) await this.key(letter);
      this.takes(KEY_MS);
      await this.page.locator('.hg-candidate-box-list-item', { hasText: word }).first().click();
    }
    await expect(this.page.locator(`[name="${field}"]`)).toHaveValue(words.map(([, word]) => word).join(''));
  }

  async digits(field: string, digits: string): Promise<void> {
    await this.choose(this.page.locator(`[name="${field}"]`));
    for (const digit of digits) await this.key(digit);
    await expect(this.page.locator(`[name="${field}"]`)).toHaveValue(digits);
  }

  async hide(): Promise<void> {
    await this.key('{hide}');
  }

  private async key(key: string): Promise<void> {
    this.takes(KEY_MS);
    await this.page.locator(`.keyboard [data-skbtn="${key}"]`).click();
  }
}
