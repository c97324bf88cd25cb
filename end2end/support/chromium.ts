import { chromium, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import config from '../playwright.config';

/** A browser of its own whose process can be ended at any moment. What it keeps stays in its folder. */
export class Chromium {
  private process?: ChildProcess;

  private constructor(
    readonly profile: string,
    private readonly more: string[],
  ) {}

  static async start(...more: string[]): Promise<Chromium> {
    return new Chromium(await mkdtemp(join(tmpdir(), 'chromium-')), more);
  }

  /** Starts the browser and gives its page. */
  async page(): Promise<Page> {
    const { executablePath, args = [] } = config.use!.launchOptions!;
    const own = [`--user-data-dir=${this.profile}`, '--remote-debugging-port=0', '--headless=new', '--accept-lang=zh-CN', ...this.more];
    this.process = spawn(executablePath ?? chromium.executablePath(), [...args, ...own, 'about:blank'], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    for await (const line of createInterface({ input: this.process.stderr! })) {
      const endpoint = /ws:\/\/\S+/.exec(line)?.[0];
      if (endpoint) {
        this.process.stderr!.resume();
        const browser = await chromium.connectOverCDP(endpoint);
        return browser.contexts()[0]!.pages()[0]!;
      }
    }
    throw new Error('the browser ended before it listened');
  }

  /** As the system ends an application that it has no memory for: at once, with all its processes. */
  async kill(): Promise<void> {
    const child = this.process;
    if (child?.pid && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      process.kill(-child.pid, 'SIGKILL');
      await ended;
    }
  }

  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
