import { expect, open, test } from '../support/test';

test('no string becomes markup that runs something, or a worker that is not ours, and the page is alone with itself', async ({
  server,
  page,
  complaints,
}) => {
  await open(page, `${server.address}/`);
  // Everything that the page is made of came through the policy by now, and nothing was refused: no complaint was heard.
  expect(complaints.heard).toEqual([]);
  complaints.expected.push(/security policy: (require-trusted-types-for|trusted-types) /, /Trusted ?Type|TrustedHTML|TrustedScript/);
  const tried = await page.evaluate(() => {
    const outcome = (tries: () => unknown) => {
      try {
        tries();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    };
    const markup = (html: string) => outcome(() => (document.createElement('div').innerHTML = html));
    return {
      knows: 'trustedTypes' in globalThis,
      alone: globalThis.crossOriginIsolated,
      harmless: markup('<p class="x">a text that says onerror= and javascript: and &lt;script&gt;</p>'),
      handler: markup('<img src="x" onerror="alert(1)">'),
      script: markup('<b>x</b><script>alert(1)</script>'),
      frame: markup('<iframe srcdoc="x"></iframe>'),
      address: markup('<a href="javascript:alert(1)">x</a>'),
      foreign: outcome(() => new Worker('/elsewhere.js')),
      another: outcome(() => (globalThis as any).trustedTypes.createPolicy('default', {})),
    };
  });
  const { knows, alone, harmless, ...refused } = tried;
  expect({ knows, alone, harmless }).toEqual({ knows: true, alone: true, harmless: 'done' });
  for (const [what, outcome] of Object.entries(refused)) expect(outcome, what).not.toBe('done');
});
