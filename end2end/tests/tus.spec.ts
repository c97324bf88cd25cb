import { createHash } from 'node:crypto';
import { Upload, type UploadOptions } from 'tus-js-client';
import { filing, push } from '../support/ops';
import { photo } from '../support/photos';
import type { Server } from '../support/server';
import { expect, open, test } from '../support/test';

// The public tus client, as anybody has it from npm, speaks to our server: what the server speaks is tus.

test('a tus client that knows nothing of us uploads a photo in pieces and goes on after a pause', async ({ page, server }) => {
  await open(page, server.address);
  const { buffer } = await photo(page, 3000, 2000);
  const code = await filed(server);
  const hash = createHash('sha256').update(buffer).digest('hex');
  let offsets: number[] = [];
  const options: UploadOptions = {
    endpoint: `${server.address}/api/v1/uploads`,
    chunkSize: 100 * 1024,
    retryDelays: [0, 100],
    metadata: { hash },
    headers: { authorization: `Claim ${code}` },
    storeFingerprintForResuming: false,
    onProgress: (sent) => offsets.push(sent),
  };
  const first = new Upload(buffer, options);
  await new Promise<void>((resolve, reject) => {
    first.options.onError = reject;
    first.options.onChunkComplete = (_, accepted) => {
      if (accepted >= 300 * 1024) void first.abort().then(resolve);
    };
    first.start();
  });
  const address = first.url!;
  expect(address).toContain('/api/v1/uploads/');
  offsets = [];
  const second = new Upload(buffer, { ...options, uploadUrl: address });
  await new Promise<void>((resolve, reject) => {
    second.options.onError = reject;
    second.options.onSuccess = () => resolve();
    second.start();
  });
  expect(offsets[0]).toBeGreaterThanOrEqual(300 * 1024);
  const view = await tracked(server, code);
  expect(view.attachments).toHaveLength(1);
  expect(view.attachments[0].sent).toBe(hash);
});

/** Files a complaint at the interface; gives its code. */
async function filed(server: Server): Promise<string> {
  const complaint = filing();
  const body = JSON.stringify(push(complaint));
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${server.address}/api/v1/push`, { method: 'POST', headers, body });
  expect(((await answer.json()) as any).receipts[0].outcome.applied).toBeTruthy();
  return complaint.claim!;
}

async function tracked(server: Server, code: string): Promise<{ attachments: { hash: string; sent?: string }[] }> {
  const answer = await fetch(`${server.address}/api/v1/pull?since=0`, { headers: { authorization: `Claim ${code}` } });
  const { changes } = (await answer.json()) as any;
  return changes.map(({ body }: any) => body.case_view).find(Boolean);
}
