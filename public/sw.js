// The service worker: one version of the application, whole or not at all. Built by the crate `site`, which fills in
// the list and its hash; the server fills in the hash of the shell, which it renders itself.

const SHELL = '/shell';
const PREFIX = 'contact-point-';
const CACHE = `${PREFIX}{{version}}-{{shell}}`;

// Path and integrity: the browser refuses a file that is not this version's, even amid a deployment.
const FILES = new Map([[SHELL, '{{shell}}'], ...['{{files}}']]);

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

// A new version waits until the page says that no draft is open.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'skip-waiting') event.waitUntil(self.skipWaiting());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/api/')) return;
  if (FILES.has(url.pathname)) event.respondWith(kept(url.pathname, request));
  else if (request.mode === 'navigate') event.respondWith(kept(SHELL, request));
});

async function install() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all([...FILES].map(([path, integrity]) => keep(cache, path, integrity)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function keep(cache, path, integrity) {
  const response = await fetch(path, { cache: 'reload', credentials: 'omit', redirect: 'error', integrity });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await cache.put(path, response);
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  // Only the very first version takes over a page that it did not load: to a later one, the page belongs to another.
  if (old.length === 0) await self.clients.claim();
}

async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path, { ignoreVary: true })) ?? fetch(request);
}
