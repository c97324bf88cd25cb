import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge } from '../support/axe';
import { attract, enrol, kioskCode } from '../support/kiosk';
import { Server } from '../support/server';
import { Staff } from '../support/staff';
import { expect, test } from '../support/test';
import { answer, next } from '../support/wizard';

const SCREEN = { viewport: { width: 1080, height: 1920 }, hasTouch: true };
const MERCHANTS = [
  { name: '优衣', floor: 'B1', stall: 'B1-002', category: '服装' },
  { name: '佳电电器', floor: 'L2', stall: 'L2-031', category: '电器' },
  { name: '好味小厨', floor: 'L2', stall: 'L2-040', category: '餐饮' },
  { name: '7-11', floor: 'L1', stall: 'L1-001' },
];

test('without a keyboard and without a network the merchant, the day and the wish are touched, not typed', async ({ device }) => {
  const folder = await mkdtemp(join(tmpdir(), 'merchants-'));
  const file = join(folder, 'merchants.json');
  await writeFile(file, JSON.stringify({ merchants: MERCHANTS }));
  const server = await Server.start('--merchants-file', file);
  try {
    const staff = await Staff.first(server);
    const page = await device(SCREEN);
    await enrol(page, server, await kioskCode(staff));
    await expect.poll(() => page.evaluate(() => localStorage.getItem('kiosk-merchants'))).toContain('佳电电器');
    await server.stop();
    await page.reload();
    await attract(page);
    await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
    await answer(page, 'kind', 'complaint');
    await next(page);

    const open = page.getByRole('button', { name: '从名单里选商户' });
    await open.tap();
    const values = page.getByRole('group', { name: '选一个' }).getByRole('button');
    await expect(values).toHaveText(['B1', 'L2', 'L1']);
    await values.filter({ hasText: 'L2' }).tap();
    await expect(page.locator('.merchants__one')).toHaveCount(2);
    await judge(page, 'the list of merchants');
    await page.getByRole('button', { name: '按类别' }).tap();
    await expect(values).toHaveText(['服装', '电器', '餐饮']);
    await page.getByRole('button', { name: '按拼音首字母' }).tap();
    await expect(values).toHaveText(['H', 'J', 'Y', '#']);
    await values.filter({ hasText: 'J' }).tap();
    await page.screenshot({ path: 'test-results/merchants.png' });
    await page.locator('.merchants__one', { hasText: '佳电电器' }).tap();
    await expect(page.locator('[name=merchant_name]')).toHaveValue('佳电电器');
    await expect(page.locator('[name=stall]')).toHaveValue('L2-031');
    await expect(page.locator('.merchants__one')).toHaveCount(0);

    // The whole field of the day opens the browser's calendar.
    await page.evaluate(() => {
      HTMLInputElement.prototype.showPicker = function () {
        (window as any).opened = this.name;
      };
    });
    await page.locator('[name=purchased_on]').tap();
    expect(await page.evaluate(() => (window as any).opened)).toBe('purchased_on');

    // What was chosen is in the form, and not only in sight.
    await answer(page, 'goods', '电饭煲');
    await answer(page, 'goods_kind', 'appliance');
    await answer(page, 'purchased_on', '2026-11-20');
    await answer(page, 'amount', '320');
    await next(page);
    await page.getByRole('link', { name: '上一步' }).click();
    await expect(page.locator('[name=merchant_name]')).toHaveValue('佳电电器');
    await staff.dispose();
  } finally {
    await server.dispose();
    await rm(folder, { recursive: true, force: true });
  }
});

test('where the mall keeps no list, the name is typed as before', async ({ page, server, staff }) => {
  await enrol(page, server, await kioskCode(staff));
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await answer(page, 'kind', 'complaint');
  await next(page);
  await expect(page.locator('[name=merchant_name]')).toBeVisible();
  await expect(page.getByRole('button', { name: '从名单里选商户' })).toHaveCount(0);
});
