import { received } from '../support/receipt';
import { expect, ready, test } from '../support/test';
import { fileComplaint } from '../support/wizard';

const PARTS = /\/pkg\/.*\/(chunk|split)_[^/]*\.wasm$/;

test.beforeEach(({ complaints }) => {
  complaints.expected.push(/wasm|Failed to load|fetch/i);
});

test('a part is lost on the way: the form stays the one that posts without a script, and files once it has come', async ({
  page,
  server,
}) => {
  let asked = 0;
  await page.route(PARTS, (route) => {
    asked += 1;
    return route.abort();
  });
  await page.goto(`${server.address}/complain`);
  await expect(page.locator('[name="kind"][value="complaint"]')).toBeAttached();
  // Asked for again and again, and nothing takes the page over by halves.
  await expect.poll(() => asked).toBeGreaterThan(3);
  await expect(page.locator('html[data-ready]')).toHaveCount(0);

  await page.unroute(PARTS);
  await ready(page);
  await fileComplaint(page);
  await received(page);
});

test('the first page lives without the part that is lost, and files once it has come', async ({ page, server }) => {
  await page.route(PARTS, (route) => route.abort());
  await page.goto(server.address);
  await ready(page);
  await page.getByRole('button', { name: '长辈版' }).click();
  await expect(page.locator('html[data-text="large"]')).toBeAttached();

  await page.unroute(PARTS);
  await page.goto(`${server.address}/complain`);
  await ready(page);
  await fileComplaint(page);
  await received(page);
});
