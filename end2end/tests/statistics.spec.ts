import { check } from '../support/axe';
import { daysAgo } from '../support/complaint';
import { enrol, kioskCode } from '../support/kiosk';
import { Server } from '../support/server';
import { Staff } from '../support/staff';
import { expect, open, test, visit } from '../support/test';

const KIOSK = { viewport: { width: 1080, height: 1920 } };

test('接受社会监督: everybody reads the figures of whole quarters on a phone and at the kiosk, without anybody in them', async ({ page, server, device }) => {
  // A contact point that has just begun says so.
  await visit(page, server.address);
  await page.getByRole('link', { name: '受理情况公开' }).click();
  await expect(page.getByText('还没有满一个季度，没有可以公开的数字。')).toBeVisible();

  test.slow();
  const mall = await Server.withSampleData(daysAgo(0), 40, 5);
  const phone = await device();
  await open(phone, `${mall.address}/statistics`);
  await expect(phone.getByRole('heading', { level: 2, name: /年第 . 季度/ }).first()).toBeVisible();
  const table = phone.getByRole('region', { name: '投诉：问题类别和结果' }).first();
  await expect(table.getByRole('row', { name: /^合计/ })).toBeVisible();
  await check(phone, 'statistics');
  await phone.screenshot({ path: 'screens/statistics-phone.png', fullPage: true });

  const json: any = await (await phone.request.get(`${mall.address}/api/v1/open/statistics.json`)).json();
  expect(json.version).toBe(1);
  const cells = json.quarters.flatMap((quarter: any) => [quarter.kinds, quarter.by_category, quarter.by_goods].flat(2));
  expect(cells.length).toBeGreaterThan(20);
  expect(cells.filter((cell: number | null) => cell !== null && cell > 0 && cell < json.least)).toEqual([]);
  expect(JSON.stringify(json), 'merchants only where the house so decides').not.toContain('示例商户');
  expect(json.quarters[0].merchants ?? []).toEqual([]);
  const csv = await (await phone.request.get(`${mall.address}/api/v1/open/statistics.csv`)).text();
  expect(csv).toContain('从,到,表,行,列,数');

  const first = await Staff.first(mall);
  const kiosk = await device(KIOSK);
  await enrol(kiosk, mall, await kioskCode(first));
  await kiosk.getByRole('link', { name: '受理情况公开' }).click();
  await expect(kiosk.getByRole('heading', { level: 2, name: /年第 . 季度/ }).first()).toBeVisible();
  // A kiosk keeps no files.
  await expect(kiosk.getByRole('link', { name: '下载 CSV' })).toBeHidden();
  await kiosk.screenshot({ path: 'screens/statistics-kiosk.png' });
  await first.dispose();
  await mall.dispose();
});
