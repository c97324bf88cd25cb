import { check, judge } from '../support/axe';
import { attract, enrol, kioskCode, PIN, touch } from '../support/kiosk';
import { expect, ready, test } from '../support/test';
import { answer, fileComplaint, next } from '../support/wizard';

const KIOSK = { viewport: { width: 1080, height: 1920 }, hasTouch: true };
/** The words on the buttons that lead from screen to screen. */
const WORDS = {
  'zh-CN': { file: /我要投诉或咨询/, staff: '工作人员', open: '打开', end: '结束，清除屏幕' },
  en: { file: /Complaint or question/, staff: 'Staff', open: 'Open', end: 'Finish and clear the screen' },
};

for (const [locale, words] of Object.entries(WORDS)) {
  test(`every screen of a kiosk, in every look, ${locale}`, async ({ device, server, staff }) => {
    test.setTimeout(300_000);
    const page = await device({ ...KIOSK, locale: 'zh-CN' });
    await page.goto(`${server.address}/kiosk`);
    await ready(page);
    await check(page, 'becoming one');
    await enrol(page, server, await kioskCode(staff, '一楼大厅', true));
    await page.clock.install();
    await page.reload();
    await attract(page);
    const speak = async () => {
      if (locale === 'en') await page.getByRole('link', { name: 'English' }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
    };
    await speak();
    await check(page, 'the first page');
    await page.getByRole('link', { name: words.file }).click();
    await expect(page.locator('.steps__text')).toBeVisible();
    await check(page, 'the first step');
    await answer(page, 'kind', 'complaint');
    await next(page);
    await page.locator('[name=goods]').click();
    await page.locator('.keyboard [data-skbtn="t"]').click();
    await page.locator('.keyboard [data-skbtn="u"]').click();
    await expect(page.locator('.hg-candidate-box-list-item').first()).toBeVisible();
    await check(page, 'the keyboard');
    // Its time goes on while it is looked at: one look.
    await page.locator('.keyboard [data-skbtn="i"]').click();
    await page.clock.runFor(61_000);
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await judge(page, 'the countdown');
    await page.clock.runFor(60_000);
    await attract(page);
    await speak();
    await page.getByRole('link', { name: words.file }).click();
    await fileComplaint(page);
    await expect(page.locator('[data-claim]')).toBeVisible();
    await check(page, 'the receipt');
    await page.getByRole('button', { name: words.end }).first().click();
    await attract(page);
    await speak();
    await page.getByRole('link', { name: words.staff }).click();
    await check(page, 'the PIN');
    await touch(page, PIN);
    await page.getByRole('button', { name: words.open }).click();
    await expect(page.locator('.facts')).toBeVisible();
    await check(page, 'how it is');
  });
}
