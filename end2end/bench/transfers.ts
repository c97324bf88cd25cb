import type { BrowserContext, Request } from '@playwright/test';

/** One answer from the server. */
export interface Transfer {
  path: string;
  /** Head and body as they came over the line. */
  bytes: number;
  encoding: string;
  /** When it was asked for, in milliseconds since 1970. */
  started: number;
  /** Asked for by the service worker, not by the page. */
  worker: boolean;
}

function ended(why: unknown): void {
  if (!/closed/i.test(String(why))) throw why;
}

/** Everything that a browser transfers, also what its service worker asks for. */
export class Transfers {
  private readonly done: Transfer[] = [];

  constructor(context: BrowserContext, address: string) {
    context.on('requestfinished', (request) => {
      // The worker of a page that was left cannot be asked any more.
      if (request.url().startsWith(address)) void this.measure(request, address).catch(ended);
    });
  }

  get finished(): number {
    return this.done.length;
  }

  /** The largest first. */
  rows(): Transfer[] {
    return [...this.done].sort((a, b) => b.bytes - a.bytes);
  }

  private async measure(request: Request, address: string): Promise<void> {
    const response = await request.response();
    // What the service worker hands to its page did not come over the line.
    if (!response || response.fromServiceWorker()) return;
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    this.done.push({
      path: request.url().slice(address.length),
      bytes: responseBodySize + responseHeadersSize,
      encoding: (await response.headerValue('content-encoding')) ?? '',
      started: request.timing().startTime,
      worker: request.serviceWorker() !== null,
    });
  }
}
