import { once } from 'node:events';
import { createServer } from 'node:net';

// Below the ports that the system gives out by itself: while a server is down, nobody else comes by its port.
const FIRST = 20_000;
const OF_EACH_WORKER = 1_000;
let next = 0;

/** A port that stays free between two starts. */
export async function freePort(): Promise<number> {
  const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0);
  for (;;) {
    const port = FIRST + worker * OF_EACH_WORKER + (next++ % OF_EACH_WORKER);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}
