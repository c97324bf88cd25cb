import type { Page } from '@playwright/test';
import { daysAgo } from '../support/complaint';
import { signIn } from '../support/desk';
import { admit } from '../support/merchants';
import { newName, op } from '../support/ops';
import { expect, open, test } from '../support/test';

// The house's order, full and in both languages, on a tablet and a phone.

const TABLET = { viewport: { width: 1180, height: 820 }, locale: 'zh-CN' };
const PHONE = { viewport: { width: 390, height: 844 }, locale: 'zh-CN' };

test('the house’s order', async ({ server, staff, device, complaints }) => {
  complaints.expected.push(/./);
  const merchant = await admit(staff);
  const other = await admit(staff, { name: '晨光书店', legal_name: '上海晨光书店有限公司', trade: 'other_goods', floor: 'L1', stall: 'L1-003' });
  const { staff: me } = await staff.read('/api/v1/session');
  const [round, late, measure, stopped, report, directive] = [1, 2, 3, 4, 5, 6].map(() => newName()) as [string, string, string, string, string, string];
  const items = ['营业执照、许可证挂在看得见的地方，没有过期', '没有过期、失效、变质的商品', '明码标价，价签和收款一致'];
  const list = { version: 1, title: { zh: '日常巡查', en: 'Daily round' }, items: items.map((zh) => ({ words: { zh, en: '' } })) };
  const plan = (title: string, on: number) => ({
    plan: { title, on: daysAgo(on), day: daysAgo(on), inspector: me.id, checklist: '00000002-c4ec-7ed0-8000-000000000001', merchants: [merchant, other] },
  });
  const step = (level: string, due: number | null, on: number) => ({
    level, ground: '货架第 3 层有 3 盒过期牛奶，批号 20261101', basis: '《食品安全法》第五十四条', due: due === null ? null : daysAgo(due), on: daysAgo(on),
  });
  const visit = newName();
  const answers = ['pass', { fail: { words: '3 盒牛奶昨天过期', corrected: true } }, 'pass'];
  const found = { inspection: round, visit };
  await staff.push([
    op('inspection.plan', { id: late, do: plan('B1 食品区周查', 3) }),
    op('inspection.plan', { id: round, do: plan('L2 家电周查', 0) }),
    op('inspection.begin', { id: round, base: 1, do: { begin: { by_list: list } } }),
    op('inspection.check', { id: round, base: 2, do: { check: { visit, merchant, version: 1, answers, met: '店长', note: '' } } }),
    op('measure.impose', { id: measure, do: { impose: { merchant, found, step: step('rectification', 2, 9) } } }),
    op('measure.impose', { id: stopped, do: { impose: { merchant: other, found: null, step: step('sale_stopped', null, 1) } } }),
    op('measure.appeal', { id: stopped, do: { appeal: { appellant: '店长甲', words: '标志在包装盒上' } } }),
    op('regulator_report.write', {
      id: report,
      do: { write: { content: { subject: '过期食品处理情况', to: '长宁区市场监督管理局', words: '已下架、销毁 3 盒。', merchant, due: daysAgo(1) } } },
    }),
    op('regulator_directive.receive', {
      id: directive,
      do: {
        receive: {
          content: { from: '长宁区市场监督管理局 王科长', number: '长市监〔2026〕12 号', words: '提供 3 家商户的进货凭证', received_on: daysAgo(4), merchant: null },
          due: daysAgo(-2),
          holder: me.id,
        },
      },
    }),
  ]);
  const picture = async (page: Page, of: string) => {
    await page.waitForTimeout(500);
    await page.screenshot({ path: `screens/order-zh-CN-${of}.png`, fullPage: true });
    await page.getByRole('link', { name: 'English' }).first().click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.screenshot({ path: `screens/order-en-${of}.png`, fullPage: true });
    await page.getByRole('link', { name: '中文' }).first().click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  };
  for (const [name, size] of [['tablet', TABLET], ['phone', PHONE]] as const) {
    const page = await device(size);
    await signIn(page, server.address, 'mai');
    for (const [of, path] of [
      ['rounds', 'inspections'],
      ['round', `inspections/${round}`],
      ['plan', 'inspections/new'],
      ['checklists', 'checklists'],
      ['measures', 'measures'],
      ['measure', `measures/${measure}`],
      ['appeal', `measures/${stopped}`],
      ['notice', `measures/${measure}/notice`],
      ['impose', 'measures/new'],
      ['regulator', 'regulator'],
      ['report', `regulator/reports/${report}`],
      ['directive', `regulator/directives/${directive}`],
      ['file', `merchants/${merchant}`],
    ] as const) {
      await open(page, `${server.address}/staff/${path}`);
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      await picture(page, `${name}-${of}`);
    }
    await open(page, `${server.address}/staff/inspections/${round}`);
    await page.getByRole('button', { name: '晨光书店 · L1-003' }).click();
    await picture(page, `${name}-check`);
  }
});
