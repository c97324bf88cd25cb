import type { Page } from '@playwright/test';
import { judge } from '../support/axe';
import { ean13 } from '../support/barcode';
import { signIn, typedOnDisk, unlock } from '../support/desk';
import { BARCODE, foodShop, list, propose, receive, sell } from '../support/goods';
import { receptionist } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const ADDRESS = '/staff/goods';
const WAITING = '已存在本机，联网后生效';

const card = (page: Page, name: string) => page.getByRole('region', { name });

/** Writes a takedown down, as one of the three cases. */
async function ask(page: Page, ground: string): Promise<void> {
  const down = card(page, '下架');
  await down.getByRole('button', { name: '登记下架要求' }).click();
  await down.getByLabel(ground).check();
  await down.getByLabel('主管部门', { exact: true }).fill('长宁区市场监管局');
  if (ground.includes('口头')) await down.getByLabel('谁说的').fill('张科');
  else await down.getByLabel('文书编号').fill('沪市监长通〔2026〕1 号');
  await down.getByLabel('要求的内容').fill('请停止销售该批牛奶');
}

test('商品上架: goods are registered without a network, a wrong barcode says which sign, a failing check blocks, and in order they are listed', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  await foodShop(staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await open(desk, `${server.address}${ADDRESS}`);
  await expect(desk.getByText('还没有商品。')).toBeVisible();
  await server.stop();
  await desk.getByRole('link', { name: '登记商品' }).click();
  await desk.getByLabel('商户').selectOption({ label: '好味超市 · B1-001' });
  await desk.getByLabel('商品名称').fill('鲜牛奶');
  await desk.getByLabel('商品类别').selectOption({ label: '食品饮料' });
  await desk.getByLabel('商品条码').fill('6901234567890');
  await desk.getByLabel('生产者').fill('示例乳业');
  await desk.getByRole('button', { name: '登记，等查验' }).click();
  await expect(desk.getByText('最后一位应是“2”').first()).toBeVisible();
  // A tablet that is restarted in the middle has everything that was typed.
  await typedOnDisk(desk);
  await desk.reload();
  await unlock(desk);
  await expect(desk.getByLabel('商品名称')).toHaveValue('鲜牛奶');
  await desk.getByLabel('商品条码').fill(BARCODE);
  await desk.getByRole('button', { name: '登记，等查验' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: '鲜牛奶' })).toBeVisible();
  await expect(desk.getByText(WAITING)).toBeVisible();
  await expect(desk.getByText('上架查验由品控或主管来做。')).toBeVisible();
  await server.start();
  await expect(desk.getByText(WAITING)).toHaveCount(0);

  const quality = await device(TABLET);
  await signIn(quality, server.address, 'mai');
  await quality.getByRole('link', { name: '品控', exact: true }).click();
  await card(quality, '等上架查验').getByRole('link', { name: /鲜牛奶/ }).click();
  const check = card(quality, '上架查验');
  await check.getByRole('button', { name: '登记查验结果' }).click();
  await expect(check.getByRole('alert')).toContainText('还没有查验：标识、合格证明、许可');
  const of = (name: string) => check.getByRole('group', { name });
  await of('标识').getByLabel('不合格').check();
  await check.getByLabel('哪里不合格？').fill('没有生产者地址');
  await of('合格证明').getByLabel('合格', { exact: true }).check();
  await of('许可').getByLabel('合格', { exact: true }).check();
  await check.getByRole('button', { name: '登记查验结果' }).click();
  await expect(quality.getByText('查验不合格').first()).toBeVisible();
  await expect(desk.getByText('标识：不合格：没有生产者地址')).toBeVisible();
  await desk.getByRole('button', { name: '变更资料' }).click();
  await desk.getByLabel('生产者').fill('示例乳业，上海市示例路 3 号');
  await desk.getByRole('button', { name: '保存变更' }).click();
  await expect(quality.getByText('等上架查验').first()).toBeVisible();
  for (const name of ['标识', '合格证明', '许可']) await of(name).getByLabel('合格', { exact: true }).check();
  await check.getByRole('button', { name: '登记查验结果' }).click();
  await expect(quality.getByText('已上架')).toBeVisible();
  await expect(desk.getByText('已上架')).toBeVisible();
});

test('商品上架: a barcode that the merchant has already is refused in words, and what was written stays', async ({ server, staff, device }) => {
  const shop = await foodShop(staff);
  await list(staff, shop);
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}${ADDRESS}/new`);
  await boss.getByLabel('商户').selectOption({ label: '好味超市 · B1-001' });
  await boss.getByLabel('商品名称').fill('牛奶');
  await boss.getByLabel('商品类别').selectOption({ label: '食品饮料' });
  await boss.getByLabel('商品条码').fill(BARCODE);
  await boss.getByLabel('生产者').fill('示例乳业');
  await boss.getByRole('button', { name: '登记，等查验' }).click();
  await expect(boss.getByRole('alert')).toContainText('这个商户已有同一条码的商品“鲜牛奶”，没有重复登记。');
  await expect(boss.getByText(`您写的： 牛奶 · ${BARCODE}`)).toBeVisible();
});

test('商品下架: a written notice holds at once and reaches an offline tablet at its next contact, which says until then how old its list is', async ({
  server,
  staff,
  line,
  device,
}) => {
  test.setTimeout(300_000);
  await receptionist(server, staff);
  const shop = await foodShop(staff);
  const id = await list(staff, shop);
  const away = await device(TABLET);
  await signIn(away, line.address, 'lin');
  await controlled(away);
  await open(away, `${line.address}${ADDRESS}/${id}`);
  await expect(away.getByText('已上架')).toBeVisible();
  line.away(true);
  await expect(away.getByText(/这份清单是 .* 的。现在没有联网/)).toBeVisible({ timeout: 90_000 });

  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await open(desk, `${server.address}${ADDRESS}/${id}`);
  await ask(desk, '主管部门书面通知');
  await desk.getByRole('button', { name: '立即下架' }).click();
  await expect(desk.getByText('已下架').first()).toBeVisible();
  await expect(away.getByText('已上架')).toBeVisible();
  // After a restart too.
  await away.reload();
  await unlock(away);
  await expect(away.getByText(/这份清单是 .* 的。现在没有联网/)).toBeVisible({ timeout: 90_000 });
  line.away(false);
  await expect(away.getByText('已下架').first()).toBeVisible({ timeout: 90_000 });
  await expect(away.getByText(/现在没有联网/)).toHaveCount(0);
  await open(away, `${line.address}${ADDRESS}`);
  await expect(card(away, '现在不能卖的')).toContainText('鲜牛奶');

  // 下架后通知监管: a task until it is done, with a proof.
  const notice = card(desk, '下架');
  await expect(desk.getByText(/要办：通知监管/)).toBeVisible();
  await notice.getByRole('button', { name: '登记已通知' }).click();
  await expect(notice.getByText('请填写“凭据（编号或回执内容）”。').first()).toBeVisible();
  await notice.getByLabel('凭据').fill('电话回执 CN-20261128-7');
  await notice.getByRole('button', { name: '登记已通知' }).click();
  await expect(notice.getByText(/已通知 长宁区市场监管局：电话回执 CN-20261128-7（麦小姐 于 .* 登记）/)).toBeVisible();
  await expect(desk.getByText(/要办：通知监管/)).toHaveCount(0);
});

test('商品下架: a spoken request waits for 品控, who confirms it, and then it holds at once', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  await staff.add(server, 'wen', '品控 01', 'quality');
  const shop = await foodShop(staff);
  const id = await list(staff, shop);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await open(desk, `${server.address}${ADDRESS}/${id}`);
  await ask(desk, '主管部门口头要求');
  await desk.getByRole('button', { name: '登记，等品控确认' }).click();
  await expect(desk.getByText('等品控确认；确认之前照常销售。')).toBeVisible();
  await expect(desk.getByText('已上架')).toBeVisible();
  await expect(desk.getByRole('button', { name: '确认，立即下架' })).toHaveCount(0);

  const quality = await device(TABLET);
  await signIn(quality, server.address, 'wen');
  await quality.getByRole('link', { name: '品控', exact: true }).click();
  await card(quality, '等确认的下架').getByRole('link', { name: /鲜牛奶/ }).click();
  await quality.getByRole('button', { name: '确认，立即下架' }).click();
  await expect(quality.getByText('已下架').first()).toBeVisible();
  await expect(desk.getByText('已下架').first()).toBeVisible();
  await expect(desk.getByText(/要办：通知监管/)).toBeVisible();
});

test('进货查验: a missing check blocks the lot; 进销货台账: a batch leads to its supplier and its sales', async ({ server, staff, device }) => {
  const shop = await foodShop(staff);
  const id = await list(staff, shop);
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}${ADDRESS}/${id}`);
  const ledger = card(boss, '进销货台账');
  await ledger.getByRole('button', { name: '登记进货' }).click();
  await ledger.getByLabel('批号').fill('B20261120');
  await ledger.getByLabel('保质期至').fill('2090-01-01');
  await ledger.getByLabel('数量').fill('100');
  await ledger.getByLabel('单位').fill('盒');
  await ledger.getByLabel('供货者名称').fill('示例乳业销售公司');
  await ledger.getByLabel('供货者地址').fill('示例路 9 号');
  await ledger.getByLabel('供货者联系方式').fill('021-61671254');
  await ledger.getByLabel('进货凭证号').fill('JH-001');
  for (const check of ['供货商资格', '合格证明', '标识']) await ledger.getByRole('checkbox', { name: new RegExp(`^${check}`) }).check();
  await ledger.getByRole('button', { name: '查验合格，收货' }).click();
  await expect(ledger.getByRole('alert')).toContainText('不能收货：进货查验缺“质量”。');
  await ledger.getByRole('checkbox', { name: /^质量/ }).check();
  await ledger.getByRole('button', { name: '查验合格，收货' }).click();
  await expect(ledger.getByRole('heading', { name: 'B20261120' })).toBeVisible();
  await ledger.getByRole('button', { name: '登记去向' }).click();
  await ledger.getByLabel('怎么出去的').selectOption({ label: '销售' });
  await ledger.getByLabel('数量').fill('101');
  await ledger.getByRole('button', { name: '登记', exact: true }).click();
  await expect(ledger.getByRole('alert')).toContainText('数量不对：只有 100，写的是 101。');
  await ledger.getByLabel('数量').fill('60');
  await ledger.getByRole('button', { name: '登记', exact: true }).click();
  await expect(ledger.getByText('已售 60 · 退供货商 0 · 销毁 0 · 剩余 40')).toBeVisible();
  await open(boss, `${server.address}${ADDRESS}`);
  await boss.getByLabel('找商品').fill('b20261120');
  const found = card(boss, '商品清单和台账').getByRole('link', { name: /B20261120 · 鲜牛奶/ });
  await expect(found).toContainText('供货者 示例乳业销售公司 · 凭证 JH-001 · 进货 100 盒 · 已售 60 盒 · 剩余 40 盒');
});

test('进销货台账: a ledger with bad lines is taken in by no line, and in whole once it is corrected', async ({ server, staff, device }, info) => {
  await list(staff, await foodShop(staff));
  const head = '商户,商品名称,批号,保质期至,进货日期,数量,单位,供货者名称,供货者地址,供货者联系方式,进货凭证号,查验：供货商资格,查验：合格证明,查验：标识,查验：质量';
  const line = (n: number, quality = '合格', name = '鲜牛奶') =>
    `好味超市,${name},B${n},2090-01-01,2026-01-0${n},10,盒,示例乳业,示例路 9 号,021-61671254,JH-${n},合格,合格,合格,${quality}`;
  const file = (lines: string[]) => ({ name: 'ledger.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${[head, ...lines].join('\r\n')}\r\n`) });
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}${ADDRESS}`);
  await boss.getByText('台账导入、导出').click();
  await boss.getByLabel('台账文件').setInputFiles(file([line(1), line(2, '破损'), line(3, '合格', '没有的商品'), line(4)]));
  await boss.getByRole('button', { name: '核对台账' }).click();
  await expect(boss.getByText('4 行里有 2 行要改，一行也没有登记。')).toBeVisible();
  await expect(boss.getByText('第 3 行 鲜牛奶')).toBeVisible();
  await expect(boss.getByText('不能收货：进货查验缺“质量”。')).toBeVisible();
  await expect(boss.getByText('没有登记过商品“没有的商品”。')).toBeVisible();
  await boss.getByLabel('台账文件').setInputFiles(file([line(1), line(2), line(3), line(4)]));
  await boss.getByRole('button', { name: '核对台账' }).click();
  await boss.getByRole('button', { name: '登记这 4 批' }).click();
  await expect(boss.getByText('已登记 4 批进货。')).toBeVisible();
  const download = boss.waitForEvent('download');
  await boss.getByRole('button', { name: '导出 CSV' }).click();
  await (await download).saveAs(info.outputPath('ledger.csv'));
  await boss.getByLabel('找商品').fill('B3');
  await expect(card(boss, '商品清单和台账').getByRole('link', { name: /B3 · 鲜牛奶/ })).toBeVisible();
});

test('不合格商品退市: 停售→退供→退换 in six steps whose quantities balance; the second of two tablets reads that it is under way', async ({
  server,
  staff,
  line,
  device,
}) => {
  test.setTimeout(300_000);
  await receptionist(server, staff);
  await staff.add(server, 'wen', '品控 01', 'quality');
  const shop = await foodShop(staff);
  const id = await list(staff, shop);
  const today = (await staff.read('/api/v1/pull?since=0&kinds=goods')).changes[0].body.goods.since;
  const on = new Date(today + 8 * 3_600_000).toISOString().slice(0, 10);
  const lot = await receive(staff, id, { received_on: on });
  await sell(staff, id, lot, '60', on);
  const [boss, quality] = [await device(TABLET), await device(TABLET)];
  await signIn(boss, server.address, 'mai');
  await signIn(quality, line.address, 'wen');
  await controlled(quality);
  await open(boss, `${server.address}${ADDRESS}/${id}`);
  await open(quality, `${line.address}${ADDRESS}/${id}`);
  const begin = async (page: Page, words: string) => {
    await page.getByRole('button', { name: '开始退市' }).click();
    await page.getByLabel('为什么不能卖？').selectOption({ label: '检验不合格' });
    await page.getByLabel('看到了什么？').fill(words);
    await page.getByRole('button', { name: '开始退市' }).last().click();
  };
  await expect(quality.getByRole('button', { name: '开始退市' })).toBeVisible();
  line.away(true);
  await begin(boss, '抽检菌落超标');
  await expect(boss.getByText('退市中').first()).toBeVisible();
  await begin(quality, '送检报告不合格');
  await expect(quality.getByText('退市中').first()).toBeVisible();
  line.away(false);
  await expect(quality.getByText(/没有重复开始：这件商品 .* 已经开始退市/)).toBeVisible({ timeout: 90_000 });
  await expect(quality.getByText('您写的： 送检报告不合格')).toBeVisible();
  await quality.getByRole('button', { name: '知道了' }).click();

  const recall = card(boss, '退市');
  const done = () => recall.getByRole('button', { name: '办完这一步' }).click();
  await expect(recall.getByRole('button', { name: '办结退市' })).toHaveCount(0);
  await expect(recall.getByLabel('共进货')).toHaveValue('100');
  await expect(recall.getByLabel('已售出')).toHaveValue('60');
  await done();
  await recall.getByLabel('说明').fill('B1 冷柜撤下，封存在库房');
  await done();
  await recall.getByLabel('退供货商').fill('30');
  await recall.getByLabel('凭据').fill('退货单 TH-9');
  await done();
  await recall.getByLabel('从消费者收回').fill('5');
  await recall.getByLabel('说明').fill('店门口张贴，广播通知');
  await done();
  await recall.getByLabel('销毁').fill('12');
  await recall.getByLabel('封存剩余').fill('1');
  await recall.getByLabel('怎么处置的').fill('送环卫销毁');
  await done();
  await expect(recall.getByRole('alert')).toContainText('数量对不上：共进货 100，去向合计 98');
  await recall.getByLabel('封存剩余').fill('3');
  await done();
  await recall.getByLabel('主管部门').fill('长宁区市场监管局');
  await recall.getByLabel('凭据').fill('报告回执 BG-3');
  await done();
  await expect(recall.getByText('共进货 100 = 售出未收回 55 + 退供货商 30 + 销毁 12 + 封存剩余 3')).toBeVisible();
  await recall.getByRole('button', { name: '办结退市' }).click();
  await expect(recall.getByText(/办结（麦小姐）/)).toBeVisible();
  await expect(boss.getByText('已下架').first()).toBeVisible();
  await expect(card(quality, '退市').getByText(/办结（麦小姐）/)).toBeVisible();
});

test('不销售: whoever sees spoiled goods stops them without a network; 品控 lets them be sold again', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const shop = await foodShop(staff);
  const id = await list(staff, shop);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await open(desk, `${server.address}${ADDRESS}/${id}`);
  await expect(desk.getByText('已上架')).toBeVisible();
  await server.stop();
  await desk.getByRole('button', { name: '停售' }).click();
  await desk.getByLabel('为什么不能卖？').selectOption({ label: '变质' });
  await desk.getByLabel('看到了什么？').fill('瓶盖鼓起，有异味');
  await desk.getByRole('button', { name: '停售' }).last().click();
  await expect(desk.getByText('停售：变质').first()).toBeVisible();
  await server.start();
  await expect(desk.getByText(WAITING)).toHaveCount(0);
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/quality`);
  await card(boss, '停售和退市').getByRole('link', { name: /鲜牛奶/ }).click();
  await boss.getByRole('button', { name: '恢复销售' }).click();
  await boss.getByLabel('为什么？').fill('换了一批，抽看合格');
  await boss.getByRole('button', { name: '恢复销售' }).last().click();
  await expect(boss.getByText('已上架')).toBeVisible();
});

test('a barcode is read by the camera, also where the browser reads none by itself and there is no network', async ({ server, staff, line, device }) => {
  const shop = await foodShop(staff);
  await list(staff, shop);
  const boss = await device(TABLET);
  // What a camera gives: a picture of the packet, which moves.
  await boss.addInitScript((modules) => {
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
      const paper = canvas.getContext('2d')!;
      setInterval(() => {
        paper.fillStyle = 'white';
        paper.fillRect(0, 0, 640, 480);
        paper.fillStyle = 'black';
        [...modules].forEach((module, at) => module === '1' && paper.fillRect(130 + at * 4, 120, 4, 240));
      }, 100);
      return canvas.captureStream(10);
    };
  }, ean13(BARCODE));
  await signIn(boss, line.address, 'mai');
  await controlled(boss);
  expect(await boss.evaluate(() => 'BarcodeDetector' in window)).toBe(false);
  const reader = boss.waitForResponse(/zxing_reader\.wasm$/);
  await open(boss, `${line.address}${ADDRESS}`);
  await (await reader).finished();
  // The goods have come to this tablet as well.
  await boss.getByLabel('找商品').fill('鲜牛奶');
  await expect(card(boss, '商品清单和台账').getByRole('link', { name: /鲜牛奶/ })).toBeVisible();
  line.away(true);
  await boss.reload();
  await unlock(boss);
  await boss.getByRole('button', { name: '扫条码' }).click();
  await expect(boss.getByLabel('找商品')).toHaveValue(BARCODE);
  await expect(card(boss, '商品清单和台账').getByRole('link', { name: /鲜牛奶/ })).toBeVisible();
  await expect(boss.getByRole('button', { name: '不扫了' })).toBeHidden();
});

test('the pages of goods can be read by machines that read aloud', async ({ server, staff, device }) => {
  const shop = await foodShop(staff);
  const id = await list(staff, shop);
  await receive(staff, id);
  await propose(staff, shop, { name: '酸奶', barcode: '' });
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  for (const path of [ADDRESS, `${ADDRESS}/new`, `${ADDRESS}/${id}`, '/staff/quality']) {
    await open(boss, server.address + path);
    await expect(boss.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await boss.waitForTimeout(500);
    await judge(boss, path);
  }
});
