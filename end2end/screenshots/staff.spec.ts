import type { Page } from '@playwright/test';
import { GOODS } from '../support/complaint';
import { note, signIn, take, unlock } from '../support/desk';
import { onDisk } from '../support/disk';
import { file, op } from '../support/ops';
import { caseNumber } from '../support/receipt';
import { receptionist } from '../support/staff';
import { controlled, expect, open, test } from '../support/test';

// What staff see beside the cases, in both languages.

const SIZES = { kiosk: [1080, 1920], phone: [390, 844], tablet: [1180, 820] } as const;

for (const [name, [width, height]] of Object.entries(SIZES)) {
  test(`${name}: the lock, the account, the devices and the lists`, async ({ device, server, staff, complaints }) => {
    complaints.expected.push(/./);
    await receptionist(server, staff);
    await file(server);
    await staff.push([]).catch(() => undefined);
    const sheet = async (page: Page, of: string) => {
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: `screens/${name}-${of}.png`, fullPage: name !== 'kiosk' });
    };
    // In both languages, without loading the page anew.
    const picture = async (page: Page, of: string) => {
      await sheet(page, `zh-CN-${of}`);
      await page.getByRole('link', { name: 'English' }).first().click();
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await sheet(page, `en-${of}`);
      await page.getByRole('link', { name: '中文' }).first().click();
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    };
    const desk = await device({ viewport: { width, height }, locale: 'zh-CN' });
    await signIn(desk, server.address, 'lin');
    await controlled(desk);
    await open(desk, `${server.address}/staff/account`);
    await desk.getByLabel('新 PIN').fill('271828');
    await desk.getByLabel('再输一遍').fill('271828');
    await desk.getByRole('button', { name: '设好 PIN' }).click();
    await desk.getByText('PIN 设好了。').waitFor();
    await picture(desk, 'staff-account-pin');
    await desk.getByRole('link', { name: '案件' }).first().click();
    await take(desk, `${caseNumber(1)} ${GOODS}`);
    await server.stop();
    await note(desk, '已去柜台看过');
    await expect.poll(async () => (await onDisk(desk, 'outbox')).length).toBe(1);
    await open(desk, `${server.address}/staff`);
    await desk.getByText('1 条没送出').waitFor();
    await picture(desk, 'staff-locked');
    await unlock(desk, '314159');
    await desk.getByText('不对，还可以再试 4 次。').waitFor();
    await sheet(desk, 'zh-CN-staff-locked-wrong');
    await server.start();

    const office = await device({ viewport: { width, height }, locale: 'zh-CN' });
    await signIn(office, server.address, 'mai');
    await office.request.post(`${server.address}/api/v1/push`, {
      data: { protocol: 1, sent_at: Date.now(), ops: [op('case.teleport', { case: 'x' })] },
    });
    for (const [of, path, heading] of [
      ['devices', '/staff/devices', '设备'],
      ['aside', '/staff/aside', '留存'],
      ['workdays', '/staff/workdays', '工作日'],
      ['members', '/staff/members', '成员'],
      ['fund', '/staff/fund', '保证金'],
      ['today', '/staff/today', '今日一览'],
      ['queue', '/staff', '我的案件'],
    ] as const) {
      await open(office, server.address + path);
      await office.getByRole('heading', { level: 1 }).first().waitFor();
      void heading;
      await office.waitForTimeout(300);
      await picture(office, `staff-${of}`);
    }
    await open(office, `${server.address}/staff/setup#x`);
    await office.getByRole('heading', { level: 1 }).first().waitFor();
    await picture(office, 'staff-setup');
  });
}
