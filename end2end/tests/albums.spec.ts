import type { Locator, Page } from '@playwright/test';
import { judge } from '../support/axe';
import { signIn } from '../support/desk';
import { admit, apply } from '../support/merchants';
import { chooseIn, PLACE, photo } from '../support/photos';
import { stroke } from '../support/signature';
import { receptionist, type Staff } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 }, hasTouch: true };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const WAITS = '已存在本机，联网后生效';
const SHOP = '佳电电器 · L2-031';

/** What has arrived of something. */
async function pictures(staff: Staff, id: string): Promise<any[]> {
  const { changes } = await staff.read('/api/v1/pull?since=0&kinds=album');
  return changes.find((change: any) => change.id === id)?.body.album?.pictures ?? [];
}

/** A picture that was decoded. */
async function isSeen(picture: Locator): Promise<void> {
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
}

/** Nobody without a session is given a picture. */
async function isNotPublic(page: Page, address: string, id: string, hash: string): Promise<void> {
  for (const path of [`${id}/${hash}`, `${id}/${hash}/thumbnail`]) {
    const answer = await page.request.get(`${address}/api/v1/attachments/${path}`);
    expect(answer.status(), path).toBe(401);
  }
}

test('质量和服务规范承诺: drawn on a tablet without a network, the signature arrives by itself; everybody sees that it was drawn, and staff alone the picture', async ({
  server,
  staff,
  device,
}) => {
  test.slow();
  await receptionist(server, staff);
  const id = await admit(staff);
  const tablet = await device(TABLET);
  await signIn(tablet, server.address, 'lin');
  await controlled(tablet);
  await open(tablet, `${server.address}/staff/merchants/${id}`);
  const card = tablet.getByRole('region', { name: '承诺', exact: true });
  await expect(card).toContainText('还没有签');

  await server.stop();
  await card.getByLabel('谁代表商户签字').fill('李店长');
  await card.getByRole('button', { name: '签署承诺' }).click();
  await expect(card.getByRole('alert')).toContainText('还没有签名。');
  await card.getByRole('button', { name: '在屏幕上签字' }).click();
  const pad = tablet.getByRole('dialog', { name: '请李店长签字' });
  await expect(pad).toContainText('商品质量安全承诺');
  await stroke(tablet, pad.locator('.pad__sheet'), [[0.2, 0.3], [0.5, 0.6], [0.3, 0.7]]);
  await stroke(tablet, pad.locator('.pad__sheet'), [[0.6, 0.2], [0.65, 0.8]]);
  await pad.getByRole('button', { name: '签好了' }).click();
  await expect(pad).toBeHidden();
  await isSeen(card.getByRole('img', { name: '李店长 的签名或印章' }));
  await judge(tablet, 'a drawn signature');
  await card.getByRole('button', { name: '签署承诺' }).click();
  await expect(card).toContainText('版已签：李店长');
  await expect(card).toContainText('屏上手写签名');
  await isSeen(card.getByRole('img', { name: '签名或印章' }));
  expect(await pictures(staff, id).catch(() => [])).toEqual([]);

  await server.start();
  await expect(tablet.getByText(WAITS)).toHaveCount(0);
  await expect.poll(async () => (await pictures(staff, id)).length).toBe(1);
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, `${server.address}/staff/merchants/${id}`);
  await isSeen(boss.getByRole('region', { name: '承诺', exact: true }).getByRole('img', { name: '签名或印章' }));

  const anybody = await device(PHONE);
  await open(anybody, `${server.address}/board/commitments`);
  const list = anybody.getByRole('region', { name: '谁签了承诺' });
  await expect(list.getByRole('listitem').filter({ hasText: '佳电电器' })).toContainText('屏上手写签名');
  await expect(anybody.getByText('李店长')).toHaveCount(0);
  await isNotPublic(anybody, server.address, id, (await pictures(staff, id))[0].hash);
});

test('质量和服务规范承诺: whoever cannot draw signs by name and a tick, by the merchant’s own link on a phone', async ({ server, staff, device }) => {
  const id = await admit(staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await open(desk, `${server.address}/staff/merchants/${id}`);
  const card = desk.getByRole('region', { name: '让商户自己填' });
  await card.getByRole('button', { name: '生成链接' }).click();
  const link = await card.locator('.merchants__version').innerText();

  const phone = await device(PHONE);
  await open(phone, link);
  await expect(phone.getByText('已入驻。以后要变更资料，请到服务台。')).toBeVisible();
  const signs = phone.getByRole('region', { name: '承诺', exact: true });
  await signs.getByLabel(/我代表商户，已读承诺全文/).check();
  await signs.getByRole('button', { name: '签署承诺' }).click();
  await expect(signs.getByRole('alert')).toContainText('请写谁代表商户签的字');
  await signs.getByLabel('谁代表商户签字').fill('店长甲');
  await judge(phone, 'the commitments by a link');
  await signs.getByRole('button', { name: '签署承诺' }).click();
  await expect(signs.getByRole('status')).toContainText('版已签：店长甲');
  await expect(signs.getByRole('button', { name: '签署承诺' })).toHaveCount(0);

  const signed = desk.getByRole('region', { name: '承诺', exact: true });
  await expect(signed).toContainText('写名确认');
  await expect(signed).toContainText('商户自己用链接签');
  await expect(phone.getByText('店长甲')).toBeVisible();
});

test('质量和服务规范承诺: drawn by the merchant’s link, the picture goes by the same link', async ({ server, staff, device }) => {
  const id = await admit(staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await open(desk, `${server.address}/staff/merchants/${id}`);
  const card = desk.getByRole('region', { name: '让商户自己填' });
  await card.getByRole('button', { name: '生成链接' }).click();
  const phone = await device(PHONE);
  await open(phone, await card.locator('.merchants__version').innerText());
  const signs = phone.getByRole('region', { name: '承诺', exact: true });
  await signs.getByLabel('谁代表商户签字').fill('店长甲');
  await signs.getByRole('button', { name: '在屏幕上签字' }).click();
  const pad = phone.getByRole('dialog', { name: '请店长甲签字' });
  await stroke(phone, pad.locator('.pad__sheet'), [[0.2, 0.3], [0.5, 0.6], [0.3, 0.7]]);
  await pad.getByRole('button', { name: '签好了' }).click();
  await expect(signs.getByText('图已收到')).toBeVisible();
  await signs.getByRole('button', { name: '签署承诺' }).click();
  await expect(signs.getByRole('status')).toContainText('版已签：店长甲');
  const signed = desk.getByRole('region', { name: '承诺', exact: true });
  await expect(signed).toContainText('屏上手写签名');
  await isSeen(signed.getByRole('img', { name: '签名或印章' }));
});

test('商家入驻审核: the picture of a licence is sent by the applicant’s link, seen where the original is looked at, and by nobody else', async ({
  server,
  staff,
  line,
  device,
}) => {
  test.slow();
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await open(desk, `${server.address}/staff/merchants/new`);
  const card = desk.getByRole('region', { name: '让商户自己填' });
  await card.getByRole('button', { name: '生成链接' }).click();
  const link = await card.locator('.merchants__version').innerText();

  const phone = await device(PHONE);
  await open(phone, link.replace(server.address, line.address));
  await phone.getByLabel('招牌名称').fill('佳电电器');
  await phone.getByLabel('楼层').fill('L2');
  await phone.getByLabel('铺位').fill('L2-031');
  await phone.getByLabel('经营类别').selectOption({ label: '家用电器' });
  await phone.getByLabel('法人', { exact: true }).check();
  await phone.getByLabel('主体名称').fill('上海佳电电器有限公司');
  await phone.getByLabel('统一社会信用代码').fill('91350100M000100Y43');
  await phone.getByLabel('负责人').fill('店长甲');
  await phone.getByLabel('联系电话').fill('13800138000');
  await phone.getByLabel('地址').fill('上海市长宁区示例路 1 号');
  await phone.getByRole('button', { name: '加一项许可' }).click();
  await phone.getByLabel('编号').fill('91350100M000100Y43');
  await phone.getByLabel('长期有效').check();
  await chooseIn(phone.locator('#merchant-permit-0-picture'), await photo(phone, 3000, 2000));
  await expect(phone.getByText('图已收到')).toBeVisible();
  await judge(phone, 'a permit with its picture');
  // The page is thrown away: the picture is there, and named by the form.
  await phone.reload();
  await expect(phone.getByText('图已收到')).toBeVisible();
  await phone.getByRole('button', { name: '提交申请' }).click();
  await expect(phone.getByText('申请收到了。')).toBeVisible();

  await open(desk, `${server.address}/staff/merchants`);
  await desk.getByRole('region', { name: '谁在等审核' }).getByRole('link', { name: /佳电电器/ }).click();
  const originals = desk.getByRole('region', { name: '核实原件' });
  await isSeen(originals.getByRole('img', { name: '营业执照 的图片' }));
  await isSeen(desk.getByRole('region', { name: '行政许可' }).getByRole('img', { name: '营业执照 的图片' }));
  await originals.getByLabel('营业执照', { exact: true }).check();
  await originals.getByLabel('本人或经办人的身份证件').check();
  await originals.getByRole('button', { name: '核实无误，同意入驻' }).click();
  await expect(desk.getByText('已入驻')).toBeVisible();
  await expect(desk.getByText(/麦小姐 于 .* 看过原件/)).toBeVisible();

  const id = desk.url().split('/').at(-1)!;
  const [kept] = await pictures(staff, id);
  await isNotPublic(phone, server.address, id, kept.hash);
  const bytes = await staff.bytes(`/api/v1/attachments/${id}/${kept.hash}`);
  expect(bytes.includes(Buffer.from(PLACE)), 'where it was taken is in no picture that is kept').toBe(false);
});

test('商家入驻审核: a picture of a permit that was taken on a tablet without a network waits for its application', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const tablet = await device(TABLET);
  await signIn(tablet, server.address, 'lin');
  await controlled(tablet);
  const id = await apply(staff);
  await open(tablet, `${server.address}/staff/merchants/${id}`);
  await expect(tablet.getByRole('heading', { level: 1, name: '佳电电器' })).toBeVisible();
  await server.stop();
  await tablet.getByRole('button', { name: '变更资料' }).click();
  await chooseIn(tablet.locator('#merchant-permit-0-picture'), await photo(tablet, 1600, 1200));
  await isSeen(tablet.getByRole('img', { name: '营业执照 的图片' }));
  await tablet.getByRole('button', { name: '保存变更' }).click();
  await expect(tablet.getByText(WAITS)).toBeVisible();
  await isSeen(tablet.getByRole('region', { name: '行政许可' }).getByRole('img', { name: '营业执照 的图片' }));
  await server.start();
  await expect.poll(async () => (await pictures(staff, id)).length).toBe(1);
  const { changes } = await staff.read('/api/v1/pull?since=0&kinds=merchant_file');
  const [permit] = changes[0].body.merchant_file.application.permits;
  const [kept] = await pictures(staff, id);
  expect([kept.hash, kept.sent]).toContain(permit.picture);
});

test('监督检查: a finding is photographed on a tablet without a network; the photo arrives after the visit, and another tablet shows it', async ({
  server,
  staff,
  device,
}) => {
  test.slow();
  await receptionist(server, staff);
  await admit(staff);
  const tablet = await device(TABLET);
  await signIn(tablet, server.address, 'lin');
  await controlled(tablet);
  await open(tablet, `${server.address}/staff/inspections/new`);
  await tablet.getByLabel('查什么、查哪里').fill('L2 家电周查');
  await tablet.getByLabel('用哪份清单').selectOption({ label: '日常巡查' });
  await tablet.getByLabel(SHOP.split(' · ').reverse().join(' · ')).check();
  await tablet.getByRole('button', { name: '安排巡查' }).click();
  await tablet.getByRole('button', { name: '开始巡查' }).click();
  await expect(tablet.getByText(WAITS)).toHaveCount(0);

  await server.stop();
  await tablet.getByRole('button', { name: SHOP }).click();
  const expired = tablet.getByRole('group', { name: '没有过期、失效、变质的商品' });
  await expired.getByRole('radio', { name: '不合格' }).check();
  await tablet.getByLabel('哪里不对？').fill('3 盒牛奶昨天过期');
  const pick = tablet.locator('input[id^="finding-photo-"]');
  await chooseIn(pick, await photo(tablet, 1600, 1200));
  await isSeen(tablet.getByRole('img', { name: /项的照片 1/ }));
  await judge(tablet, 'a finding with its photo');
  await tablet.getByRole('button', { name: '其余都合格' }).click();
  await tablet.getByRole('button', { name: '记录检查' }).click();
  const records = tablet.getByRole('region', { name: '检查记录' });
  await expect(records).toContainText('3 盒牛奶昨天过期');
  await expect(records).toContainText('已存在本机，联网后自动送出');
  await isSeen(records.getByRole('img', { name: /照片 1/ }));

  await server.start();
  await expect(tablet.getByText(WAITS)).toHaveCount(0);
  await expect(records.getByText('已存在本机，联网后自动送出')).toHaveCount(0);
  await isSeen(records.getByRole('img', { name: /照片 1/ }));
  const boss = await device(TABLET);
  await signIn(boss, server.address, 'mai');
  await open(boss, tablet.url());
  await isSeen(boss.getByRole('region', { name: '检查记录' }).getByRole('img', { name: /照片 1/ }));
  const { changes } = await staff.read('/api/v1/pull?since=0&kinds=album');
  await isNotPublic(await device(PHONE), server.address, changes[0].id, changes[0].body.album.pictures[0].hash);
});
