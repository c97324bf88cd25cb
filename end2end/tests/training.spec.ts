import type { Page } from '@playwright/test';
import { check } from '../support/axe';
import { signIn } from '../support/desk';
import { admit } from '../support/merchants';
import { newName, op } from '../support/ops';
import { receptionist, type Staff } from '../support/staff';
import { controlled, expect, open, ready, test, visit } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };
const PHONE = { viewport: { width: 390, height: 844 } };
const SUBJECT = '七日无理由退货怎么办';

/** A day from today, as the mall counts. */
function day(from: number): string {
  return new Date(Date.now() + (from * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
}

const list = (page: Page) => page.locator('section', { has: page.getByRole('heading', { name: '签到名单' }) });

/** A training that was planned by the API; says its name and what its code says. */
async function planned(staff: Staff, on: string, since = day(0)): Promise<{ id: string; code: string }> {
  const [id, code] = [newName(), newName().replaceAll('-', '')];
  const plan = { subject: SUBJECT, audience: 'merchants', day: on, time: '09:00', place: '4 楼会议室' };
  await staff.push([op('training.plan', { id, do: { plan: { plan, code, on: since } } })]);
  return { id, code };
}

/** What stands in the address of a code. */
const scanned = (address: string, id: string, code: string, on: string) =>
  `${address}/training#${id.replaceAll('-', '')}.${code}.${on}.${encodeURIComponent(SUBJECT)}`;

async function sign(phone: Page, name: string, unit: string): Promise<void> {
  await phone.getByLabel('姓名').fill(name);
  await phone.getByLabel('哪家店或哪个部门').fill(unit);
  await phone.getByRole('button', { name: '签到', exact: true }).click();
}

test('定期组织培训: planned on a tablet, signed in by QR without a network and at the door, never doubled, and the record leaves as a file', async ({
  server,
  staff,
  device,
}) => {
  await receptionist(server, staff);
  await admit(staff);
  const phone = await device(PHONE);
  await visit(phone, `${server.address}/tips`);
  const tablet = await device(TABLET);
  await signIn(tablet, server.address, 'lin');
  await controlled(tablet);
  await open(tablet, `${server.address}/staff/trainings`);
  await expect(tablet.getByText('还没有给商户培训过，请安排第一次。')).toBeVisible();
  await tablet.locator('.notice', { hasText: '还没有给商户培训过' }).getByRole('link', { name: '去安排' }).click();
  await tablet.getByLabel('哪天').fill(day(-1));
  await tablet.getByLabel('培训什么').fill(SUBJECT);
  await tablet.getByLabel('在哪里').fill('4 楼会议室');
  await tablet.getByLabel('材料（选填，一行一份）').fill('退货办法 /tips');
  await tablet.getByLabel('L2-031 佳电电器').check();
  await tablet.getByRole('button', { name: '安排培训' }).click();
  await expect(tablet.getByRole('alert')).toHaveText('这一天已经过了，请选今天或以后。');
  await tablet.getByLabel('哪天').fill(day(0));
  await tablet.screenshot({ path: 'screens/training-plan.png', fullPage: true });
  await tablet.getByRole('button', { name: '安排培训' }).click();
  await expect(tablet.getByRole('heading', { level: 1, name: SUBJECT })).toBeVisible();
  await check(tablet, 'training');
  await tablet.screenshot({ path: 'screens/training-one.png', fullPage: true });
  const address = await tablet.locator('.training__code').getAttribute('data-address');

  // No network from here on: the code is scanned by a phone that has opened the site once.
  await server.stop();
  await phone.goto(address ?? '');
  await ready(phone);
  await expect(phone.getByRole('heading', { name: SUBJECT })).toBeVisible();
  await sign(phone, '', '佳电电器');
  await expect(phone.getByRole('alert')).toHaveText('请写姓名。');
  await sign(phone, '王小明', '佳电电器');
  await expect(phone.getByText('已存在这台设备上，联网后自动送出，不会重复：王小明（佳电电器）')).toBeVisible();
  await phone.screenshot({ path: 'screens/training-phone-waiting.png', fullPage: true });
  // Thrown away and scanned again, it is known.
  await phone.goto('about:blank');
  await phone.goto(address ?? '');
  await expect(phone.getByText('已存在这台设备上，联网后自动送出，不会重复：王小明（佳电电器）')).toBeVisible();
  await expect(phone.getByRole('button', { name: '签到', exact: true })).toHaveCount(0);

  await tablet.getByRole('link', { name: '把这台平板放在门口登记' }).click();
  await tablet.getByLabel('姓名').fill('李店长');
  await tablet.getByLabel('哪家店或哪个部门').fill('鲜果小铺');
  await tablet.getByRole('button', { name: '签到', exact: true }).click();
  await expect(tablet.getByText('签好了，谢谢。下一位请写。')).toBeVisible();
  await expect(tablet.getByText('签到 1 人，应到 1 到 0')).toBeVisible();
  // The same again is told at once.
  await tablet.getByLabel('姓名').fill('李店长');
  await tablet.getByLabel('哪家店或哪个部门').fill('鲜果小铺');
  await tablet.getByRole('button', { name: '签到', exact: true }).click();
  await expect(tablet.getByRole('alert')).toContainText('已经签到过了');
  await tablet.screenshot({ path: 'screens/training-door.png', fullPage: true });

  await server.start();
  await expect(phone.getByText('签到好了：王小明（佳电电器）')).toBeVisible({ timeout: 90_000 });
  await phone.screenshot({ path: 'screens/training-phone.png', fullPage: true });
  await tablet.getByRole('link', { name: '培训', exact: true }).first().click();
  await expect(list(tablet).getByRole('listitem')).toHaveCount(2, { timeout: 90_000 });
  await expect(list(tablet)).toContainText('王小明 佳电电器');
  await expect(tablet.getByText('应到的都到了。')).toBeVisible();

  await tablet.getByRole('button', { name: '记下已举办' }).click();
  await tablet.getByLabel('总的情况（选填）').fill('都到了');
  await tablet.getByRole('button', { name: '记下已举办' }).last().click();
  await expect(tablet.getByText('已举办', { exact: true })).toBeVisible();
  await tablet.screenshot({ path: 'screens/training-held.png', fullPage: true });
  const file = tablet.waitForEvent('download');
  await tablet.getByRole('button', { name: '导出 Excel' }).click();
  expect((await file).suggestedFilename()).toBe('培训记录.xlsx');
  // Ended: whoever scans the code now is told so, and it stays away from the list.
  const other = await device(PHONE);
  await open(other, address ?? '');
  await sign(other, '赵', '好味餐厅');
  await expect(other.getByRole('alert')).toContainText('这次培训已经结束，不能再签到。');
  await expect(list(tablet).getByRole('listitem')).toHaveCount(2);
});

test('a code of another training, of another day, or none at all is told as what it is', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const { id } = await planned(staff, day(0));
  const { id: later, code } = await planned(staff, day(3));
  const phone = await device(PHONE);
  await open(phone, `${server.address}/training`);
  await expect(phone.getByRole('alert')).toContainText('二维码不完整');
  await phone.goto('about:blank');
  await open(phone, scanned(server.address, id, code, day(0)));
  await sign(phone, '王小明', '佳电电器');
  await expect(phone.getByRole('alert')).toContainText('这张二维码不是这次培训的');
  await phone.getByRole('button', { name: '重新写' }).click();
  await check(phone, 'training-phone');
  await phone.goto('about:blank');
  await open(phone, scanned(server.address, later, code, day(3)));
  await sign(phone, '王小明', '佳电电器');
  await expect(phone.getByRole('alert')).toHaveText('还没到培训的日子，当天再签到。');
  await phone.goto('about:blank');
  await open(phone, scanned(server.address, later, code, day(-3)));
  await sign(phone, '王小明', '佳电电器');
  await expect(phone.getByRole('alert')).toContainText('这次培训已经结束');
});

test('the next training is due by the rules: overdue it stands on the day’s page and beside the way to it', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const tablet = await device(TABLET);
  await signIn(tablet, server.address, 'lin');
  const way = tablet.getByRole('link', { name: /^培训/ });
  await expect(way).toHaveText('培训');
  // A tablet brings what was planned on it the day before yesterday, for yesterday.
  await planned(staff, day(-1), day(-2));
  await expect(way).toContainText('1 件逾期');
  await open(tablet, `${server.address}/staff/today`);
  const task = tablet.locator('.notice', { hasText: '还没记下办了没有，请记下或改期。' });
  await expect(task).toContainText('逾期');
  await tablet.screenshot({ path: 'screens/training-today.png', fullPage: true });
  await task.getByRole('link', { name: '打开' }).click();
  await tablet.getByRole('button', { name: '取消培训' }).click();
  await tablet.getByLabel('为什么取消？').fill('讲师病了');
  await tablet.getByRole('button', { name: '取消培训' }).last().click();
  await open(tablet, `${server.address}/staff/today`);
  await expect(tablet.getByText('请记下或改期')).toHaveCount(0);
});
