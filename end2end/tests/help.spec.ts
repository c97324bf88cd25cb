import { check } from '../support/axe';
import { enrol, kioskCode } from '../support/kiosk';
import { expect, open, test, visit } from '../support/test';

const GUIDES = [
  { path: '/help', zh: '怎么用', en: 'How to use this', says: ['查询码', 'claim code'] },
  { path: '/help/staff', zh: '工作人员手册：服务台的一天', en: 'For staff: a day at the desk', says: ['代录来电来访', 'Register a caller'] },
  { path: '/help/administrator', zh: '管理员手册', en: 'For the administrator', says: ['contact-point doctor', 'contact-point doctor'] },
];

test('three guides are found from the foot of the first page, in both languages', async ({ page, server }) => {
  await visit(page, server.address);
  await page.getByRole('contentinfo').getByRole('link', { name: '怎么用', exact: true }).click();
  for (const [index, { path, zh, en, says }] of GUIDES.entries()) {
    if (index > 0) await page.getByRole('navigation', { name: '其他手册' }).getByRole('link', { name: zh }).click();
    await expect(page.getByRole('heading', { level: 1, name: zh })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe(path);
    await expect(page.locator('article')).toContainText(says[0]!);
    await check(page, `${path} in Chinese`);
    await page.screenshot({ path: `screens/help${path.replaceAll('/', '-')}.png`, fullPage: true });
    await page.getByRole('link', { name: 'English' }).click();
    await expect(page.getByRole('heading', { level: 1, name: en })).toBeVisible();
    await expect(page.locator('article')).toContainText(says[1]!);
    await check(page, `${path} in English`);
    // No sentence is left in the other language.
    const said = await page.locator('article').innerText();
    expect(said.replace(/回避/g, ''), path).not.toMatch(/[\u4e00-\u9fff]/);
    await page.getByRole('link', { name: '中文' }).click();
    await expect(page.getByRole('heading', { level: 1, name: zh })).toBeVisible();
  }
});

test('a chapter of the administrator’s guide is found from its table of contents', async ({ page, server }) => {
  await open(page, `${server.address}/help/administrator`);
  await page.getByRole('navigation', { name: '目录' }).getByRole('link', { name: '平板丢了' }).click();
  await expect(page).toHaveURL(/#tablet$/);
  await expect(page.getByRole('heading', { level: 2, name: '平板丢了' })).toBeInViewport();
});

test('the visitor’s guide opens without a network after a first visit, those for staff after a first look at the staff’s part', async ({
  page,
  server,
}) => {
  await visit(page, server.address);
  await open(page, `${server.address}/help/administrator`);
  await expect(page.getByRole('heading', { level: 1, name: '管理员手册' })).toBeVisible();
  await server.stop();
  for (const { path, zh } of GUIDES) {
    await open(page, server.address + path);
    await expect(page.getByRole('heading', { level: 1, name: zh })).toBeVisible();
    await expect(page.locator('article li').first()).toBeVisible();
  }
});

test('a phone that was here once has the visitor’s guide without a network', async ({ page, server }) => {
  await visit(page, server.address);
  await server.stop();
  await open(page, `${server.address}/help`);
  await expect(page.locator('article')).toContainText('查询码');
});

test('the visitor’s guide is one upright page of A4 in either language, in large type', async ({ device, server }) => {
  for (const [locale, heading] of [['zh-CN', '怎么用'], ['en', 'How to use this']] as const) {
    const page = await device({ locale });
    await open(page, `${server.address}/help`);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    const pdf = (await page.pdf({ path: `screens/help-${locale}.pdf`, preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page(?![s\w])/g) ?? [], locale).toHaveLength(1);
    const [width, height] = pdf.match(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/)!.slice(1).map(Number);
    expect([Math.round(width!), Math.round(height!)], 'in points').toEqual([595, 842]);
    await page.emulateMedia({ media: 'print' });
    const size = await page.locator('article li').first().evaluate((line) => parseFloat(getComputedStyle(line).fontSize));
    expect(size, 'large type on paper, in pixels').toBeGreaterThanOrEqual(18);
  }
});

test('the guides are readable without scripts, and are none of a kiosk’s pages', async ({ browser, device, server, staff }) => {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const page = await plain.newPage();
  for (const { path, zh } of GUIDES) {
    await page.goto(server.address + path);
    await expect(page.getByRole('heading', { level: 1, name: zh })).toBeVisible();
  }
  await plain.close();
  const kiosk = await device({ viewport: { width: 1080, height: 1920 } });
  await enrol(kiosk, server, await kioskCode(staff));
  await open(kiosk, `${server.address}/help`);
  await expect(kiosk).toHaveURL(/\/kiosk$/);
});
