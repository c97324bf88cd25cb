import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Case, Staff } from './staff';
import type { Server } from './server';

/** The link that the desk gives for a case, as an address. */
export async function answerLink(server: Server, staff: Staff, of: Case): Promise<string> {
  const { path } = await staff.create(`/api/v1/merchant-links/${of.id}`, {});
  return server.address + path;
}

/** The same link as it would be, had it ended at another moment: what is signed is case, question and end. */
export async function endingAt(server: Server, link: string, end: number): Promise<string> {
  const [page, token] = link.split('#') as [string, string];
  const bytes = Buffer.from(token, 'base64url').subarray(0, 32);
  bytes.writeBigUInt64BE(BigInt(end), 24);
  const key = Buffer.from((await readFile(join(server.data, 'secrets/claim.key'), 'utf8')).trim(), 'hex');
  const mark = createHmac('sha256', key).update('merchant link\0').update(bytes).digest();
  return `${page}#${Buffer.concat([bytes, mark]).toString('base64url')}`;
}
