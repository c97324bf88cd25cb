import type { Page } from '@playwright/test';
import { complaint } from '../support/complaint';
import { enrol, kioskCode } from '../support/kiosk';
import { received } from '../support/receipt';
import { expect, open, test } from '../support/test';

const STEP = /第 (\d) 步/;

test('a complaint is filed with a keyboard alone: every control is reached in the order of the page, and shows that it is', async ({ page, server, staff }) => {
  const { merchant_name, goods, facts, name, phone } = complaint() as Record<string, string>;
  const keys = new Keys(page);
  await open(page, server.address);
  await keys.tab();
  expect((await keys.focused()).text).toBe('跳到正文');
  await page.keyboard.press('Enter');
  expect((await keys.focused()).id).toBe('main');
  await keys.to(({ text }) => /我要投诉或咨询/.test(text));
  await page.keyboard.press('Enter');
  await atStep(page, 1);

  await keys.choose('kind', 'complaint');
  await keys.next(2);
  await keys.write('merchant_name', merchant_name!);
  await keys.write('goods', goods!);
  await keys.choose('goods_kind', 'appliance');
  await keys.to((it) => it.name === 'purchased_on');
  // Up in an empty part of a date is today’s.
  for (let part = 0; part < 3; part += 1) {
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
  }
  await keys.write('amount', '320');
  await keys.next(3);

  // Without an answer: the summary has the focus, and leads to what is missing.
  await keys.to(({ text }) => text === '下一步');
  await page.keyboard.press('Enter');
  await expect(page.locator('.errors')).toBeFocused();
  await keys.tab();
  await page.keyboard.press('Enter');
  expect((await keys.focused()).name).toBe('category');

  keys.anywhere();
  await keys.choose('category', 'quality');
  await keys.write('facts', facts!);
  await keys.next(4);
  await keys.choose('demands', 'repair');
  await keys.next(5);
  await keys.write('name', name!);
  await keys.write('phone', phone!);
  await keys.choose('privacy_consent', 'yes');
  await keys.next(6);
  await keys.to(({ text }) => text === '提交');
  await page.keyboard.press('Enter');
  await received(page);
  const [only] = await staff.cases();
  expect(only!.complaint.goods).toBe(goods);
});

test('at a kiosk one switch moves on and one presses, also on the keyboard of the screen', async ({ device, server, staff }) => {
  const page = await device({ viewport: { width: 1080, height: 1920 } });
  await enrol(page, server, await kioskCode(staff, '一楼大厅', true));
  await press(page, /我要投诉或咨询/);
  await atStep(page, 1);
  await press(page, /^咨询/);
  await press(page, '下一步');
  const write = async (field: string, ...words: [pinyin: string, word: string][]) => {
    const control = page.locator(`[name=${field}]`);
    await control.focus();
    for (const [pinyin, word] of words) {
      for (const letter of pinyin) await press(page, letter);
      await press(page, word);
    }
    await expect(control).toHaveValue(words.map(([, word]) => word).join(''));
    await press(page, '收起');
  };
  const asked: Record<string, () => Promise<void>> = {
    merchant_unsure: () => press(page, /./, 'merchant_unsure'),
    goods: () => write('goods', ['shouji', '手机']),
    goods_kind: () => press(page, /手机|数码|电子/, 'goods_kind'),
    category: () => press(page, /./, 'category'),
    facts: () => write('facts', ['shouji', '手机'], ['huaile', '坏了'], ['shangjia', '商家'], ['keyi', '可以'], ['tuihuo', '退货']),
    name: () => write('name', ['wang', '王']),
    phone: async () => {
      await page.locator('[name=phone]').focus();
      for (const digit of '13912345678') await press(page, digit);
      await expect(page.locator('[name=phone]')).toHaveValue('13912345678');
      await press(page, '收起');
    },
    privacy_consent: () => press(page, /./, 'privacy_consent'),
  };
  for (let step = 2; ; step += 1) {
    await atStep(page, step);
    await expect(page.getByRole('button', { name: /^(下一步|提交)$/ })).toBeVisible();
    if (await page.getByRole('button', { name: '提交' }).isVisible()) break;
    for (const [field, answer] of Object.entries(asked)) {
      if ((await page.locator(`[name=${field}]`).count()) > 0) await answer();
    }
    await press(page, '下一步');
  }
  await press(page, '提交');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('已收到');
  const [only] = await staff.cases();
  expect(only!.complaint.facts).toBe('手机坏了商家可以退货');
});

interface Focused {
  id: string;
  name: string;
  value: string;
  type: string;
  text: string;
  checked: boolean;
  /** Where it stands on the page, and whether a ring is around it. */
  top: number;
  ring: boolean;
}

/** Only what a keyboard has. */
class Keys {
  private last = -Infinity;

  constructor(private readonly page: Page) {}

  /** From here the order begins anew. */
  anywhere(): void {
    this.last = -Infinity;
  }

  async focused(): Promise<Focused> {
    return this.page.evaluate(() => {
      const it = document.activeElement as HTMLInputElement;
      // The ring of a choice is around its tile, that of a switch around its track.
      const drawn = it.matches('.choice__input, .switch__input') ? it.nextElementSibling! : it;
      const style = getComputedStyle(drawn);
      return {
        id: it.id,
        name: it.name ?? '',
        value: it.value ?? '',
        type: it.type ?? '',
        text: it.innerText?.trim() ?? '',
        checked: it.checked ?? false,
        top: it.getBoundingClientRect().top + scrollY,
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
      };
    });
  }

  /** One on; it shows, and it is not above where it was before. */
  async tab(): Promise<Focused> {
    await this.page.keyboard.press('Tab');
    const now = await this.focused();
    const what = `${now.name || now.text || now.id}`;
    expect(now.ring, `a ring around “${what}”`).toBe(true);
    return now;
  }

  async to(wanted: (it: Focused) => boolean): Promise<void> {
    for (let times = 0; times < 80; times += 1) {
      const now = await this.tab();
      // Tiles of one line may differ by a little.
      if (!wanted(now)) continue;
      expect(now.top, `“${now.name || now.text}” comes after what was before it`).toBeGreaterThan(this.last - 200);
      this.last = now.top;
      return;
    }
    throw new Error('no such control was reached');
  }

  /** A radio button or a tick, as a keyboard chooses it. */
  async choose(name: string, value: string): Promise<void> {
    // One stop of the Tab key is a whole group; it may have the focus already.
    if ((await this.focused()).name !== name) await this.to((it) => it.name === name && (it.type === 'radio' || it.value === value));
    for (let times = 0; (await this.focused()).value !== value; times += 1) {
      if (times > 40) throw new Error(`${name} has no ${value}`);
      await this.page.keyboard.press('ArrowDown');
    }
    if (!(await this.focused()).checked) await this.page.keyboard.press('Space');
    expect((await this.focused()).checked).toBe(true);
  }

  async write(name: string, words: string): Promise<void> {
    await this.to((it) => it.name === name);
    await this.page.keyboard.insertText(words);
  }

  async next(step: number): Promise<void> {
    await this.to(({ text }) => text === '下一步');
    await this.page.keyboard.press('Enter');
    await atStep(this.page, step);
    this.anywhere();
  }
}

async function atStep(page: Page, step: number): Promise<void> {
  await expect(page.locator('.steps__text')).toHaveText(new RegExp(STEP.source.replace('(\\d)', String(step))));
}

/**
 * What the software behind a switch does: it goes through everything that can be pressed, as the accessibility tree has it, and
 * presses one by its action. No pointer and no key is in it.
 */
async function press(page: Page, name: string | RegExp, field?: string): Promise<void> {
  const controls = page.locator(
    'a[href]:visible, button:visible, [role=button]:visible, input:visible, textarea:visible, select:visible',
  );
  const said = typeof name === 'string' ? { equal: name } : { like: name.source };
  await expect(async () => {
    const done = await controls.evaluateAll(
      (all, { said, field }) => {
        const nameOf = (it: Element) => {
          const labels = (it as HTMLInputElement).labels;
          return (it.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? it.textContent ?? '').trim();
        };
        const fits = (it: Element) => {
          const its = nameOf(it);
          const named = 'equal' in said ? its === said.equal : new RegExp(said.like!).test(its);
          return named && (!field || it.getAttribute('name') === field);
        };
        const found = all.find(fits) as HTMLElement | undefined;
        found?.click();
        return found !== undefined;
      },
      { said, field },
    );
    expect(done, `something that can be pressed is called ${name}`).toBe(true);
  }).toPass({ timeout: 20_000 });
}
