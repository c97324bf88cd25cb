import { check } from '../support/axe';
import { press, reply, signIn, take } from '../support/desk';
import { file } from '../support/ops';
import { receptionist } from '../support/staff';
import { controlled, expect, open, test, visit } from '../support/test';
import { answer, next } from '../support/wizard';

const TABLET = { viewport: { width: 1180, height: 820 } };
const PHONE = { viewport: { width: 390, height: 844 } };
const ASKED = '我买的羊毛衫试穿过一次，吊牌还没有拆，还能退吗？';
const ANSWERED = '吊牌没有拆、没有洗过的，七天内带小票来店里退。王小明您好，找李女士就行。';
const TITLE = '试穿过的衣服还能退吗';

test('解答消费咨询 (FAQ): an answered question becomes one for everybody without the person in it, and is offered to the next who types, without a network', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  const filed = { kind: 'inquiry', goods: '羊毛衫', goods_kind: 'clothing', facts: ASKED, name: '王小明', phone: '13800001111' };
  await file(server, { ...filed, publication_consent: 'yes' });
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await take(desk, '羊毛衫');
  await expect(desk.getByRole('link', { name: '写成常见问题' })).toHaveCount(0);
  await press(desk, '受理');
  await reply(desk, ANSWERED);
  await desk.getByRole('link', { name: '写成常见问题' }).click();

  // It begins with what was asked and answered; the person is pointed out, and stays out.
  const words = desk.getByLabel('内容（中文，一段一行）');
  await expect(words).toHaveValue(`问：${ASKED}\n答：${ANSWERED}`);
  const left = desk.locator('.notice', { hasText: '请再看看' });
  await expect(left.getByRole('listitem')).toHaveText([/王小明/, /李女士/]);
  await desk.screenshot({ path: 'screens/faq-editor.png', fullPage: true });
  await desk.getByLabel('标题（中文）').fill(TITLE);
  await desk.getByRole('button', { name: '存好并送审' }).click();
  await expect(desk.getByRole('alert')).toHaveText('请先看一遍，勾选“里面没有个人信息”。');
  await desk.getByLabel('我看过了，里面没有个人信息').check();
  await desk.getByRole('button', { name: '存好并送审' }).click();
  await expect(desk.getByRole('alert')).toHaveText('里面还有这位消费者的姓名或电话，请删去再存。');
  await words.fill(`问：${ASKED}\n答：吊牌没有拆、没有洗过的，七天内带小票来店里退。`);
  await expect(left).toHaveCount(0);
  await check(desk, 'faq');
  await desk.getByRole('button', { name: '存好并送审' }).click();
  await expect(desk.getByText('由一件咨询写成，消费者同意公开。')).toBeVisible();

  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/publications`);
  const waits = boss.getByRole('listitem').filter({ hasText: TITLE });
  await waits.getByRole('button', { name: '看过了，发布' }).click();
  await expect(boss.locator('section', { has: boss.getByRole('heading', { name: '正在挂出' }) })).toContainText(TITLE);

  // The next who asks, on a phone that has no network by then.
  const phone = await device(PHONE);
  await visit(phone, `${server.address}/tips`);
  await expect(phone.getByRole('heading', { name: TITLE })).toBeVisible();
  await open(phone, `${server.address}/complain`);
  await server.stop();
  await phone.locator('[name="kind"][value="inquiry"]').check();
  await next(phone);
  await answer(phone, 'merchant_name', '佳电电器');
  await answer(phone, 'goods', '裤子');
  await answer(phone, 'goods_kind', 'clothing');
  await next(phone);
  await answer(phone, 'facts', '裤子试穿过了，吊牌还在');
  const offered = phone.locator('.wizard__answers');
  await expect(offered.locator('summary').first()).toHaveText(TITLE);
  await offered.locator('summary').first().click();
  await expect(offered).toContainText('七天内带小票来店里退。');
  await phone.screenshot({ path: 'screens/faq-offered.png', fullPage: true });
  await check(phone, 'faq-offered');
  await phone.goto(`${server.address}/search?q=${encodeURIComponent('羊毛杉')}`);
  await expect(phone.locator('.results__n')).toHaveText('没有一模一样的说法，这 1 处最接近“羊毛杉”');
  await expect(phone.locator('mark')).toHaveText(['羊毛衫']);
  await phone.screenshot({ path: 'screens/faq-search.png', fullPage: true });
});

test('a question whose asker did not agree to publication leads nowhere, and says why', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await file(server, { kind: 'inquiry', goods: '羊毛衫', facts: ASKED });
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await take(desk, '羊毛衫');
  await press(desk, '受理');
  await reply(desk, '七天内可以退。');
  await expect(desk.getByText('消费者没有同意公开，不能写成常见问题。')).toBeVisible();
  await expect(desk.getByRole('link', { name: '写成常见问题' })).toHaveCount(0);
});
