import { join } from 'node:path';
import { GOODS } from '../support/complaint';
import { received, savedHere, stands, toSheet } from '../support/receipt';
import { expect, open, test, visit } from '../support/test';
import { claimCode, fileComplaint, fillComplaint, submit } from '../support/wizard';

const PUSH = '/api/v1/push';

test('an answer that is lost after the case is stored makes no second case', async ({ page, line, staff }) => {
  await open(page, `${line.address}/complain`);
  await fillComplaint(page);
  line.next(PUSH, { is: 'reply lost' });
  await submit(page);
  await received(page);
  expect(line.pending).toBe(0);
  expect(line.seen.filter((asked) => asked === `POST ${PUSH}`).length).toBeGreaterThan(1);
  expect(await staff.cases()).toHaveLength(1);
});

test('a request that arrives twice makes no second case', async ({ page, line, staff }) => {
  await open(page, `${line.address}/complain`);
  await fillComplaint(page);
  line.next(PUSH, { is: 'doubled' });
  await submit(page);
  await received(page);
  expect(line.pending).toBe(0);
  expect(await staff.cases()).toHaveLength(1);
});

test('a gateway that fails and an answer that is cut are only a delay', async ({ page, line, staff, complaints }) => {
  complaints.expected.push(/status of 502/);
  await open(page, `${line.address}/complain`);
  await fillComplaint(page);
  line.next(PUSH, { is: 'refused', status: 502 });
  line.next(PUSH, { is: 'truncated' });
  line.next(PUSH, { is: 'reply lost' });
  await submit(page);
  await received(page);
  expect(line.pending).toBe(0);
  expect(await staff.cases()).toHaveLength(1);
});

test('while the answer is on its way the receipt says that the case is saved here', async ({ page, line }) => {
  await open(page, `${line.address}/complain`);
  await fillComplaint(page);
  let arrive = () => {};
  line.next(PUSH, { is: 'delayed', until: new Promise((resolve) => (arrive = resolve)) });
  await submit(page);
  await savedHere(page);
  arrive();
  await received(page);
});

test('a gateway that answered for the server for a moment does not make an open page deaf', async ({
  page,
  line,
  staff,
  complaints,
}) => {
  complaints.expected.push(/status of 502/, /EventSource/);
  await open(page, `${line.address}/complain`);
  await fileComplaint(page);
  await received(page);
  await toSheet(page, GOODS);
  line.next('/api/v1/stream', { is: 'refused', status: 502 });
  line.cut();
  await expect.poll(() => line.pending).toBe(0);
  const [filed] = await staff.cases();
  await staff.act(filed!, 'accept');
  await stands(page, '已受理');
});

test('a server that dies with the request in its hands has one case afterwards', async ({ page, server, line, staff }) => {
  await visit(page, line.address);
  await open(page, `${line.address}/complain`);
  await fillComplaint(page);
  line.next(PUSH, { is: 'cut off', meanwhile: () => server.kill() });
  await submit(page);
  await expect.poll(() => line.pending).toBe(0);
  await savedHere(page);
  await server.start();
  await received(page);
  expect(await staff.cases()).toHaveLength(1);
});

test('a server that dies between storing and answering has one case afterwards', async ({ page, server, line, staff }) => {
  await visit(page, line.address);
  await open(page, `${line.address}/complain`);
  await fillComplaint(page);
  line.next(PUSH, { is: 'reply lost', meanwhile: () => server.kill() });
  await submit(page);
  await expect.poll(() => line.pending).toBe(0);
  await savedHere(page);
  await server.start();
  await received(page);
  expect(await staff.cases()).toHaveLength(1);
});

test('a backup from before the case forgets it, and the phone brings it back', async ({ page, server, staff }) => {
  await visit(page, server.address);
  const backup = join(server.data, 'before.db');
  await server.command('backup', backup);
  await open(page, `${server.address}/complain`);
  await fileComplaint(page);
  await received(page);
  const code = await claimCode(page);
  await toSheet(page, GOODS);

  await server.stop();
  await server.command('restore', backup);
  await server.start();
  // Its own session ended with the restore; the code alone must do.
  const authorization = `Claim ${code}`;
  await expect
    .poll(async () => {
      const answer = await fetch(`${server.address}/api/v1/pull?since=0`, { headers: { authorization } });
      const { changes } = (await answer.json()) as any;
      return changes.filter(({ body }: any) => body.case_view).map(({ body }: any) => body.case_view.state);
    })
    .toEqual(['received']);
  await stands(page, '已收到');
  await page.reload();
  await stands(page, '已收到');
});
