import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const BINARY = process.env.SERVER_BINARY ?? '../target/debug/server';

/** A server of its own for one test, with its own data; stopping it is the only reliable way to be offline. */
export class Server {
  private constructor(
    readonly address: string,
    private readonly process: ChildProcess,
    private readonly data: string,
  ) {}

  static async start(): Promise<Server> {
    const data = await mkdtemp(join(tmpdir(), 'contact-point-'));
    const child = spawn(BINARY, ['--listen', '127.0.0.1:0', '--data-dir', data, '--log-format', 'json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout! })) {
      const address = /http:\/\/[\d.:]+/.exec(line)?.[0];
      if (address) {
        child.stdout!.resume();
        return new Server(address, child, data);
      }
    }
    throw new Error(`${BINARY} ended before it listened`);
  }

  /** Ends the process, and with it every connection. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, 'exit');
      this.process.kill('SIGKILL');
      await ended;
    }
  }

  async dispose(): Promise<void> {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }
}
