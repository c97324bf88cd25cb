import { expect, test } from '@playwright/test';
import { newClaimCode } from '../support/claim_code';
import { filing, hash, newName, op, push, type Op } from '../support/ops';
import { Server } from '../support/server';
import { Staff } from '../support/staff';

let server: Server;

test.beforeAll(async () => {
  server = await Server.start();
});

test.afterAll(() => server.dispose());

async function post(body: unknown, type = 'application/json') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${server.address}/api/v1/push`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: text,
  });
  return { status: answer.status, type: answer.headers.get('content-type'), body: (await answer.json()) as any };
}

async function receipts(...ops: Op[]) {
  const { status, body } = await post(push(...ops));
  expect(status).toBe(200);
  return body.receipts;
}

test('fifty identical pushes at once are one case with fifty equal receipts', async () => {
  // About one case nobody sends so much in a minute: no limit, but the transaction is looked at.
  const point = await Server.start('--without-limits');
  try {
    const body = JSON.stringify(push(filing()));
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`${point.address}/api/v1/push`, { method: 'POST', headers, body });
        expect(answer.status).toBe(200);
        return ((await answer.json()) as any).receipts;
      }),
    );
    expect(new Set(answers.map((receipts) => JSON.stringify(receipts))).size).toBe(1);
    expect(answers[0]).toHaveLength(1);
    expect(answers[0][0].outcome).toMatchObject({ applied: { number: { serial: 1 } } });
    const staff = await Staff.first(point);
    expect(await staff.cases()).toHaveLength(1);
    await staff.dispose();
  } finally {
    await point.dispose();
  }
});

test('fifty different filings at once get numbers without a gap and without a double', async () => {
  const point = await Server.start();
  try {
    const numbers = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const headers = { 'content-type': 'application/json' };
        const body = JSON.stringify(push(filing()));
        const answer = await fetch(`${point.address}/api/v1/push`, { method: 'POST', headers, body });
        return ((await answer.json()) as any).receipts[0].outcome.applied.number.serial as number;
      }),
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, place) => place + 1));
  } finally {
    await point.dispose();
  }
});

test('what is no push is refused with its reason and stores nothing', async () => {
  for (const [sent, status, code] of [
    ['不是 JSON', 400, 'not_json'],
    [{ protocol: 1 }, 400, 'malformed'],
    [{ ...push(filing()), protocol: 99 }, 400, 'protocol_unknown'],
    [push(...Array.from({ length: 101 }, () => filing())), 413, 'too_many_ops'],
    [JSON.stringify(push(op('case.file', { words: '字'.repeat(600_000) }))), 413, 'body_too_large'],
  ] as const) {
    const answer = await post(sent);
    expect.soft([answer.status, answer.body.code]).toEqual([status, code]);
    expect.soft(answer.type).toContain('application/problem+json');
    expect.soft(answer.body.detail.zh).toMatch(/\p{Script=Han}/u);
  }
  const form = await post('a=b', 'application/x-www-form-urlencoded');
  expect([form.status, form.body.code]).toEqual([415, 'unsupported_media_type']);
});

test('an operation of a kind to come is kept, and the ones beside it go on', async () => {
  const [kept, filed] = await receipts(op('merchant.rename', { shop: 'L2-031' }, newClaimCode()), filing());
  expect(kept.outcome).toEqual({ unsupported: { kind: 'merchant.rename' } });
  expect(filed.outcome).toHaveProperty('applied');
});

test('what was damaged on the way is set aside, and the undamaged one still counts', async () => {
  const whole = filing();
  const damaged = { ...whole, payload: { plain: whole.payload.plain.slice(0, -9) } };
  const [aside] = await receipts(damaged);
  expect(aside.outcome).toMatchObject({ quarantined: { code: 'hash_mismatch' } });
  expect(aside.hash).toBe(hash(damaged.payload.plain));
  const [filed] = await receipts(whole);
  expect(filed.outcome).toHaveProperty('applied');
});

test('a name that is used again for other content overwrites nothing', async () => {
  const first = filing();
  const [before] = await receipts(first);
  const [aside] = await receipts({ ...filing({ goods: '电水壶' }), id: first.id });
  expect(aside.outcome).toMatchObject({ quarantined: { code: 'op_reused' } });
  expect(await receipts(first)).toEqual([before]);
});

test('a case cannot be read or changed without its code', async () => {
  const filed = filing();
  const [{ outcome }] = await receipts(filed);
  const withdraw = { case: outcome.applied.case, do: { withdraw: { words: '' } } };
  const [refused] = await receipts(op('case.withdraw', withdraw, newClaimCode()));
  expect(refused.outcome).toHaveProperty('rejected');
  const nobody = await post(push(op('case.withdraw', withdraw)));
  expect([nobody.status, nobody.body.code]).toEqual([401, 'sign_in_needed']);
  const pull = await fetch(`${server.address}/api/v1/pull?since=0`);
  const kinds = ((await pull.json()) as any).changes.flatMap((change: any) => Object.keys(change.body));
  expect(kinds).toEqual(['board']);
  const own = await fetch(`${server.address}/api/v1/pull?since=0`, { headers: { authorization: `Claim ${filed.claim}` } });
  const views = ((await own.json()) as any).changes.filter((change: any) => change.body.case_view);
  expect(views.map((change: any) => change.body.case_view.state)).toEqual(['received']);
});

test('a page of another site may change nothing', async () => {
  const answer = await fetch(`${server.address}/api/v1/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
    body: JSON.stringify(push(filing())),
  });
  expect([answer.status, ((await answer.json()) as any).code]).toEqual([403, 'foreign_origin']);
});

test('an unknown address of the API is never a page', async () => {
  const answer = await fetch(`${server.address}/api/v1/${newName()}`);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
});
