import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { newClaimCode } from './claim_code';
import { complaint, type Complaint } from './complaint';
import type { Server } from './server';

/** An operation as a device sends it. */
export interface Op {
  id: string;
  device: string;
  kind: string;
  made_at: number;
  hash: string;
  payload: { plain: string };
  claim?: string;
}

export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A name that sorts by time (UUIDv7). */
export function newName(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Any operation; its hash fits. */
export function op(kind: string, body: object, claim?: string): Op {
  const plain = JSON.stringify(body);
  const made = { id: newName(), device: randomUUID(), kind, made_at: Date.now(), hash: hash(plain), payload: { plain } };
  return claim ? { ...made, claim } : made;
}

/** A complaint with a name and a code of its own. */
export function filing(changes: Complaint = {}): Op {
  const form = Object.fromEntries(Object.entries(complaint(changes)).map(([name, value]) => [name, [value].flat()]));
  return op('case.file', { case: newName(), do: { file: { form, privacy_notice: 2 } } }, newClaimCode());
}

/** What a device posts. */
export function push(...ops: Op[]) {
  return { protocol: 1, sent_at: Date.now(), ops };
}

/** Somebody has filed; where they did is of no interest here. */
export async function file(server: Server, changes: Complaint = {}): Promise<void> {
  const body = JSON.stringify(push(filing(changes)));
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${server.address}/api/v1/push`, { method: 'POST', headers, body });
  const { receipts } = (await answer.json()) as any;
  if (!receipts?.[0]?.outcome.applied) throw new Error(`${answer.status} ${JSON.stringify(receipts)}`);
}
