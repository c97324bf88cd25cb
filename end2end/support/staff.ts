import { request, type APIRequestContext } from '@playwright/test';
import { op, push, type Op } from './ops';
import type { Server } from './server';

export const PASSWORD = '春天的风吹过长宁路口';

type Role = 'receptionist' | 'mediator' | 'quality' | 'supervisor' | 'administrator' | 'regulator';

/** A case as staff see it, as far as tests look at it. */
export interface Case {
  id: string;
  rev: number;
  number: { year: number; serial: number } | null;
  state: string;
  filed_at: number;
  received_at: number | null;
  complaint: { goods: string; facts: string; purchased_on: string };
}

/** Whoever opens the desk finds new cases there: the first administrator leaves it to a receptionist. */
export async function receptionist(server: Server, administrator: Staff): Promise<Staff> {
  const receptionist = await administrator.add(server, 'lin', '接待员 01', 'receptionist');
  await receptionist.onDuty(true);
  await administrator.onDuty(false);
  return receptionist;
}

/** A member of staff at the API. */
export class Staff {
  private constructor(private readonly api: APIRequestContext) {}

  /** The first administrator, by the link that the first start prints. */
  static async first(server: Server): Promise<Staff> {
    const api = await signedOut(server);
    const data = { token: server.setupToken, account: 'mai', name: '麦小姐', password: PASSWORD };
    await done(api.post('/api/v1/setup', { data }));
    return new Staff(api);
  }

  /** Adds a member, who sets a password by the link. */
  async add(server: Server, account: string, name: string, role: Role): Promise<Staff> {
    const { link } = await done(this.api.post('/api/v1/staff', { data: { account, name, role } }));
    const api = await signedOut(server);
    await done(api.post('/api/v1/setup', { data: { token: link.split('#')[1], password: PASSWORD } }));
    return new Staff(api);
  }

  /** Receives new cases from now on, or no more. */
  async onDuty(on_duty: boolean): Promise<void> {
    const { staff } = await done(this.api.get('/api/v1/session'));
    await done(this.api.patch(`/api/v1/staff/${staff.id}`, { data: { on_duty } }));
  }

  /** Closes the account of a member. */
  async deactivate(id: string): Promise<void> {
    await done(this.api.patch(`/api/v1/staff/${id}`, { data: { active: false } }));
  }

  /** Every session of theirs but this one ends. */
  async endOtherSessions(): Promise<void> {
    const answer = await this.api.post('/api/v1/session/password', { data: { current: PASSWORD, password: PASSWORD } });
    if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
  }

  /** Plans when somebody is on duty. */
  async plan(of: Staff, plan: object): Promise<void> {
    const { staff } = await done(of.api.get('/api/v1/session'));
    const answer = await this.api.put(`/api/v1/roster/${staff.id}`, { data: plan });
    if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
  }

  /** Every case of the contact point. */
  async cases(): Promise<Case[]> {
    const cases: Case[] = [];
    for (let since = 0, more = true; more; ) {
      const answer = await done(this.api.get(`/api/v1/pull?since=${since}`));
      cases.push(...answer.changes.filter(({ body }: any) => body.case).map(({ body }: any) => body.case));
      ({ cursor: since, more } = answer);
    }
    return cases;
  }

  /** What an address of the API answers. */
  async read(path: string): Promise<any> {
    return done(this.api.get(path));
  }

  /** What is made at an address of the API. */
  async create(path: string, data: object): Promise<any> {
    return done(this.api.post(path, { data }));
  }

  /** Changes what is at an address of the API. */
  async change(path: string, data: object): Promise<any> {
    return done(this.api.patch(path, { data }));
  }

  /** The same, where it is a file. */
  async bytes(path: string): Promise<Buffer> {
    const answer = await this.api.get(path);
    if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()}`);
    return answer.body();
  }

  /** Does something to a case, such as `accept`. */
  async act(on: Case, word: string, details?: object): Promise<void> {
    await this.push([op(`case.${word}`, { case: on.id, base: on.rev, do: details ? { [word]: details } : word })]);
  }

  /** Sends operations, which must all take effect. */
  async push(ops: Op[]): Promise<void> {
    const { receipts } = await done(this.api.post('/api/v1/push', { data: push(...ops) }));
    const refused = receipts.find(({ outcome }: any) => !outcome.applied);
    if (refused) throw new Error(JSON.stringify(refused.outcome));
  }

  async dispose(): Promise<void> {
    await this.api.dispose();
  }
}

async function signedOut(server: Server): Promise<APIRequestContext> {
  // With a cookie a program must say that it belongs here.
  return request.newContext({ baseURL: server.address, extraHTTPHeaders: { origin: server.address } });
}

async function done(asked: Promise<import('@playwright/test').APIResponse>): Promise<any> {
  const answer = await asked;
  if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}
