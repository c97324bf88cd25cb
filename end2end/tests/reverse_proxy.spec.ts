import { GOODS } from '../support/complaint';
import { press, signIn, take } from '../support/desk';
import { caseNumber, received, toSheet } from '../support/receipt';
import { ReverseProxy, type Kind } from '../support/reverse_proxy';
import { Server } from '../support/server';
import { receptionist, Staff } from '../support/staff';
import { expect, open, test } from '../support/test';
import { fileComplaint } from '../support/wizard';

const TITLE = `${caseNumber(1)} ${GOODS}`;
/** A service worker takes no certificate that nobody signed; everything else does. */
const OWN_CERTIFICATE = { ignoreHTTPSErrors: true, serviceWorkers: 'block' } as const;

for (const kind of ['nginx', 'caddy'] satisfies Kind[]) {
  test(`behind ${kind}, as the documentation sets it up, a complaint arrives and what happens to it shows by itself`, async ({ device, complaints }) => {
    complaints.expected.push(/[Ss]ervice [Ww]orker/);
    const proxy = await ReverseProxy.make();
    const server = await Server.start('--public-url', proxy.address, '--trusted-proxy');
    try {
      await proxy.before(kind, server.port);
      const administrator = await Staff.first(server);
      await receptionist(server, administrator);
      const tablet = await device({ ...OWN_CERTIFICATE, viewport: { width: 1180, height: 820 } });
      await signIn(tablet, proxy.address, 'lin');

      const phone = await device(OWN_CERTIFICATE);
      await open(phone, `${proxy.address}/complain`);
      await fileComplaint(phone);
      await received(phone);
      await toSheet(phone, GOODS);

      // Both pages listen. What a proxy held back would come with their next look, after a minute.
      await take(tablet, TITLE);
      await press(tablet, '受理');
      await expect(phone.locator('.case__head .stamp')).toHaveText('已受理', { timeout: 5_000 });
      await administrator.dispose();
    } finally {
      await proxy.stop();
      await server.dispose();
    }
  });
}
