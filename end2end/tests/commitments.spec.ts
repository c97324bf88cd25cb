import { judge } from '../support/axe';
import { signIn } from '../support/desk';
import { admit } from '../support/merchants';
import { op } from '../support/ops';
import { receptionist } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const PHONE = { viewport: { width: 390, height: 844 } };
const ADDRESS = '/staff/merchants';

test('“第一责任人”承诺: signed at the desk without a network, everybody sees who has signed and who has not', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const signs = await admit(staff);
  await admit(staff, { name: '手作布艺', legal_name: '上海手作布艺有限公司', trade: 'household', floor: 'B1', stall: 'B1-009' });
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'lin');
  await controlled(desk);
  await open(desk, `${server.address}${ADDRESS}/${signs}`);
  const card = desk.getByRole('region', { name: '承诺', exact: true });
  await expect(card).toContainText('还没有签。商户是商品质量安全的“第一责任人”。');
  const anybody = await device(PHONE);
  await open(anybody, `${server.address}/board/commitments`);
  const list = anybody.getByRole('region', { name: '谁签了承诺' });
  await expect(list.getByRole('heading', { name: '已签（0 户）' })).toBeVisible();
  await expect(list.getByRole('heading', { name: '还没有签（2 户）' })).toBeVisible();

  await server.stop();
  await card.getByRole('button', { name: '纸质签名已收到，登记' }).click();
  await expect(card.getByRole('alert')).toContainText('请写谁代表商户签的字');
  await card.getByLabel('谁代表商户签字').fill('李店长');
  await card.getByRole('button', { name: '纸质签名已收到，登记' }).click();
  await expect(card).toContainText('版已签：李店长');
  await server.start();
  await expect(desk.getByText('已存在本机，联网后生效')).toHaveCount(0);

  await anybody.reload();
  await expect(list.getByRole('heading', { name: '已签（1 户）' })).toBeVisible();
  await expect(list.getByRole('listitem').filter({ hasText: '佳电电器' })).toContainText('签');
  await expect(list.getByRole('heading', { name: '还没有签（1 户）' })).toBeVisible();
  await expect(list).toContainText('手作布艺');
  // Who signed for it stays with staff.
  await expect(anybody.getByText('李店长')).toHaveCount(0);
  await judge(anybody, 'who has signed');
});

test('“第一责任人”承诺: a merchant that is suspended is on no list, and is back with its signature once that is lifted', async ({ server, staff, device }) => {
  const id = await admit(staff);
  const { board } = (await staff.read('/api/v1/pull?since=0&kinds=board')).changes[0].body.board;
  const { version } = board.documents.find(({ id }: any) => id === 'commitments');
  const sign = { document: 'commitments', version, signatory: '李店长', way: 'on_paper' };
  await staff.push([op('merchant_file.sign_commitment', { id, base: 2, do: { sign_commitment: sign } })]);
  const anybody = await device(PHONE);
  const list = anybody.getByRole('region', { name: '谁签了承诺' });
  await open(anybody, `${server.address}/board/commitments`);
  await expect(list).toContainText('佳电电器');

  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}${ADDRESS}/${id}`);
  await boss.getByRole('button', { name: '暂停经营' }).click();
  await boss.getByRole('button', { name: '暂停经营' }).last().click();
  await expect(boss.getByRole('alert')).toContainText('请写理由');
  await boss.getByLabel('为什么暂停经营？').fill('消防通道堆货，整改后恢复');
  await boss.getByRole('button', { name: '暂停经营' }).last().click();
  await expect(boss.getByText('原因：').first()).toContainText('消防通道堆货');
  await expect(boss.getByText('已存在本机')).toHaveCount(0);
  await anybody.reload();
  await expect(list.getByRole('heading', { name: '已签（0 户）' })).toBeVisible();

  await boss.getByRole('button', { name: '恢复经营' }).click();
  await boss.getByLabel('为什么恢复经营？').fill('已清理，现场看过');
  await boss.getByRole('button', { name: '恢复经营' }).last().click();
  await expect(boss.getByText('已入驻')).toBeVisible();
  await expect(boss.getByText('已存在本机')).toHaveCount(0);
  await anybody.reload();
  await expect(list.getByRole('heading', { name: '已签（1 户）' })).toBeVisible();
});

test('商户档案: two tablets change one merchant; what the second wrote is kept and laid onto what stands there now', async ({ server, staff, device, complaints }) => {
  complaints.expected.push(/409/);
  await receptionist(server, staff);
  const id = await admit(staff);
  const [one, two] = [await device(TABLET), await device(TABLET)];
  await signIn(one, server.address, 'mai');
  await signIn(two, server.address, 'lin');
  await controlled(two);
  for (const tablet of [one, two]) {
    await open(tablet, `${server.address}${ADDRESS}/${id}`);
    await tablet.getByRole('button', { name: '变更资料' }).click();
  }
  await server.stop();
  await two.getByLabel('联系电话').fill('021-61671255');
  await two.getByRole('button', { name: '保存变更' }).click();
  await expect(two.getByText('已存在本机，联网后生效')).toBeVisible();
  await server.start();
  await expect(two.getByText('已存在本机，联网后生效')).toHaveCount(0);

  // The first tablet still has its form open on what was there before.
  await one.getByLabel('负责人').fill('店长乙');
  await one.getByRole('button', { name: '保存变更' }).click();
  await expect(one.getByText('这份档案别的同事刚改过')).toBeVisible();
  await expect(one.getByText('店长乙').first()).toBeVisible();
  const file = async () => (await staff.read('/api/v1/pull?since=0&kinds=merchant_file')).changes[0].body.merchant_file.application;
  expect(await file()).toMatchObject({ responsible: '店长甲' });
  await one.getByRole('button', { name: '接着改' }).click();
  await expect(one.getByLabel('负责人')).toHaveValue('店长乙');
  await expect(one.getByLabel('联系电话'), 'a colleague’s number is not overwritten unseen').toHaveValue('021-61671255');
  await one.getByRole('button', { name: '保存变更' }).click();
  await expect.poll(async () => (await file()).responsible).toBe('店长乙');
  expect(JSON.stringify(await file())).toContain('61671255');
});
