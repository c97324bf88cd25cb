import type { Page } from '@playwright/test';
import { check } from '../support/axe';
import { signIn } from '../support/desk';
import { enrol, kioskCode } from '../support/kiosk';
import { photo, PLACE } from '../support/photos';
import { receptionist } from '../support/staff';
import { controlled, expect, open, test, visit } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const KIOSK = { viewport: { width: 1080, height: 1920 } };
const TITLE = '3 楼扶梯旁的充电宝';
const WORDS = '有顾客买到没有认证标志的充电宝。\n买之前看看有没有 CCC 标志。';

const line = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });
const shelf = (page: Page, heading: string) => page.locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) });

async function write(page: Page, title: string, words: string): Promise<void> {
  await page.getByLabel('标题（中文）').fill(title);
  await page.getByLabel('内容（中文，一段一行）').fill(words);
}

test('及时发布消费提示: written without a network, looked through by another, and a kiosk that was off shows it alone', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const kiosk = await device(KIOSK);
  await enrol(kiosk, server, await kioskCode(staff));
  await expect(kiosk.locator('.kiosk__slide')).toBeVisible();
  // What a contact point begins with hangs there by turns with the board.
  await expect(kiosk.locator('.kiosk__slide .tag')).toHaveText('消费提示');
  await kiosk.goto('about:blank');

  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await open(desk, `${server.address}/staff/publications`);
  await expect(shelf(desk, '正在挂出').getByRole('listitem')).toHaveCount(6);
  await server.stop();
  await desk.getByRole('button', { name: '新写一条' }).click();
  await desk.getByRole('button', { name: '存好并送审' }).click();
  await expect(desk.getByRole('alert')).toHaveText('请写标题，例如“办卡先看退费条款”。');
  await write(desk, `消费警示：${TITLE}`, WORDS);
  await desk.getByRole('button', { name: '存好并送审' }).click();
  await expect(desk.getByRole('alert')).toContainText('“消费警示”由消保委发布');
  await write(desk, TITLE, WORDS);
  await desk.getByLabel('紧急：一体机首页只显示这一条').check();
  await desk.getByRole('button', { name: '存好并送审' }).click();
  await expect(line(shelf(desk, '等别人审核').page(), TITLE)).toContainText('已存在本机，联网后生效');
  await server.start();
  await expect(line(desk, TITLE)).not.toContainText('已存在本机');

  // Whoever wrote it cannot publish it; nobody outside has read it.
  await expect(line(desk, TITLE).getByRole('button', { name: '看过了，发布' })).toHaveCount(0);
  const phone = await device({ viewport: { width: 390, height: 844 } });
  await open(phone, `${server.address}/tips`);
  await expect(phone.getByRole('heading', { level: 2 })).toHaveCount(6);
  await expect(phone.getByText(TITLE)).toHaveCount(0);

  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/publications`);
  await expect(shelf(boss, '等您审核')).toContainText(TITLE);
  await boss.screenshot({ path: 'screens/publications-review.png', fullPage: true });
  await line(boss, TITLE).getByRole('button', { name: '看过了，发布' }).click();
  await expect(shelf(boss, '正在挂出')).toContainText(TITLE);

  // The phone has it without doing anything, the kiosk at its next contact.
  await expect(phone.getByRole('heading', { level: 2 }).first()).toHaveText(TITLE, { timeout: 90_000 });
  await phone.screenshot({ path: 'screens/tips-phone.png', fullPage: true });
  await kiosk.goto(`${server.address}/kiosk`);
  await expect(kiosk.locator('.kiosk__slide-title')).toHaveText(TITLE);
  await kiosk.screenshot({ path: 'screens/kiosk-urgent.png' });
  await expect(kiosk.locator('.kiosk__slide .tag')).toHaveText('请留意');
  await expect(kiosk.locator('.kiosk__slide-words')).toHaveText('有顾客买到没有认证标志的充电宝。买之前看看有没有 CCC 标志。');
  await expect(kiosk.getByRole('button', { name: '下一条' })).toHaveCount(0);

  // Taken down, it is gone from both.
  await line(boss, TITLE).getByRole('button', { name: '撤下' }).click();
  await boss.getByLabel('为什么').fill('已经下架');
  await boss.getByRole('button', { name: '撤下 · 确定' }).click();
  await expect(shelf(boss, '已过期或已撤下')).toContainText(TITLE);
  await expect(kiosk.locator('.kiosk__slide-title')).not.toHaveText(TITLE, { timeout: 90_000 });
});

test('a tip with a heading, a list, a link and a picture: previewed before, made small on the tablet, and the same on phone and kiosk', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await open(desk, `${server.address}/staff/publications`);
  await expect(desk.getByRole('button', { name: '新写一条' })).toBeVisible();
  await server.stop();
  await desk.getByRole('button', { name: '新写一条' }).click();
  await desk.getByLabel('标题（中文）').fill('充电宝看标志');
  const words = desk.getByLabel('内容（中文，一段一行）');
  const tools = desk.getByRole('group', { name: '中文的排版' });
  await words.fill('买之前');
  await words.selectText();
  await tools.getByRole('button', { name: '标题' }).click();
  await expect(words).toHaveValue('## 买之前');
  await words.fill('## 买之前\n- 看 **CCC** 标志\n- 留好小票\n\n[看法律](/law)、[点我](javascript:alert(1))');
  await desk.getByRole('button', { name: '存为草稿' }).click();
  await expect(desk.getByRole('alert')).toContainText('链接只能是本站的页面');
  await words.fill('## 买之前\n- 看 **CCC** 标志\n- 留好小票\n\n[看法律](/law)、[12315](tel:12315)');

  // What is no picture is refused in words; a photo is made small, and must say what is on it.
  const input = desk.getByLabel('放一张图片');
  await input.setInputFiles({ name: '照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
  await expect(desk.getByRole('alert').filter({ hasText: /照片|图片/ })).toBeVisible();
  await input.setInputFiles(await photo(desk, 3000, 2000));
  await expect(desk.getByRole('img', { name: '图 1' })).toBeVisible();
  await expect(words).toHaveValue(/!\[\]\(1\)$/);
  await desk.getByRole('button', { name: '存为草稿' }).click();
  await expect(desk.getByRole('alert').first()).toContainText('请写图片上是什么');
  await words.fill((await words.inputValue()).replace('![](1)', '![CCC 认证标志](1)'));

  await desk.getByText('挂出来是这样').click();
  const sheet = desk.locator('.preview__sheet');
  await expect(sheet.getByRole('heading', { name: '买之前' })).toBeVisible();
  await expect(sheet.getByRole('listitem')).toHaveText(['看 CCC 标志', '留好小票']);
  await expect(sheet.getByRole('img', { name: 'CCC 认证标志' })).toBeVisible();
  await desk.screenshot({ path: 'screens/publications-preview.png', fullPage: true });
  for (const name of ['一体机', '打印']) {
    await desk.getByRole('group', { name: '在哪里看' }).getByRole('button', { name }).click();
    await sheet.screenshot({ path: `screens/publications-preview-${name}.png` });
  }
  await check(desk, 'publications-editor');
  await desk.getByRole('button', { name: '存好并送审' }).click();
  await server.start();
  await expect(line(desk, '充电宝看标志')).not.toContainText('已存在本机');

  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/publications`);
  await line(boss, '充电宝看标志').getByRole('button', { name: '看过了，发布' }).click();
  const phone = await device({ viewport: { width: 390, height: 844 } });
  await open(phone, `${server.address}/tips`);
  const tip = phone.locator('section', { has: phone.getByRole('heading', { name: '充电宝看标志' }) });
  await expect(tip.getByRole('heading', { level: 3, name: '买之前' })).toBeVisible();
  await expect(tip.getByRole('link', { name: '12315' })).toHaveAttribute('href', 'tel:12315');
  const seen = tip.getByRole('img', { name: 'CCC 认证标志' });
  await expect.poll(() => seen.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(300);
  const sent = await seen.getAttribute('src');
  expect(sent?.length).toBeLessThan(132_000);
  expect(Buffer.from(sent!.split(',')[1]!, 'base64').includes(PLACE), 'where it was taken').toBe(false);
  await tip.screenshot({ path: 'screens/tips-rich-phone.png' });
  await check(phone, 'tips-rich');

  const kiosk = await device(KIOSK);
  await enrol(kiosk, server, await kioskCode(staff));
  // A kiosk begins on its first page: a slide leads there.
  await kiosk.locator('.kiosk__slide').getByRole('link', { name: '看全文' }).click();
  const hung = kiosk.locator('section', { has: kiosk.getByRole('heading', { name: '充电宝看标志' }) });
  await expect(hung.getByRole('img', { name: 'CCC 认证标志' })).toBeVisible();
  await expect(hung.getByRole('link', { name: '12315' })).toHaveCount(0);
  await hung.screenshot({ path: 'screens/tips-rich-kiosk.png' });
});

test('what was published is read without a network and without a script, and a new version shows what it changes', async ({ browser, page, server, staff, device }) => {
  await staff.add(server, 'chen', '主管 02', 'supervisor');
  await visit(page, `${server.address}/tips`);
  await expect(page.getByRole('heading', { name: '办卡充值要量力' })).toBeVisible();
  await check(page, 'tips');
  await server.stop();
  await page.reload();
  await expect(page.getByRole('heading', { name: '办卡充值要量力' })).toBeVisible();
  await server.start();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const without = await plain.newPage();
  await without.goto(`${server.address}/`);
  await without.getByRole('link', { name: '消费提示和知识' }).click();
  await expect(without.getByRole('heading', { name: '办卡充值要量力' })).toBeVisible();
  await plain.close();

  const mai = await device(TABLET);
  await signIn(mai, server.address, 'mai');
  await open(mai, `${server.address}/staff/publications`);
  await line(mai, '办卡充值要量力').getByRole('button', { name: '修改' }).click();
  await mai.getByLabel('内容（中文，一段一行）').fill('办卡、充值要量力，先看合同里多久能退费。');
  await mai.getByRole('button', { name: '存好并送审' }).click();
  const chen = await device(TABLET);
  await signIn(chen, server.address, 'chen');
  await open(chen, `${server.address}/staff/publications`);
  const waits = line(chen, '办卡充值要量力').first();
  await expect(waits.locator('del')).toHaveText('怎么');
  await expect(waits.locator('ins')).toHaveText('多久能');
  await check(chen, 'publications');
  await waits.getByRole('button', { name: '退回修改' }).click();
  await chen.getByRole('button', { name: '退回修改 · 确定' }).click();
  await expect(chen.getByRole('alert')).toHaveText('请写原因，写的人要看。');
  await chen.getByLabel('为什么').fill('请写明几天');
  await chen.getByRole('button', { name: '退回修改 · 确定' }).click();
  await expect(line(mai, '办卡充值要量力')).toContainText('退回：请写明几天');
  // What hangs there has not changed meanwhile.
  await expect(page.getByText('先看合同里怎么退费')).toBeVisible();
});
