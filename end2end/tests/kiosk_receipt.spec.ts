import type { Page } from '@playwright/test';
import { endVisit, enrol, kioskCode } from '../support/kiosk';
import { scan } from '../support/qr';
import { expect, test } from '../support/test';
import { claimCode, fileComplaint } from '../support/wizard';

const SCREEN = { viewport: { width: 1080, height: 1920 }, hasTouch: true };
/** Millimetres as a browser counts them. */
const MM = 96 / 25.4;

async function filed(page: Page): Promise<string> {
  await page.getByRole('link', { name: /我要投诉或咨询/ }).click();
  await fileComplaint(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('已收到');
  return claimCode(page);
}

test('the code is large, in groups, and as a QR code that any phone opens', async ({ device, server, staff }) => {
  const page = await device(SCREEN);
  await enrol(page, server, await kioskCode(staff));
  const claim = await filed(page);
  const code = page.locator('[data-claim]');
  expect(await code.evaluate((element) => parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThanOrEqual(40);
  expect(await code.locator('.code__g').allInnerTexts()).toEqual(claim.match(/.{4}/g));
  expect(await scan(page.locator('.ticket__qr .qr'))).toBe(`${server.address}/track#${claim}`);
  const end = page.getByRole('button', { name: '结束，清除屏幕' }).first();
  expect((await end.boundingBox())!.height).toBeGreaterThanOrEqual(60);
});

for (const [paper, width] of [
  ['a roll of 58 mm', 58],
  ['a roll of 80 mm', 80],
  ['A4', 210],
] as const) {
  test(`the receipt prints on ${paper}`, async ({ device, server, staff }) => {
    const page = await device(SCREEN);
    await enrol(page, server, await kioskCode(staff));
    await filed(page);
    await page.pdf({ path: `test-results/receipt-${width}.pdf`, width: `${width}mm`, height: width > 100 ? '297mm' : '200mm' });
    await page.emulateMedia({ media: 'print' });
    const margin = width > 100 ? 28 : 6;
    await page.setViewportSize({ width: Math.floor((width - margin) * MM), height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    for (const left of ['.kiosk-bar', '.kiosk-end', '.appbar']) await expect(page.locator(left).first()).toBeHidden();
    for (const group of await page.locator('.code__g').all()) {
      const box = (await group.boundingBox())!;
      expect(box.x + box.width).toBeLessThanOrEqual((width - margin) * MM);
    }
    await expect(page.locator('.ticket__qr svg')).toBeVisible();
  });
}

test('where the machine has a Chinese voice the code is read aloud, sign by sign, until the visit ends', async ({ device, server, staff }) => {
  const page = await device(SCREEN);
  await page.addInitScript(speaking);
  await enrol(page, server, await kioskCode(staff));
  const claim = await filed(page);
  await page.getByRole('button', { name: '念查询码给我听' }).click();
  const said = () => page.evaluate(() => (window as any).said as string[]);
  expect((await said()).at(-1)).toContain([...claim.slice(0, 4)].join('，'));
  await page.getByRole('button', { name: '别念了' }).click();
  expect((await said()).at(-1)).toBe('(silence)');
  await page.getByRole('button', { name: '念查询码给我听' }).click();
  const told: string[] = [];
  await page.exposeFunction('tell', (words: string) => told.push(words));
  await endVisit(page);
  expect(told, 'it stops at once').toContain('(silence)');
});

test('where there is no voice, or only one on a server elsewhere, there is no button', async ({ device, server, staff }) => {
  const page = await device(SCREEN);
  await page.addInitScript(speaking, false);
  await enrol(page, server, await kioskCode(staff));
  await filed(page);
  await page.waitForTimeout(2_500);
  await expect(page.getByRole('button', { name: '念查询码给我听' })).toHaveCount(0);
});

/** A machine with a voice; what it says is written down. */
function speaking(local = true): void {
  const said: string[] = [];
  const tell = (words: string) => {
    said.push(words);
    (window as any).tell?.(words);
  };
  const voice = { lang: 'zh-CN', name: '普通话', localService: local };
  Object.defineProperty(window, 'said', { value: said });
  Object.defineProperty(window, 'SpeechSynthesisUtterance', {
    value: class {
      constructor(readonly text: string) {}
    },
  });
  Object.defineProperty(window, 'speechSynthesis', {
    value: { getVoices: () => [voice], speak: ({ text }: { text: string }) => tell(text), cancel: () => tell('(silence)') },
  });
}
