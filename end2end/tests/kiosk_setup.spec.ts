import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { enrol, kioskCode } from '../support/kiosk';
import { expect, test } from '../support/test';

const DEPLOY = resolve('../docs/deploy');

/** Only there for the duration of one process, so that no other browser of this machine reads it. */
const WITH_POLICY =
  'mount -t tmpfs none /etc/chromium && mkdir -p /etc/chromium/policies/managed && cp "$0" /etc/chromium/policies/managed/kiosk.json && exec "$@"';

test('the machine is set up as docs/deploy/kiosk.md says, and its browser knows one site', async ({ server, staff }) => {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-'));
  const policy = JSON.parse(
    (await readFile(join(DEPLOY, 'kiosk-policy.json'), 'utf8')).replaceAll('https://315.example.com', server.address),
  );
  // What follows looks into the browser by the tools that a visitor is denied.
  const file = join(folder, 'policy.json');
  await writeFile(file, JSON.stringify({ ...policy, DeveloperToolsAvailability: 1 }));
  const more = ['--headless=new', '--no-sandbox', '--remote-debugging-port=0'];
  const started = [join(DEPLOY, 'kiosk.sh'), `${server.address}/kiosk`, ...more];
  const browser = spawn('unshare', ['-rm', 'sh', '-c', WITH_POLICY, file, ...started], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, KIOSK_PROFILE: join(folder, 'profile') },
  });
  try {
    const endpoint = await new Promise<string>((resolve, reject) => {
      createInterface({ input: browser.stderr! }).on('line', (line) => {
        const found = /ws:\/\/\S+/.exec(line)?.[0];
        if (found) resolve(found);
      });
      browser.once('exit', () => reject(new Error('the browser ended before it listened')));
    });
    const context = (await chromium.connectOverCDP(endpoint)).contexts()[0]!;
    const page = context.pages()[0]!;
    await expect(page).toHaveURL(`${server.address}/kiosk`);
    await enrol(page, server, await kioskCode(staff));

    const other = await context.newPage();
    await expect(other.goto('https://example.com/')).rejects.toThrow(/ERR_BLOCKED_BY_ADMINISTRATOR/);
    await other.close();
    const policies = await context.newPage();
    await policies.goto('chrome://policy');
    const rows = policies.locator('policy-row');
    await expect(rows.filter({ hasText: 'URLBlocklist' }).first()).toBeAttached();
    const read = await rows.evaluateAll((rows) =>
      rows.map((row) => ['.name', '.messages'].map((part) => row.shadowRoot?.querySelector(part)?.textContent?.trim() ?? '')),
    );
    // A policy that this Chromium replaces by a newer one still counts in the one before.
    const good = read.filter(([, status]) => /^(OK|Deprecated|确定|已弃用)/.test(status!)).map(([name]) => name);
    expect(Object.keys(policy).filter((name) => !good.includes(name))).toEqual([]);
  } finally {
    const ended = once(browser, 'exit');
    process.kill(-browser.pid!, 'SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
