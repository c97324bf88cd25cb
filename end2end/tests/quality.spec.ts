import { judge } from '../support/axe';
import { signIn } from '../support/desk';
import { BARCODE, foodShop, list, receive } from '../support/goods';
import { enrol, kioskCode } from '../support/kiosk';
import { receptionist } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const KIOSK = { viewport: { width: 1080, height: 1920 } };
const WAITS = '已存在本机，联网后生效';

/** Today, as the mall counts. */
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

test('不销售…不合格: 品控 sends a sample to a laboratory without a network; it fails, the sale stops on every tablet, and the cost is on the desk', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  await staff.add(server, 'qu', '品控 01', 'quality');
  const milk = await list(staff, await foodShop(staff));
  await receive(staff, milk);
  const lin = await device(TABLET);
  await signIn(lin, server.address, 'lin');
  await open(lin, `${server.address}/staff/goods/${milk}`);
  await expect(lin.getByText('已上架', { exact: true })).toBeVisible();

  const quality = await device(TABLET);
  await signIn(quality, server.address, 'qu');
  await controlled(quality);
  await open(quality, `${server.address}/staff/goods/${milk}`);
  const card = quality.getByRole('region', { name: '送检' });
  await expect(card).toContainText('没有送检过。');
  await server.stop();
  await card.getByRole('button', { name: '取样送检' }).click();
  await card.getByRole('button', { name: '取样送检' }).click();
  await expect(card.getByRole('alert')).toContainText('请填写“检什么”');
  await card.getByLabel('哪一批？').selectOption({ label: 'B20261120 · 示例乳业销售公司' });
  await card.getByLabel('检什么').fill('菌落总数');
  await card.getByLabel('检验机构').fill('市食品检验所');
  await card.getByLabel('检验费').fill('800');
  await judge(quality, 'a sample');
  await card.getByRole('button', { name: '取样送检' }).click();
  await expect(card).toContainText('等结果');
  await expect(card).toContainText('市食品检验所');
  await expect(quality.getByText(WAITS)).toBeVisible();
  await server.start();
  await expect(quality.getByText(WAITS)).toHaveCount(0);
  // Whoever waits for a result goes on selling; whoever may not write it down has no button.
  await expect(lin.getByRole('region', { name: '送检' })).toContainText('等结果');
  await expect(lin.getByRole('button', { name: '登记检验结果' })).toHaveCount(0);
  await expect(lin.getByText('已上架', { exact: true })).toBeVisible();

  await open(quality, `${server.address}/staff/quality`);
  await quality.getByRole('region', { name: '送检等结果' }).getByRole('link', { name: /鲜牛奶/ }).click();
  await card.getByRole('button', { name: '登记检验结果' }).click();
  await card.getByLabel('检验结论').selectOption({ label: '不合格' });
  await card.getByLabel('报告编号').fill('JY-2026-118');
  await card.getByRole('button', { name: '登记检验结果' }).click();
  await expect(card.getByRole('alert')).toContainText('请填写“说明”');
  await card.getByLabel('哪里不合格？').fill('菌落总数超标');
  await card.getByRole('button', { name: '登记检验结果' }).click();
  await expect(card).toContainText('报告 JY-2026-118');
  await expect(lin.getByText('停售：检验不合格').first()).toBeVisible();
  await open(quality, `${server.address}/staff/quality`);
  const all = quality.getByRole('region', { name: '送检和费用（近一年）' });
  await expect(all).toContainText('共 1 份，1 份不合格');
  await expect(all).toContainText('800');
  await judge(quality, 'the desk of quality control');
});

test('不合格商品退市: a delisting publishes its bulletin by itself; a kiosk and a phone say which lot, why, and what to do', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  const milk = await list(staff, await foodShop(staff));
  await receive(staff, milk);
  await receive(staff, milk, { batch: 'B-OTHER' });
  const kiosk = await device(KIOSK);
  await enrol(kiosk, server, await kioskCode(staff));
  await expect(kiosk.locator('.kiosk__slide')).toBeVisible();

  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await controlled(boss);
  await open(boss, `${server.address}/staff/goods/${milk}`);
  await boss.getByRole('button', { name: '开始退市' }).click();
  await expect(boss.getByText('退市公告自动挂到公示栏和自助机')).toBeVisible();
  await boss.getByLabel('为什么不能卖？').selectOption({ label: '检验不合格' });
  await boss.getByLabel(/B20261120/).check();
  await boss.getByLabel('看到了什么？').fill('王女士送检发现菌落超标');
  await boss.getByRole('button', { name: '开始退市' }).last().click();
  await expect(boss.getByText('退市公告已自动挂到公示栏和自助机')).toBeVisible();

  const title = '退市：鲜牛奶 950 mL';
  await expect(kiosk.locator('.kiosk__slide')).toContainText(title, { timeout: 90_000 });
  const phone = await device(PHONE);
  await open(phone, `${server.address}/tips`);
  const bulletin = phone.locator('section', { has: phone.getByRole('heading', { name: title }) });
  await expect(bulletin).toContainText('退市公告');
  for (const words of ['生产者：示例乳业', '销售商户：好味超市', '涉及批次：B20261120。', `原因：检验不合格。${today()} 起停止销售`, '退货退款']) {
    await expect(bulletin).toContainText(words);
  }
  await expect(phone.getByText('B-OTHER')).toHaveCount(0);
  // What quality control wrote for the house stays there.
  await expect(phone.getByText('王女士')).toHaveCount(0);
  await judge(phone, 'a bulletin');
  // Like any publication it is taken down with a reason.
  await open(boss, `${server.address}/staff/publications`);
  const line = boss.getByRole('listitem').filter({ hasText: title });
  await line.getByRole('button', { name: '撤下' }).click();
  await boss.getByLabel('为什么').fill('已全部收回');
  await boss.getByRole('button', { name: '撤下 · 确定' }).click();
  await expect(kiosk.locator('.kiosk__slide')).not.toContainText(title, { timeout: 90_000 });
});

test('进销货台账: a supervisor makes a key on the merchant’s file, its system sends a day’s lines twice, and the key is revoked', async ({
  server,
  staff,
  device,
}) => {
  const shop = await foodShop(staff);
  const milk = await list(staff, shop);
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/merchants/${shop}`);
  const card = boss.getByRole('region', { name: '台账接口' });
  await card.getByRole('button', { name: '看密钥' }).click();
  await expect(card).toContainText('还没有密钥。');
  await card.getByLabel('给哪个系统？').fill('收银系统');
  await card.getByRole('button', { name: '生成密钥' }).click();
  await expect(card).toContainText('密钥只显示这一次');
  const key = await card.locator('.merchants__version').innerText();
  await judge(boss, 'a key for the ledger');

  const receive = {
    batch: 'B1', expires_on: '2090-01-01', received_on: today(), quantity: '100', unit: '盒', supplier_name: '示例乳业销售公司',
    supplier_address: '示例路 9 号', supplier_contact: '021-61671254', voucher: 'JH-001', checks: ['supplier', 'certificate', 'marking', 'quality'],
  };
  const lines = [
    { id: 'PO-1', barcode: BARCODE, receive },
    { id: 'S-1', barcode: BARCODE, move: { of: 'PO-1', kind: 'sold', quantity: '12', on: today() } },
  ];
  const send = () =>
    fetch(`${server.address}/api/v1/ledger-batches`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ lines }),
    });
  expect(await (await send()).json()).toEqual({ lines: 2, taken: 2, known: 0 });
  expect(await (await send()).json()).toEqual({ lines: 2, taken: 0, known: 2 });
  await open(boss, `${server.address}/staff/goods/${milk}`);
  await expect(boss.getByText('JH-001').first()).toBeVisible();
  await expect(boss.getByText('88').first()).toBeVisible();

  await open(boss, `${server.address}/staff/merchants/${shop}`);
  await card.getByRole('button', { name: '看密钥' }).click();
  await expect(card).not.toContainText(key);
  await card.getByRole('button', { name: '停用' }).click();
  await expect(card).toContainText('已停用');
  const refused = await send();
  expect([refused.status, (await refused.json()).code]).toEqual([401, 'ledger_key_unknown']);
});
