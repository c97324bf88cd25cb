import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';

/** An empty database on the PostgreSQL of the tests, which `.make/end2end` starts. */
export class Database {
  private constructor(
    private readonly server: string,
    private readonly name: string,
  ) {}

  static async make(): Promise<Database> {
    const server = process.env.TEST_POSTGRES;
    if (!server) throw new Error('this journey needs a PostgreSQL of its own: eval "$(.make/postgres start)"');
    const database = new Database(server, `journey_${randomUUID().replaceAll('-', '')}`);
    await psql(server, `CREATE DATABASE ${database.name} OWNER contact_point`);
    return database;
  }

  /** With these a server keeps everything in it. */
  get options(): string[] {
    // As whoever serves, for whom row security holds.
    return ['--database-url', this.url.replace('user=postgres', 'user=contact_point')];
  }

  /** Ends every connection to it, as a restart of PostgreSQL does. */
  async cut(): Promise<void> {
    const others = 'datname = current_database() AND pid <> pg_backend_pid()';
    await psql(this.url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others}`);
  }

  async remove(): Promise<void> {
    await psql(this.server, `DROP DATABASE ${this.name} WITH (FORCE)`);
  }

  private get url(): string {
    return this.server.replace('/postgres?', `/${this.name}?`);
  }
}

async function psql(url: string, sql: string): Promise<void> {
  await promisify(execFile)('psql', ['--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=1', '--command', sql, url]);
}
