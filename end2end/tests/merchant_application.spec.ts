import { judge } from '../support/axe';
import { signIn } from '../support/desk';
import { receptionist } from '../support/staff';
import { expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

test('商家入驻审核: an applicant fills its application in by a link on a phone, is sent back for more, brings it, and is admitted', async ({
  server,
  staff,
  line,
  device,
}) => {
  test.slow();
  await receptionist(server, staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await open(desk, `${server.address}/staff/merchants/new`);
  const card = desk.getByRole('region', { name: '让商户自己填' });
  await card.getByRole('button', { name: '生成链接' }).click();
  await expect(card.getByText('链接有效期至')).toBeVisible();
  const link = await card.locator('.merchants__version').innerText();

  const phone = await device(PHONE);
  const sent: string[] = [];
  phone.on('request', (request) => sent.push(request.postData() ?? ''));
  await open(phone, link.replace(server.address, line.address));
  await phone.getByLabel('招牌名称').fill('手作布艺');
  await phone.getByLabel('楼层').fill('B1');
  await phone.getByLabel('铺位').fill('B1-009');
  await phone.getByLabel('经营类别').selectOption({ label: '家居日用' });
  await phone.getByLabel('自然人').check();
  await phone.getByLabel('主体名称').fill('摊主甲');
  // The phone throws the page away; what was typed is there again.
  await phone.reload();
  await expect(phone.getByLabel('主体名称')).toHaveValue('摊主甲');
  await phone.getByLabel('负责人').fill('摊主甲');
  await phone.getByLabel('联系电话').fill('13800138000');
  await phone.getByLabel('地址').fill('上海市长宁区示例路 1 号');
  await phone.getByLabel('证件号码').fill('110105194912310021');
  await phone.getByRole('button', { name: '提交申请' }).click();
  await expect(phone.getByText('证件号码对不上，有一位写错了。')).toBeVisible();
  await judge(phone, 'the application by a link');
  await phone.getByLabel('证件号码').fill('11010519491231002X');
  line.next('/api/v1/merchant-application', { is: 'reply lost' });
  await phone.getByRole('button', { name: '提交申请' }).click();
  // A browser may ask again by itself where a connection broke; where it does not, its person does.
  const taken = phone.getByText('申请收到了。');
  await expect(taken.or(phone.getByText('没有连上，请检查网络后再试。您写的还在。'))).toBeVisible();
  if (!(await taken.isVisible())) await phone.getByRole('button', { name: '提交申请' }).click();
  await expect(phone.getByText('申请收到了。请带营业执照、许可证和本人身份证件的原件到服务台核实。')).toBeVisible();
  for (const text of sent) expect(text, 'of an identity number nothing is sent but its end').not.toContain('19491231');
  const files = async () => (await staff.read('/api/v1/pull?since=0&kinds=merchant_file')).changes;
  expect(await files()).toHaveLength(1);

  await open(desk, `${server.address}/staff/merchants`);
  await desk.getByRole('region', { name: '谁在等审核' }).getByRole('link', { name: /手作布艺/ }).click();
  await desk.getByRole('button', { name: '退回补正' }).click();
  await desk.getByLabel('要商户补什么？').fill('电话打不通，请写能接通的号码');
  await desk.getByRole('button', { name: '退回补正' }).last().click();
  await expect(desk.getByText('已存在本机')).toHaveCount(0);

  await phone.reload();
  await expect(phone.getByText('请补正后再提交：')).toBeVisible();
  await expect(phone.getByText('电话打不通，请写能接通的号码')).toBeVisible();
  await phone.getByLabel('联系电话').fill('021-61671254');
  await phone.getByRole('button', { name: '提交修改' }).click();
  await expect(phone.getByText('申请收到了。')).toBeVisible();

  await expect(desk.getByText('021-61671254').first()).toBeVisible();
  await desk.getByLabel('本人或经办人的身份证件').check();
  await desk.getByRole('button', { name: '核实无误，同意入驻' }).click();
  await expect(desk.getByText('已入驻')).toBeVisible();
  await expect(desk.getByText('已存在本机')).toHaveCount(0);
  await phone.reload();
  await expect(phone.getByText('已入驻。以后要变更资料，请到服务台。')).toBeVisible();
  await expect(phone.getByRole('button', { name: /提交/ })).toHaveCount(0);
});
