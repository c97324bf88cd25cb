import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './port';

const DOCUMENTED = '../docs/deploy';
const NAME = 'weiquan.example.cn';

export type Kind = 'nginx' | 'caddy';

/** A real reverse proxy with TLS before a server, by the very file that the documentation gives. */
export class ReverseProxy {
  private process?: ChildProcess;
  private kind?: Kind;

  private constructor(
    readonly port: number,
    private readonly folder: string,
  ) {}

  get address(): string {
    return `https://localhost:${this.port}`;
  }

  /** A place for one; it answers once it is before a server. */
  static async make(): Promise<ReverseProxy> {
    return new ReverseProxy(await freePort(), await mkdtemp(join(tmpdir(), 'reverse-proxy-')));
  }

  async before(kind: Kind, server: number): Promise<void> {
    this.kind = kind;
    const [key, certificate] = [join(this.folder, 'key.pem'), join(this.folder, 'certificate.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
    await promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', certificate, ...subject]);
    const file = kind === 'nginx' ? await this.nginx(server, key, certificate) : await this.caddy(server, key, certificate);
    const command = kind === 'nginx' ? ['nginx', '-p', this.folder, '-c', file, '-g', 'daemon off;'] : ['caddy', 'run', '--adapter', 'caddyfile', '--config', file];
    const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin`, HOME: this.folder, XDG_DATA_HOME: this.folder };
    this.process = spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'ignore', 'pipe'], env });
    let said = '';
    this.process.stderr!.on('data', (text) => (said += text));
    for (let tries = 0; !(await answers(this.port)); tries += 1) {
      if (tries > 100 || this.process.exitCode !== null) throw new Error(`${kind} does not start: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async stop(): Promise<void> {
    if (this.process && this.process.exitCode === null) {
      const ended = once(this.process, 'exit');
      // Caddy waits for streams that have no end; nginx has workers, which only it ends.
      this.process.kill(this.kind === 'caddy' ? 'SIGKILL' : 'SIGTERM');
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The file stands within `http`, where a system's own file has it. */
  private async nginx(server: number, key: string, certificate: string): Promise<string> {
    const text = await this.documented('nginx.conf', server);
    const site = replaced(text, { 'listen 443 ssl;': `listen ${this.port} ssl;`, 'listen 80;': `listen ${await freePort()};` })
      .replace(`${NAME}.pem`, certificate)
      .replace(`${NAME}.key`, key)
      .replaceAll(NAME, 'localhost');
    const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((what) => `${what}_temp_path ${what};`).join(' ');
    const whole = `pid nginx.pid; error_log stderr; events {} http { access_log off; ${own}\n${site}\n}`;
    return this.write('nginx.conf', whole);
  }

  private async caddy(server: number, key: string, certificate: string): Promise<string> {
    const text = await this.documented('Caddyfile', server);
    const site = replaced(text, { [`${NAME} {`]: `https://localhost:${this.port} {\n\ttls ${certificate} ${key}` });
    return this.write('Caddyfile', `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${site}`);
  }

  private async documented(name: string, server: number): Promise<string> {
    const text = await readFile(join(DOCUMENTED, name), 'utf8');
    return replaced(text, { '127.0.0.1:3000;': `127.0.0.1:${server};`, 'proxy 127.0.0.1:3000\n': `proxy 127.0.0.1:${server}\n` }, 1);
  }

  private async write(name: string, text: string): Promise<string> {
    const file = join(this.folder, name);
    await writeFile(file, text);
    return file;
  }
}

/** What the documentation says there, as it is here; at least so many of them must be there. */
function replaced(text: string, by: Record<string, string>, atLeast = Object.keys(by).length): string {
  const found = Object.keys(by).filter((part) => text.includes(part));
  if (found.length < atLeast) throw new Error(`the documented file no longer has ${Object.keys(by).join(', ')}`);
  return found.reduce((text, part) => text.replaceAll(part, by[part]!), text);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)));
    socket.on('error', () => resolve(false));
  });
}
