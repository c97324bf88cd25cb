import { GOODS } from '../support/complaint';
import { close, note, press, reply, signIn, take } from '../support/desk';
import { caseNumber, received, savedHere, stands, toSheet } from '../support/receipt';
import { receptionist } from '../support/staff';
import { expect, open, test, visit } from '../support/test';
import { claimCode, fileComplaint } from '../support/wizard';

const REPLY = '已联系佳电电器，商家同意退货，请您周六带电饭煲和小票来二楼服务台。';
const NOTE = '这家铺位本月第三次，提醒主管。';
const SUMMARY = '商家退款 320 元，消费者已收到。';

test('a complaint written without a network goes all the way to its end', async ({ page, server, staff, device }) => {
  await receptionist(server, staff);
  await visit(page, server.address);
  await open(page, `${server.address}/board/bulletin`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await open(page, server.address);

  await server.stop();
  await page.getByRole('link', { name: '我要投诉或咨询' }).click();
  await fileComplaint(page);
  await savedHere(page);
  const code = await claimCode(page);

  await server.start();
  await received(page);
  expect(await claimCode(page)).toBe(code);
  await expect(page.getByText('由 接待员 01 负责（首问人）')).toBeVisible();
  await toSheet(page, GOODS);
  await stands(page, '已收到');

  const desk = await device();
  await signIn(desk, server.address, 'lin');
  const title = `${caseNumber(1)} ${GOODS}`;
  await take(desk, title);
  await press(desk, '受理');
  await stands(page, '已受理');

  await reply(desk, REPLY);
  await expect(page.getByText(REPLY)).toBeVisible();
  await note(desk, NOTE);
  await expect(desk.getByText(NOTE)).toBeVisible();

  await close(desk, '现场和解', SUMMARY);
  await stands(page, '已办结');
  await expect(page.getByText(SUMMARY)).toBeVisible();
  await expect(page.getByText(NOTE)).toHaveCount(0);

  await page.getByRole('button', { name: '解决了' }).click();
  await expect(page.getByText('您已确认解决。谢谢！')).toBeVisible();
  await page.getByRole('button', { name: '提交评价' }).click();
  await expect(page.getByText('请先选一项再提交。')).toBeVisible();
  await page.locator('[name="stars"][value="4"]').check();
  await page.getByRole('button', { name: '提交评价' }).click();
  await expect(page.getByText('您评了：满意。谢谢！')).toBeVisible();
  await expect(desk.getByText('消费者评价：4 分（满分 5 分）')).toBeVisible();

  const other = await device();
  await open(other, `${server.address}/track`);
  await other.getByLabel('查询码').fill(code.toLowerCase());
  await other.getByRole('button', { name: '查一查' }).click();
  await stands(other, '已办结');
  await expect(other.getByText(REPLY)).toBeVisible();
  await expect(other.getByText(NOTE)).toHaveCount(0);
  expect(await staff.cases()).toHaveLength(1);
});
