import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What a person's system, or the button for large text, changes: colours and sizes. Forced colours are the system's own. */
const LOOKS = {
  dark: { colorScheme: 'dark' },
  contrast: { contrast: 'more' },
  'dark contrast': { colorScheme: 'dark', contrast: 'more' },
  '长辈版': {},
} as const;
const AS_IT_COMES = { colorScheme: null, contrast: null } as const;

/** No rule of WCAG 2.2 AA that a program can check is broken, in any look. */
export async function check(page: Page, where: string): Promise<void> {
  await judge(page, where);
  for (const [look, media] of Object.entries(LOOKS)) {
    await page.emulateMedia({ ...AS_IT_COMES, ...media });
    const large = look === '长辈版';
    if (large) await page.evaluate(() => document.documentElement.setAttribute('data-text', 'large'));
    await judge(page, `${where}, ${look}`, new AxeBuilder({ page }).withRules(['color-contrast', 'target-size']));
    if (large) await page.evaluate(() => document.documentElement.removeAttribute('data-text'));
  }
  await page.emulateMedia(AS_IT_COMES);
}

export async function judge(page: Page, where: string, rules = new AxeBuilder({ page }).withTags(RULES)): Promise<void> {
  // What fades in is half transparent on its way.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  const { violations } = await rules.analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect.soft(told, where).toEqual([]);
}
