// The service worker: one version of the application, whole or not at all. Built by the crate `site`, which fills in
// the list and its hash; the server fills in the hash of the shell, which it renders itself.

const SHELL = '/shell';
const PREFIX = 'contact-point-';
const CACHE = `${PREFIX}{{version}}-{{shell}}`;

// Path and integrity: the browser refuses a file that is not this version's, even amid a deployment.
const FILES = new Map([[SHELL, '{{shell}}'], ...['{{files}}']]);
// Parts that a consumer never needs: kept from the first time they are asked for, and from version to version.
const STAFF_ONLY = new Map(['{{staff_only}}']);

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

// A new version waits until the page says that no draft is open.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'skip-waiting') event.waitUntil(self.skipWaiting());
  // The page loaded those parts before this worker was there to keep them.
  if (event.data?.type === 'keep-staff-bundle') event.waitUntil(Promise.all(staffBundle().map(keptFromNowOn)));
});

// Something has come while no page is open. The message has no content: what it is about stands on the page only.
self.addEventListener('push', (event) => event.waitUntil(tell()));

// A notification leads to the desk, or to a consumer's cases: to the page that is open already, where there is one.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(toTheNews());
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/api/')) return;
  if (FILES.has(url.pathname)) event.respondWith(kept(url.pathname, request));
  else if (STAFF_ONLY.has(url.pathname)) event.respondWith(keptFromNowOn(url.pathname));
  else if (request.mode === 'navigate') event.respondWith(kept(SHELL, request));
});

async function install() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all([...FILES, ...(await staffOnlyInUse())].map(([path, integrity]) => keep(cache, path, integrity)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

// Without what only some devices ask for: a keyboard on the screen, what reads barcodes.
function staffBundle() {
  return [...STAFF_ONLY.keys()].filter((path) => !/\/(keyboard\.js|barcodes\.js|zxing_reader\.wasm)$/.test(path));
}

// A tablet must not lose the staff's pages because a new version came.
async function staffOnlyInUse() {
  const name = (path) => path.slice(path.lastIndexOf('/'));
  const before = (await caches.keys()).filter((cache) => cache.startsWith(PREFIX) && cache !== CACHE);
  const held = (await Promise.all(before.map(async (cache) => (await caches.open(cache)).keys()))).flat();
  const names = new Set(held.map(({ url }) => name(new URL(url).pathname)));
  return [...STAFF_ONLY].filter(([path]) => names.has(name(path)));
}

async function keep(cache, path, integrity) {
  // What the page has just loaded is not loaded again: below /pkg/ a name has one content for ever.
  const load = (from) => fetch(path, { cache: from, credentials: 'omit', redirect: 'error', integrity });
  const response = await (path.startsWith('/pkg/')
    ? load('default').catch(() => load('reload')) // what the browser holds may be damaged
    : load('no-cache'));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await cache.put(path, response);
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  // Only the very first version takes over a page that it did not load: to a later one, the page belongs to another.
  if (old.length === 0) await self.clients.claim();
}

// On their way: asked for twice, they are fetched once.
const coming = new Map();

async function keptFromNowOn(path) {
  const cache = await caches.open(CACHE);
  const find = () => cache.match(path, { ignoreVary: true });
  const found = await find();
  if (found) return found;
  if (!coming.has(path)) {
    coming.set(path, keep(cache, path, STAFF_ONLY.get(path)).finally(() => coming.delete(path)));
  }
  await coming.get(path);
  return find();
}

async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path, { ignoreVary: true })) ?? fetch(request);
}

// As in `browser/alerts.rs`: one notification, whoever shows it.
const TAG = 'news';
const ICON = '/icon-192.png';

async function tell() {
  // A page that is open says it in more words.
  const shown = await self.registration.getNotifications({ tag: TAG });
  if (shown.some(({ timestamp }) => Date.now() - timestamp < 10_000)) return;
  const body = '有新的进展，请打开查看。\nThere is news; please open it.';
  await self.registration.showNotification('消费维权联络点', { body, tag: TAG, icon: ICON, renotify: true });
}

async function toTheNews() {
  // Staff's part is kept only where staff work.
  const cache = await caches.open(CACHE);
  const held = await Promise.all([...STAFF_ONLY.keys()].map((path) => cache.match(path, { ignoreVary: true })));
  const address = held.some(Boolean) ? '/staff' : '/mine';
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = pages.find(({ url }) => new URL(url).pathname.startsWith(address));
  return open ? open.focus() : self.clients.openWindow(address);
}
