import { GOODS } from '../support/complaint';
import { press, signIn, take } from '../support/desk';
import { caseNumber, received, stands, toSheet } from '../support/receipt';
import { receptionist, type Staff } from '../support/staff';
import { expect, open, test } from '../support/test';
import { fileComplaint } from '../support/wizard';

const SELLER = { 销售者名称: '佳电电器有限公司', 地址: '长宁路 1 号', 联系方式: '021-60000000' };

test('without an agreement the consumer sees every way on, and is given who sold it', async ({ page, server, staff, device }) => {
  test.slow();
  await receptionist(server, staff);
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  await toSheet(page, GOODS);

  const desk = await device({ viewport: { width: 1180, height: 820 } });
  await signIn(desk, server.address, 'lin');
  await take(desk, `${caseNumber(1)} ${GOODS}`);
  await press(desk, '受理');
  await press(desk, '更多');
  const panel = desk.getByRole('dialog');
  await panel.getByRole('button', { name: '记录商家答复' }).click();
  await panel.getByLabel('商家怎么说？').fill('说是消费者自己摔坏的');
  await panel.getByRole('button', { name: '记录商家答复' }).click();
  await expect(panel.getByText('请选一项。')).toBeVisible();
  await panel.getByText('不同意', { exact: true }).click();
  await panel.getByRole('button', { name: '记录商家答复' }).click();
  await expect(desk.getByText('商家答复：不同意')).toBeVisible();
  await stands(page, '已受理');
  await expect(page.getByText('摔坏')).toHaveCount(0);

  // A mediator tries, and it comes to nothing.
  await act(staff, 'send_to_merchant', { request: '请在三天内答复' });
  await act(staff, 'start_mediation', { consumer_consents: true, merchant_consents: true });
  await act(staff, 'fail_mediation', { reason: 'merchant_refuses', words: '商家坚持不退。' });
  await stands(page, '调解不成');
  for (const way of ['12315', '消费者权益保护委员会', '仲裁', '向人民法院起诉']) {
    await expect(page.getByRole('main').getByText(way).first()).toBeVisible();
  }
  await page.getByLabel('要商家的名称、地址和联系方式？').fill('准备起诉');
  await page.getByRole('button', { name: '申请提供销售者信息' }).click();
  await expect(page.getByRole('button', { name: '申请提供销售者信息' })).toHaveCount(0);

  await expect(desk.getByText('消费者申请提供销售者信息')).toBeVisible();
  await press(desk, '更多');
  await panel.getByRole('button', { name: '提供销售者信息' }).click();
  for (const [label, value] of Object.entries(SELLER)) await panel.getByLabel(label).fill(value);
  await panel.getByRole('button', { name: '提供销售者信息' }).click();
  for (const value of Object.values(SELLER)) await expect(page.getByText(value)).toBeVisible();

  // The regulator gets it on paper, without what staff wrote for themselves.
  // Its number comes later than the packet goes.
  const supervisor = await device({ viewport: { width: 1180, height: 820 } });
  await signIn(supervisor, server.address, 'mai');
  const [failed] = await staff.cases();
  await open(supervisor, `${server.address}/staff/case/${failed!.id}`);
  await press(supervisor, '转市场监管');
  await supervisor.getByRole('dialog').getByRole('button', { name: '转市场监管' }).click();
  await stands(page, '已转市场监管');
  await press(desk, '更多');
  await panel.getByRole('button', { name: '登记受理编号' }).click();
  await panel.getByLabel('市场监管部门的受理编号').fill('沪长市监〔2026〕118 号');
  await panel.getByRole('button', { name: '登记受理编号' }).click();
  await expect(page.getByText('沪长市监〔2026〕118 号').first()).toBeVisible();
  await press(desk, '更多');
  await panel.getByRole('link', { name: '打印移送材料' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: '消费投诉移送材料' })).toBeVisible();
  const paper = desk.getByRole('article');
  await expect(paper).toContainText(`案号 ${caseNumber(1)} · 移送编号 ${caseNumber(1)}-Z`);
  await expect(paper).toContainText('沪长市监〔2026〕118 号');
  await expect(paper).toContainText('商家坚持不退。');
  await expect(paper).toContainText('市场监管部门处理并告知');
  await expect(paper).not.toContainText('摔坏');
});

/** On the only case, as it stands now. */
async function act(staff: Staff, word: string, details: object): Promise<void> {
  const [one] = await staff.cases();
  await staff.act(one!, word, details);
}
