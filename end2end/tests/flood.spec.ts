import { signIn } from '../support/desk';
import { newName, push } from '../support/ops';
import { received, savedHere } from '../support/receipt';
import type { Server } from '../support/server';
import { expect, open, test } from '../support/test';
import { fileComplaint, fillComplaint, submit } from '../support/wizard';

const PUSH = '/api/v1/push';
/** As slow as the phones that the aims are about. */
const THROTTLE = 4;

/** What a script sends: it has a name and cannot be read. */
function unreadable(bytes = 30) {
  return { id: newName(), kind: 'case.file', payload: 'x'.repeat(bytes) };
}

async function sends(server: Server, ...ops: object[]): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${server.address}${PUSH}`, { method: 'POST', headers, body: JSON.stringify(push(...(ops as any))) });
  await answer.arrayBuffer();
  return answer.status;
}

/** From this address as much has come as is usual, and more. */
async function flood(server: Server): Promise<void> {
  let status = 200;
  for (let tries = 0; status === 200 && tries < 10; tries++) {
    status = await sends(server, ...Array.from({ length: 100 }, () => unreadable()));
  }
  expect(status).toBe(429);
}

test('a visitor of a mall that is flooded files all the same: the phone shows a proof of work, and nobody reads a picture', async ({
  server,
  staff,
  page,
  complaints,
}) => {
  complaints.expected.push(/status of 429/);
  await open(page, `${server.address}/complain`);
  await fillComplaint(page);
  await flood(server);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  let asked = 0;
  const took: number[] = [];
  page.on('response', (answer) => {
    if (answer.url().endsWith(PUSH) && answer.status() === 429) asked = Date.now();
  });
  page.on('request', (request) => {
    if (request.url().endsWith(PUSH) && request.headers()['contact-point-proof']) took.push(Date.now() - asked);
  });
  await page.evaluate(() => {
    const long: number[] = ((window as any).long = []);
    // A frame that comes late says that something held it up.
    let before = performance.now();
    const next = (now: number) => {
      long.push(now - before);
      before = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await submit(page);
  await received(page);
  expect(took.length).toBeGreaterThan(0);
  console.log(`a proof took ${took.join(', ')} ms, CPU ${THROTTLE} times slower`);
  expect(Math.max(...took)).toBeLessThan(2000);
  expect(await staff.cases()).toHaveLength(1);
});

test('where the room for what nobody has read is used up, the page says so, keeps it, and sends it once a supervisor has discarded the flood', async ({
  server,
  staff,
  device,
  complaints,
}) => {
  complaints.expected.push(/status of 507/, /status of 429/);
  // Sixty-four megabytes of it, to the last gap.
  for (let bytes = 1_040_000; bytes > 100; bytes = Math.floor(bytes / 2)) {
    let status = 200;
    for (let sent = 0; status === 200 && sent < 70; sent++) status = await sends(server, unreadable(bytes));
    expect(status).toBe(507);
  }

  const phone = await device();
  // Something that this server cannot read yet, as from a newer page: it has to be looked at.
  await phone.route(`**${PUSH}`, async (route) => {
    const body = route.request().postDataJSON();
    body.ops.forEach((one: any) => (one.kind = 'case.file_of_a_later_version'));
    await route.continue({ postData: JSON.stringify(body) });
  });
  await open(phone, `${server.address}/complain`);
  await fileComplaint(phone);
  await savedHere(phone);
  await expect(phone.getByText('等着人工查看的内容已经存满')).toBeVisible();
  await expect(phone.getByText('急的请打公示的联络点电话')).toBeVisible();

  // What can be read is taken meanwhile.
  const other = await device();
  await open(other, `${server.address}/complain`);
  await fileComplaint(other);
  await received(other);

  const desk = await device({ viewport: { width: 1180, height: 820 } });
  await signIn(desk, server.address, 'mai');
  await open(desk, `${server.address}/staff/aside`);
  const box = desk.getByRole('region', { name: '读不懂的内容大量涌入' });
  await expect(box).toContainText(/\d+ 条，来自 1 台设备/);
  await box.getByLabel('丢弃的原因').fill('同一脚本反复发送，内容全是 x');
  await box.getByRole('button', { name: '全部丢弃' }).click();
  await expect(box).toHaveCount(0);
  await expect(desk.getByRole('region', { name: '丢弃过的' })).toContainText(/麦小姐 于 .* 丢弃 \d+ 条（1 台设备）：同一脚本反复发送/);

  await phone.unroute(`**${PUSH}`);
  await phone.reload();
  await received(phone, 2);
  expect(await staff.cases()).toHaveLength(2);
});
