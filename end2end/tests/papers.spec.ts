import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { check } from '../support/axe';
import { signIn } from '../support/desk';
import { enrol, kioskCode } from '../support/kiosk';
import { receptionist } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const KIOSK = { viewport: { width: 1080, height: 1920 } };
const PHONE = { viewport: { width: 390, height: 844 } };
const LAW = '中华人民共和国产品质量法';

interface Law {
  articles: { label: string; paragraphs: { zh: string }[] }[];
}

/** The text as somebody would copy it, with article 40 as amended. */
function statute(): string {
  const file = new URL('../../server/content/law/product-quality.json', import.meta.url);
  const law = JSON.parse(readFileSync(file, 'utf8')) as Law;
  const article = ({ label, paragraphs }: Law['articles'][0]) => `${label}　${paragraphs.map((paragraph) => paragraph.zh).join('\n　　')}`;
  const text = `${LAW}\n第一章　总则\n${law.articles.map(article).join('\n')}`;
  return text.replace('销售者应当负责修理、更换、退货', '销售者应当在七日内负责修理、更换、退货');
}

const ENGLISH = 'The seller shall within seven days repair, replace or take the goods back.';

const shelf = (page: Page, heading: string) => page.locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) });
const line = (page: Page, title: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

async function paste(page: Page, text: string): Promise<void> {
  await page.locator('#paper-pasted').evaluate((field: HTMLTextAreaElement, words: string) => {
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
  await page.getByRole('button', { name: '读一读' }).click();
}

test('宣传法律法规、维权知识、商品知识: a statute is replaced, looked through by another, and a kiosk that was off says what changed', async ({ server, staff, device }) => {
  test.setTimeout(240_000);
  await receptionist(server, staff);
  const kiosk = await device(KIOSK);
  await enrol(kiosk, server, await kioskCode(staff));
  await expect(kiosk.locator('.kiosk__slide')).toBeVisible();
  await kiosk.goto('about:blank');
  const phone = await device(PHONE);
  await open(phone, `${server.address}/law/product-quality`);
  await expect(phone.getByText('在七日内负责修理')).toHaveCount(0);

  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await open(desk, `${server.address}/staff/board`);
  await expect(shelf(desk, '公示栏文件').getByRole('heading', { level: 3 })).toHaveCount(7);
  await line(desk, LAW).getByRole('button', { name: '写新的一版' }).click();

  // Nothing is taken in part: each of these says why.
  await desk.getByRole('button', { name: '读一读' }).click();
  await expect(desk.locator('[data-code=statute_empty]')).toContainText('还没有粘贴内容');
  await paste(desk, '字'.repeat(5_000_000 / 3));
  await expect(desk.locator('[data-code=statute_too_long]')).toContainText('粘贴的内容太长');
  await paste(desk, `${statute()}\n第四十条　又来一次。`);
  await expect(desk.locator('[data-code=statute_article_twice]')).toHaveText('第四十条出现了两次，没有导入。请删掉多的一条，再读一次。');
  await desk.getByRole('button', { name: '存好并送审' }).click();
  await expect(desk.getByRole('alert')).toContainText('第四十条出现了两次');
  await desk.screenshot({ path: 'screens/papers-twice.png', fullPage: true });

  // Written without a network.
  await server.stop();
  await paste(desk, statute());
  await expect(desk.getByText(/^找到 \d+ 条：从第.+条到第.+条。$/)).toBeVisible();
  // The changed article has no English yet; the others keep theirs.
  await desk.getByText('英文译文：还缺 1 条').click();
  await expect(desk.getByLabel('哪一条')).toHaveValue('40');
  const english = desk.getByLabel(/^第 \d+ 段的英文$/);
  for (const field of await english.all()) if ((await field.inputValue()) === '') await field.fill(ENGLISH);
  await expect(desk.getByText('英文译文：每条都有')).toBeVisible();
  await desk.getByLabel('文本日期').fill('2026-11-20');
  await desk.getByLabel('为什么改（中文').fill('第四十条修改了：七日内要负责修理、更换、退货。');
  await desk.getByLabel('为什么改（英文').fill('Article 40 was amended: repair, replacement or return within seven days.');
  await desk.screenshot({ path: 'screens/papers-editor.png', fullPage: true });
  await desk.getByRole('button', { name: '存好并送审' }).click();
  await expect(line(desk, LAW)).toContainText('已存在本机，联网后生效');
  await server.start();
  await expect(line(desk, LAW)).not.toContainText('已存在本机');
  await expect(line(desk, LAW).getByRole('button', { name: '看过了，公布' })).toHaveCount(0);

  // It stands where the day's other tasks stand, for somebody else.
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/today`);
  await boss.getByRole('region', { name: '公示栏和法律库要办的' }).getByRole('link', { name: LAW }).click();
  const waits = line(boss, LAW);
  await expect(shelf(boss, '要办的')).toContainText(LAW);
  await expect(waits.locator('ins').first()).toHaveText('在七日内');
  await boss.screenshot({ path: 'screens/papers-review.png', fullPage: true });
  await check(boss, 'papers');
  await waits.getByRole('button', { name: '看过了，公布' }).click();
  await expect(shelf(boss, '法律库')).toContainText('第 2 版');

  // The phone has it without doing anything.
  await expect(phone.getByText(/起换了新的一版（第 2 版）$/)).toBeVisible({ timeout: 90_000 });
  await expect(phone.locator('.changed ins')).toHaveText('在七日内');
  await phone.screenshot({ path: 'screens/law-changed-phone.png', fullPage: true });
  await check(phone, 'law-changed');

  await phone.getByRole('link', { name: 'English' }).click();
  await expect(phone.getByText(ENGLISH).first()).toBeVisible();
  await phone.getByRole('link', { name: '中文' }).click();

  // The kiosk at its next contact: first in turn, and on the page before and now beside each other.
  await kiosk.goto(`${server.address}/kiosk`);
  await expect(kiosk.locator('.kiosk__slide .tag')).toHaveText('有了新的一版');
  await expect(kiosk.locator('.kiosk__slide-title')).toHaveText(LAW);
  await kiosk.getByRole('button', { name: '停一停' }).click();
  await kiosk.screenshot({ path: 'screens/law-changed-slide.png' });
  await kiosk.locator('.kiosk__slide').getByRole('link', { name: '看全文' }).click();
  await expect(kiosk.locator('.changed__part')).toHaveCount(1);
  await expect(kiosk.locator('.changed__part .compare__col').first()).toContainText('以前');
  await expect(kiosk.locator('.changed__part .compare__col--now ins')).toHaveText('在七日内');
  await kiosk.screenshot({ path: 'screens/law-changed-kiosk.png' });

  for (const { viewport } of [KIOSK, PHONE, TABLET]) {
    await boss.setViewportSize(viewport);
    await boss.screenshot({ path: `screens/papers-${viewport.width}.png`, fullPage: viewport.width < 1000 });
    await phone.setViewportSize(viewport);
    await phone.screenshot({ path: `screens/law-changed-${viewport.width}.png` });
  }
  await phone.setViewportSize(PHONE.viewport);

  // What the board quotes of it says so as well.
  await open(phone, `${server.address}/board/bulletin`);
  await expect(phone.locator('#seller-responsibility')).toContainText('法律已修改');
});

test('a document is changed in both languages, what does not go together is told, and the page before stays until another has looked', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await open(desk, `${server.address}/staff/board`);
  const duties = '维权联络点工作职责';
  await line(desk, duties).getByRole('button', { name: '写新的一版' }).click();
  const words = desk.locator('#paper-words-zh');
  const posted = await words.inputValue();
  await words.fill(`${posted}\n每周一公布上周的处理情况。`);
  await desk.getByRole('button', { name: '存好并送审' }).click();
  await expect(desk.getByRole('alert')).toContainText('一段一行，两边要一样多');
  const english = desk.locator('#paper-words-en');
  await english.fill(`${await english.inputValue()}\nEvery Monday what was done last week is posted.`);
  await words.fill(`${posted}\n每周一公布<script>alert(1)</script>`);
  await desk.getByRole('button', { name: '存好并送审' }).click();
  await expect(desk.getByRole('alert')).toContainText('内容里有网页代码');
  await words.fill(`${posted}\n每周一公布上周的处理情况。`);
  await desk.getByRole('button', { name: '存好并送审' }).click();
  await expect(shelf(desk, '要办的')).toContainText(duties);
  await line(desk, duties).getByText('挂出来是这样').click();
  await expect(line(desk, duties).locator('.preview__sheet')).toContainText('每周一公布上周的处理情况。');

  const phone = await device(PHONE);
  await open(phone, `${server.address}/board/duties`);
  await expect(phone.getByText('每周一公布')).toHaveCount(0);
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/board`);
  await line(boss, duties).getByRole('button', { name: '看过了，公布' }).click();
  await expect(phone.locator('.posted').getByText('每周一公布上周的处理情况。')).toBeVisible({ timeout: 90_000 });
  await expect(phone.getByText(/起换了新的一版（第 2 版）$/)).toBeVisible();
  await phone.screenshot({ path: 'screens/duties-changed-phone.png', fullPage: true });
  await open(phone, server.address);
  await expect(phone.getByRole('link', { name: duties })).toContainText('改过');
});

test('table cards are printed four to a page of A4', async ({ page, server }) => {
  await open(page, `${server.address}/poster`);
  await page.getByRole('link', { name: '桌卡（A6）' }).click();
  await expect(page.locator('.table-card')).toHaveCount(4);
  await check(page, 'table-cards');
  await page.emulateMedia({ media: 'print' });
  const first = await page.locator('.table-card').first().boundingBox();
  const millimetre = 96 / 25.4;
  expect((first?.width ?? 0) / millimetre).toBeCloseTo(105, 0);
  expect((first?.height ?? 0) / millimetre).toBeCloseTo(148, 0);
  const pages = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b/g);
  expect(pages).toHaveLength(1);
  await page.screenshot({ path: 'screens/table-cards.png' });
});
