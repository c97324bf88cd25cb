import { Chromium } from '../support/chromium';
import { GOODS } from '../support/complaint';
import { onDisk } from '../support/disk';
import { expect, open, test, visit } from '../support/test';
import { answer, next } from '../support/wizard';

const FIRST = '用了三天就不通电了。';
const LAST = '商家说拆封不能退，我很着急。';

test('a browser that dies in the middle of a sentence has the draft back, to its last word', async ({ server }) => {
  const browser = await Chromium.start();
  try {
    const page = await browser.page();
    await visit(page, server.address);
    await open(page, `${server.address}/complain`);
    await answer(page, 'kind', 'complaint');
    await next(page);
    for (const [field, value] of Object.entries({ merchant_unsure: 'yes', goods: GOODS, goods_kind: 'appliance' })) {
      await answer(page, field, value);
    }
    await answer(page, 'purchased_on', '2026-01-02');
    await answer(page, 'amount', '320');
    await next(page);
    await page.locator('#facts').fill(FIRST);
    await page.locator('#facts').pressSequentially(LAST);
    await expect(page.locator('.saved')).toHaveText(/^草稿已存在这台设备 · \d\d:\d\d$/);
    await expect.poll(async () => (await onDisk(page, 'drafts')).join()).toContain(LAST);
    await browser.kill();
    await server.stop();

    const again = await browser.page();
    await open(again, `${server.address}/complain`);
    await expect(again.getByRole('heading', { level: 1 })).toHaveText('您有没填完的');
    await expect(again.getByRole('heading', { name: GOODS })).toBeVisible();
    await again.getByRole('link', { name: '接着填' }).click();
    await expect(again.locator('#facts')).toHaveValue(FIRST + LAST);

    await open(again, `${server.address}/complain`);
    await again.getByRole('button', { name: '删掉' }).click();
    await expect(again.getByText('删了就找不回来')).toBeVisible();
    await again.getByRole('button', { name: '删掉' }).click();
    await expect(again.getByRole('heading', { name: GOODS })).toHaveCount(0);
    await browser.kill();

    const empty = await browser.page();
    await open(empty, `${server.address}/mine`);
    await expect(empty.getByText('这台设备上还没有投诉')).toBeVisible();
  } finally {
    await browser.dispose();
  }
});

test('what a quick person types before the page is alive is in the form afterwards', async ({ page, server }) => {
  let arrive = () => {};
  const late = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/*.wasm', async (route) => {
    await late;
    await route.continue();
  });
  await page.goto(`${server.address}/complain`, { waitUntil: 'commit' });
  await answer(page, 'goods', GOODS);
  arrive();
  await expect(page).toHaveURL(/\/complain\/[\w-]+\/kind$/);
  await answer(page, 'kind', 'complaint');
  await next(page);
  await expect(page.locator('#goods')).toHaveValue(GOODS);
});
