import type { Page } from '@playwright/test';
import { received, savedHere } from '../support/receipt';
import { expect, open, ready, test } from '../support/test';
import { answer, fileComplaint, next } from '../support/wizard';

// A page is not ours alone: browsers translate it, extensions write into it, proxies change it on the way.

type How = 'wrap' | 'replace';

/** What a browser's translator does: every text lies in elements of its own, or a copy stands in its place; now and from now on. */
function translate(how: How): void {
  const done = new WeakSet<Node>();
  const one = (text: Text) => {
    const parent = text.parentNode as Element | null;
    if (!parent || done.has(text) || !text.data.trim() || parent.closest('font, script, style, textarea, [translate=no]')) return;
    done.add(text);
    const outer = document.createElement('font');
    const inner = document.createElement('font');
    outer.append(inner);
    parent.replaceChild(outer, text);
    inner.append(how === 'wrap' ? text : document.createTextNode(text.data));
  };
  const all = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    texts.forEach(one);
  };
  all(document.body);
  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (node instanceof Text) one(node);
        else all(node);
      }
    }
  }).observe(document.body, { childList: true, subtree: true });
}

/** Files with a mistake first, without a network, to the receipt and on to its arrival: every state has to show. */
async function everythingShows(page: Page, server: { stop(): Promise<void>; start(): Promise<void> }): Promise<void> {
  await expect(page.locator('.steps__text')).toHaveText(/第 1 步/);
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByText('还有 1 处要改')).toBeVisible();
  await answer(page, 'kind', 'complaint');
  await next(page);
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByText(/还有 \d 处要改/)).toBeVisible();
  await page.getByRole('link', { name: '上一步' }).click();
  await expect(page.locator('.steps__text')).toHaveText(/第 1 步/);
  await server.stop();
  await fileComplaint(page);
  await savedHere(page);
  await server.start();
  await received(page);
}

for (const how of ['wrap', 'replace'] as const) {
  test(`a translator that ${how}s every text once the page is alive: states, mistakes and receipts show`, async ({ page, server, staff }) => {
    await open(page, `${server.address}/complain`);
    await page.evaluate(translate, how);
    await everythingShows(page, server);
    expect(await staff.cases()).toHaveLength(1);
  });

  test(`a translator that ${how}s every text before the page is alive: it begins anew, and everything shows`, async ({
    page,
    server,
    staff,
    complaints,
  }) => {
    // Found out by what stopped; the page that is drawn anew is the proof.
    complaints.expected.push(/RuntimeError: unreachable|hydration/);
    await page.addInitScript((translating) => {
      const run = new Function('how', `(${translating.code})(how)`);
      document.addEventListener('DOMContentLoaded', () => run(translating.how));
    }, { code: translate.toString(), how });
    await page.goto(`${server.address}/complain`);
    await ready(page);
    await everythingShows(page, server);
    expect(await staff.cases()).toHaveLength(1);
  });
}

test('an extension that writes into the page before it is alive', async ({ page, server, complaints }) => {
  complaints.expected.push(/RuntimeError: unreachable|hydration/);
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      for (const place of ['prepend', 'append'] as const) {
        document.body[place](Object.assign(document.createElement('div'), { textContent: 'extension', className: 'ext' }));
      }
    });
  });
  await open(page, `${server.address}/complain`);
  await answer(page, 'kind', 'complaint');
  await next(page);
  await expect(page.locator('.steps__text')).toHaveText(/第 2 步/);
});

test('a proxy that takes what it thinks is nothing out of the page', async ({ page, server, complaints }) => {
  complaints.expected.push(/RuntimeError: unreachable|hydration/);
  await page.route(`${server.address}/complain`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(/<!--.*?-->|<!>/g, '') });
  });
  await open(page, `${server.address}/complain`);
  await answer(page, 'kind', 'complaint');
  await next(page);
  await expect(page.locator('.steps__text')).toHaveText(/第 2 步/);
});

test('a page that stops says so and can be opened again', async ({ page, server }) => {
  await open(page, `${server.address}/complain`);
  await answer(page, 'kind', 'complaint');
  await next(page);
  await expect(page.getByText(/草稿已存在这台设备/)).toBeVisible();
  await page.evaluate(() => {
    dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }));
  });
  await expect(page.getByRole('alert').filter({ hasText: '这一页出错停住了' })).toBeVisible();
  await page.getByRole('button', { name: '重新打开' }).click();
  await ready(page);
  await expect(page.locator('.trouble')).toHaveCount(0);
  await expect(page.locator('.steps__text')).toHaveText(/第 2 步/);
});

test('the claim code is never translated', async ({ page, server }) => {
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  await expect(page.locator('[data-claim]')).toHaveAttribute('translate', 'no');
});
