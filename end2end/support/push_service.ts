import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Page } from '@playwright/test';

/** A browser's push service: takes messages for one page's service worker, and hands them over as the browser would. */
export class PushService {
  /** What came: path and headers. */
  readonly came: { path: string; authorization: string; bytes: number }[] = [];
  private deliver?: () => Promise<void>;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<PushService> {
    const service: PushService = new PushService(
      createServer(async (request, response) => {
        const { authorization = '' } = request.headers;
        let bytes = 0;
        for await (const part of request) bytes += part.length;
        service.came.push({ path: request.url ?? '', authorization, bytes });
        await service.deliver?.();
        response.writeHead(201).end();
      }),
    );
    service.server.listen(0, '127.0.0.1');
    await once(service.server, 'listening');
    return service;
  }

  get address(): string {
    const at = this.server.address();
    return typeof at === 'object' && at ? `http://127.0.0.1:${at.port}` : '';
  }

  /** The browser under test knows no maker's service: its subscriptions are of this one. Before the first page is opened. */
  async standsInFor(page: Page): Promise<void> {
    await page.addInitScript((endpoint) => {
      // As a browser keeps it: over pages.
      const kept = 'test-subscription';
      const subscription = () =>
        localStorage.getItem(kept) && { endpoint, unsubscribe: async () => (localStorage.removeItem(kept), true) };
      PushManager.prototype.getSubscription = async () => subscription() as unknown as PushSubscription;
      PushManager.prototype.subscribe = async (options) => {
        localStorage.setItem(kept, String(options?.applicationServerKey));
        return subscription() as unknown as PushSubscription;
      };
    }, `${this.address}/device`);
  }

  /** From here, what comes wakes the service worker of this page's origin. */
  async wakes(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const found = registrations.find((one) => !one.isDeleted);
        if (found) resolve(found.registrationId);
      });
    });
    await session.send('ServiceWorker.enable');
    const registrationId = await registered;
    const { origin } = new URL(page.url());
    this.deliver = async () => {
      await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: '' });
    };
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
