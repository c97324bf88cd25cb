import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { freePort } from './port';

/** What goes wrong on the way, once. */
export type Fault =
  /** The server has answered; the answer does not arrive. */
  | { is: 'reply lost'; meanwhile?: () => Promise<void> }
  /** The server has the whole request; what happens then happens before it can answer. */
  | { is: 'cut off'; meanwhile: () => Promise<void> }
  /** The request arrives twice; the second answer is passed on. */
  | { is: 'doubled' }
  /** The first half of the answer arrives. */
  | { is: 'truncated' }
  /** Something in between answers instead of the server. */
  | { is: 'refused'; status: number }
  /** It waits until `until` is done. */
  | { is: 'delayed'; until: Promise<void> };

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** Stands between browser and server, and loses, doubles or changes what it is told to. */
export class FaultProxy {
  private faults = new Map<string, Fault[]>();
  private changes = new Map<string, (answer: string) => string>();
  private files = new Map<string, Answer>();
  /** Faults that last until what happens meanwhile is over. */
  private underWay = 0;
  /** While set, nothing gets through: the network of whoever sits behind it is gone. */
  private gone = false;
  /** Every request that arrived, as `METHOD /path`. */
  readonly seen: string[] = [];

  private constructor(
    private readonly port: number,
    private readonly upstream: URL,
    private readonly listener: ReturnType<typeof createServer>,
  ) {}

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  static async before(upstream: string): Promise<FaultProxy> {
    const listener = createServer();
    const proxy = new FaultProxy(await freePort(), new URL(upstream), listener);
    listener.on('request', (incoming, outgoing) => {
      proxy.pass(incoming, outgoing).catch(() => outgoing.destroy());
    });
    listener.listen(proxy.port, '127.0.0.1');
    await once(listener, 'listening');
    return proxy;
  }

  /** The next request to that path meets the fault; a second one the second fault, and so on. */
  next(path: string, fault: Fault): void {
    this.faults.set(path, [...(this.faults.get(path) ?? []), fault]);
  }

  /** How many faults have not happened yet, or what happens meanwhile is not over: a server that is dying. */
  get pending(): number {
    return [...this.faults.values()].flat().length + this.underWay;
  }

  /** From now on that file arrives changed. */
  change(path: string, change: (text: string) => string): void {
    this.changes.set(path, change);
  }

  /** From now on that address has this file. */
  put(path: string, type: string, body: Buffer): void {
    this.files.set(path, { status: 200, headers: { 'content-type': type, 'cache-control': 'no-cache' }, body });
  }

  /** From now on nothing gets through, also of what is under way; or everything does again. */
  away(gone: boolean): void {
    this.gone = gone;
    if (gone) this.cut();
  }

  /** Cuts every connection, such as the ones on which devices listen. */
  cut(): void {
    this.listener.closeAllConnections();
  }

  async close(): Promise<void> {
    this.listener.closeAllConnections();
    this.listener.close();
    await once(this.listener, 'close');
  }

  private async pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    if (this.gone) return void outgoing.destroy();
    const path = new URL(incoming.url!, this.address).pathname;
    this.seen.push(`${incoming.method} ${path}`);
    const file = this.files.get(path);
    if (file) return reply(outgoing, file);
    const body = await whole(incoming);
    const fault = this.faults.get(path)?.shift();
    if (fault) {
      const lasts = 'meanwhile' in fault ? 1 : 0;
      this.underWay += lasts;
      return this.meet(fault, incoming, body, outgoing).finally(() => (this.underWay -= lasts));
    }
    const change = this.changes.get(path);
    if (change) {
      const answer = await this.ask(incoming, body, { 'accept-encoding': 'identity' });
      delete answer.headers.etag;
      return reply(outgoing, { ...answer, body: Buffer.from(change(answer.body.toString())) });
    }
    return this.stream(incoming, body, outgoing);
  }

  private async meet(fault: Fault, incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): Promise<void> {
    switch (fault.is) {
      case 'reply lost':
        await this.ask(incoming, body);
        await fault.meanwhile?.();
        outgoing.destroy();
        return;
      case 'cut off': {
        let over: Promise<void> | undefined;
        const asked = this.ask(incoming, body, {}, () => (over = fault.meanwhile()));
        await asked.catch(() => undefined);
        await over;
        outgoing.destroy();
        return;
      }
      case 'doubled':
        await this.ask(incoming, body);
        return reply(outgoing, await this.ask(incoming, body));
      case 'truncated': {
        const answer = await this.ask(incoming, body);
        outgoing.writeHead(answer.status, answer.headers);
        outgoing.write(answer.body.subarray(0, answer.body.length / 2));
        setImmediate(() => outgoing.destroy());
        return;
      }
      case 'refused':
        outgoing.writeHead(fault.status, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>');
        return;
      case 'delayed':
        await fault.until;
        return reply(outgoing, await this.ask(incoming, body));
    }
  }

  /** The whole answer. `sent` runs when the server has been given the whole request. */
  private async ask(
    incoming: IncomingMessage,
    body: Buffer,
    headers: Record<string, string> = {},
    sent?: () => Promise<void>,
  ): Promise<Answer> {
    const asking = this.open(incoming, headers);
    asking.end(body, () => void sent?.());
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    return { status: response.statusCode!, headers: response.headers, body: await whole(response) };
  }

  private stream(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      const asking = this.open(incoming, {});
      const broken = () => resolve(void outgoing.destroy());
      asking.once('error', broken);
      asking.once('response', (response) => {
        outgoing.writeHead(response.statusCode!, response.headers);
        response.once('error', broken);
        response.once('end', resolve);
        response.pipe(outgoing);
      });
      outgoing.once('close', () => asking.destroy());
      asking.end(body);
    });
  }

  private open(incoming: IncomingMessage, headers: Record<string, string>) {
    return request({
      host: this.upstream.hostname,
      port: this.upstream.port,
      method: incoming.method,
      path: incoming.url,
      headers: { ...incoming.headers, ...headers },
      agent: false,
    });
  }
}

async function whole(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function reply(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  const { 'transfer-encoding': _, ...kept } = headers;
  outgoing.writeHead(status, { ...kept, 'content-length': body.length }).end(body);
}
