import { spawn, type ChildProcess } from 'node:child_process';
import { freePort } from '../support/port';
import { choose, photo } from '../support/photos';
import { received } from '../support/receipt';
import { Server } from '../support/server';
import { Staff } from '../support/staff';
import { expect, open, test } from '../support/test';
import { fileComplaint } from '../support/wizard';

const BINARY = process.env.S3_SERVER ?? '../target/s3/bin/moto_server';
const BUCKET = 'contact-point';

test('photos lie in an S3 bucket, and wait while it cannot be reached', async ({ page, complaints }) => {
  complaints.expected.push(/status of 503/);
  const port = await freePort();
  let bucket = await s3(port);
  const options = ['--s3-endpoint', `http://127.0.0.1:${port}`, '--s3-bucket', BUCKET];
  const server = await Server.start(...options, '--s3-access-key-id', 'key', '--s3-secret-access-key', 'secret');
  try {
    const staff = await Staff.first(server);
    await open(page, `${server.address}/complain`);
    await fileComplaint(page);
    await received(page);
    await choose(page, await photo(page, 1200, 900, 1));
    await expect(page.locator('.attach__summary')).toHaveText('1 份都已收到。');
    const [only] = (await staff.cases()) as any[];
    const [{ hash }] = only.attachments;
    const names = await inBucket(port);
    expect(names.filter((name) => name.includes(hash))).toHaveLength(2);
    expect(names.filter((name) => name.includes('/uploads/'))).toEqual([]);
    const kept = await staff.bytes(`/api/v1/attachments/${only.id}/${hash}`);
    expect(kept.subarray(0, 2).toString('hex')).toBe('ffd8');

    bucket.kill('SIGKILL');
    await choose(page, await photo(page, 1200, 900, 2));
    await expect(page.locator('.shots__words', { hasText: /已存在这台设备|正在送/ })).toHaveCount(1);
    // A new one, empty: only what comes from now on is looked for.
    bucket = await s3(port);
    await expect(page.locator('.attach__summary')).toHaveText('2 份都已收到。', { timeout: 90_000 });
    await staff.dispose();
  } finally {
    await server.dispose();
    bucket.kill('SIGKILL');
  }
});

/** A server that speaks S3, with an empty bucket. */
async function s3(port: number): Promise<ChildProcess> {
  const child = spawn(BINARY, ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' });
  await expect
    .poll(() => fetch(`http://127.0.0.1:${port}/${BUCKET}`, { method: 'PUT' }).then((answer) => answer.status, () => 0))
    .toBe(200);
  return child;
}

async function inBucket(port: number): Promise<string[]> {
  const listed = await (await fetch(`http://127.0.0.1:${port}/${BUCKET}?list-type=2`)).text();
  return [...listed.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, name]) => name!);
}
