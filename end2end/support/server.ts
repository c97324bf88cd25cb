import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { freePort } from './port';

const BINARY = process.env.SERVER_BINARY ?? '../target/debug/server';

/** A server of its own for one test. It keeps its port and its data over restarts, so a browser knows it again. */
export class Server {
  private process?: ChildProcess;
  private started = false;
  /** What the first start prints for the first administrator. */
  setupToken = '';

  private constructor(
    readonly port: number,
    readonly data: string,
    private readonly more: string[],
  ) {}

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** A new one; with more of its options. */
  static async start(...more: string[]): Promise<Server> {
    const server = new Server(await freePort(), await mkdtemp(join(tmpdir(), 'contact-point-')), more);
    await server.start();
    return server;
  }

  /** One whose folder holds sample data: a small mall that was told up to a day. */
  static async withSampleData(until: string, merchants = 24, months = 1, ...more: string[]): Promise<Server> {
    const server = new Server(await freePort(), await mkdtemp(join(tmpdir(), 'contact-point-')), more);
    await server.command('sample-data', '--seed', '7', '--merchants', `${merchants}`, '--months', `${months}`, '--until', until);
    await server.start();
    return server;
  }

  /** Listens, again where it was stopped. */
  async start(): Promise<void> {
    this.process = spawn(BINARY, this.arguments(), { stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
    const said = createInterface({ input: this.process.stdout! });
    const log = createInterface({ input: this.process.stderr! });
    const ended = once(this.process, 'exit').then(([code]) => {
      throw new Error(`${BINARY} ended with ${code} before it listened`);
    });
    ended.catch(() => undefined);
    const listening = new Promise<void>((resolve) => {
      log.on('line', (line) => (line.includes('listening on') ? resolve() : this.notice(line)));
    });
    // Only a first start says it; for the others there is nothing to wait for.
    const link = new Promise<void>((resolve) => {
      said.on('line', (line) => {
        const token = /\/staff\/setup#([\w-]+)/.exec(line)?.[1];
        if (token) resolve(void (this.setupToken = token));
      });
    });
    await Promise.race([listening, ended]);
    if (!this.started) await Promise.race([link, ended]);
    this.started = true;
  }

  /** Asks it to end; what has begun is finished. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** As a power cut ends it. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Runs the same program on the same data, such as `backup FILE`. */
  async command(...words: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(BINARY, [...words, ...this.arguments()], { env: environment() });
    return stdout;
  }

  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }

  private arguments(): string[] {
    return ['--listen', `127.0.0.1:${this.port}`, '--data-dir', this.data, '--log-format', 'json', ...this.more];
  }

  private notice(line: string): void {
    if (/"level":"(WARN|ERROR)"/.test(line) || line.includes('panicked')) console.error(line);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
  }
}

/** Nothing that is set on this machine changes what is tested. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CONTACT_POINT_')));
}
