import type { BrowserContext } from '@playwright/test';

/** What browsers complained about, and what a test expects of it. */
export interface Complaints {
  heard: string[];
  expected: RegExp[];
}

// Without a server every browser says so; and asking who is signed in where nobody is, is no fault.
const USUAL = [
  /net::ERR_|Failed to fetch|An unknown error occurred when fetching the script/,
  /status of 401 .*\/api\/v1\/(session|device)$/,
  // A tablet that was opened without the server has no session at its first request, and gets one.
  /status of 401 .*\/api\/v1\/(pull\?.*scope=staff&kinds=\*|push)$/,
];

/** Listens to everything that the pages of a context complain about. */
export async function watch(context: BrowserContext, complaints: Complaints): Promise<void> {
  const hear = (text: string) => {
    if (!USUAL.some((usual) => usual.test(text))) complaints.heard.push(text);
  };
  context.on('weberror', (error) => hear(String(error.error())));
  context.on('console', (message) => {
    const serious = ['error', 'warning'].includes(message.type());
    if (serious) hear(`${message.text()} ${message.location().url}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`security policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
}
