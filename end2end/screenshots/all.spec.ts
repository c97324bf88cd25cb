import type { Page } from '@playwright/test';
import { GOODS } from '../support/complaint';
import { openAccount } from '../support/fund';
import { press, reply, signIn, take } from '../support/desk';
import { filing, push } from '../support/ops';
import { caseNumber, received, toSheet } from '../support/receipt';
import { receptionist } from '../support/staff';
import { expect, open, test } from '../support/test';
import { fillComplaint, next, submit } from '../support/wizard';

const SIZES = { kiosk: [1080, 1920], phone: [390, 844], tablet: [1180, 820] } as const;

const PUBLIC = {
  home: '/',
  bulletin: '/board/bulletin',
  law: '/law/product-quality',
  search: '/search?q=退货',
  workflow: '/workflow',
  poster: '/poster',
  handoff: '/handoff',
  privacy: '/privacy',
  help: '/help',
  'help-staff': '/help/staff',
  'help-administrator': '/help/administrator',
  mine: '/mine',
  track: '/track',
  'staff-sign-in': '/staff/sign-in',
  missing: '/nowhere',
};

const LANGUAGES = ['zh-CN', 'en'] as const;

for (const [name, [width, height]] of Object.entries(SIZES)) {
  for (const lang of LANGUAGES) {
    test(`${name}, ${lang}`, async ({ device, server, staff, complaints }) => {
      complaints.expected.push(/./);
      await receptionist(server, staff);
      const picture = async (page: Page, of: string) => {
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ path: `screens/${name}-${lang}-${of}.png`, fullPage: name !== 'kiosk' });
      };
      const page = await device({ viewport: { width, height }, locale: lang });
      for (const [of, path] of Object.entries(PUBLIC)) {
        await open(page, server.address + path);
        await picture(page, of);
      }

      await open(page, `${server.address}/complain`);
      await picture(page, 'complain-1-kind');
      await page.locator('[name="kind"][value="complaint"]').check();
      await next(page);
      await picture(page, 'complain-2-purchase');
      await page.getByRole('button', { name: /下一步|Next/ }).click();
      await picture(page, 'complain-2-mistakes');
      await page.goBack();
      await fillComplaint(page);
      await picture(page, 'complain-6-review');
      await server.stop();
      await submit(page);
      await picture(page, 'receipt-saved');
      await server.start();
      await page.locator('.stamp--in').waitFor();
      await picture(page, 'receipt-received');

      // The rest is looked at in the staff's own language.
      if (lang !== 'zh-CN') return;
      await received(page);
      for (const goods of ['洗衣', '健身卡', '童鞋']) {
        await page.request.post(`${server.address}/api/v1/push`, { data: push(filing({ goods })) });
      }
      const desk = await device({ viewport: { width, height }, locale: lang });
      await signIn(desk, server.address, 'lin');
      await picture(desk, 'staff-queue');
      await take(desk, `${caseNumber(1)} ${GOODS}`);
      await picture(desk, 'staff-case');
      await press(desk, '受理');
      await reply(desk, '已联系佳电电器，商家同意退货。');
      await picture(desk, 'staff-case-accepted');
      await press(desk, '更多');
      await expect(desk.getByRole('dialog')).toHaveCSS('opacity', '1');
      await picture(desk, 'staff-more');
      await open(desk, `${server.address}/staff/today`);
      await desk.getByRole('heading', { level: 1, name: '今日一览' }).waitFor();
      await picture(desk, 'staff-today');
      const [one] = await staff.cases();
      await open(desk, `${server.address}/staff/case/${one!.id}/settlement`);
      await desk.getByRole('heading', { level: 1, name: '消费争议和解书' }).waitFor();
      await picture(desk, 'staff-settlement');
      await toSheet(page, GOODS);
      await page.getByText('商家同意退货').waitFor();
      await picture(page, 'case');
      await open(page, `${server.address}/mine`);
      await picture(page, 'mine-filed');

      const administrator = await device({ viewport: { width, height }, locale: lang });
      await signIn(administrator, server.address, 'mai');
      for (const [of, path] of Object.entries({ members: '/staff/members', account: '/staff/account' })) {
        await open(administrator, server.address + path);
        await picture(administrator, `staff-${of}`);
      }
      await openAccount(administrator, server.address, '佳电电器', '5000');
      await administrator.getByText('可用 5000.00 元').waitFor();
      await picture(administrator, 'staff-fund');
    });
  }
}
