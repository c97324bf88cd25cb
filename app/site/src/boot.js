import init, { start } from './app.js';
import { liveWithOthers } from './foreign.js';
import { notStarted, tell } from './trouble.js';
import { trustOwnMarkup } from './trusted_types.js';

// Files of the part that this page is of: asked for now, beside the first, instead of by it.
const PARTS = { '{{parts}}': [] };
const first = location.pathname.split('/')[1];
const below = first === 'help' && location.pathname !== '/help' ? 'staff' : first;
const part = below === '' ? 'first' : ['kiosk', 'staff'].includes(below) ? below : 'lazy';
function askForParts() {
  for (const file of PARTS[part] ?? []) {
    const link = document.createElement('link');
    const href = new URL(file, import.meta.url).href;
    document.head.append(Object.assign(link, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href }));
  }
}

const root = document.documentElement;

// A page that is drawn is drawn by then, also where the browser forgets to say so.
const SEEN_AT_LAST_MS = 500;

// A page that somebody changed before it was taken over (a translator, an extension, a proxy) is no page of ours any more. From
// then on this tab draws its pages itself, as it draws the empty one.
const DRAW = 'draw-pages';
let stopped = false;

function drawsPages(draw) {
  try {
    if (draw) sessionStorage.setItem(DRAW, '');
    return sessionStorage.getItem(DRAW) !== null;
  } catch {
    return false;
  }
}

if (drawsPages() && !root.hasAttribute('data-shell')) {
  root.setAttribute('data-shell', '');
  document.body.replaceChildren();
}

function stop(error) {
  if (!(globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError) || stopped) return;
  stopped = true;
  const taken = root.hasAttribute('data-ready') || root.hasAttribute('data-shell');
  if (!taken && drawsPages(true)) location.reload();
  else tell('stopped');
}

addEventListener('error', ({ error }) => stop(error));
addEventListener('unhandledrejection', ({ reason }) => stop(reason));

// Some servers call WebAssembly text, which browsers then take only from memory.
if (globalThis.WebAssembly?.instantiateStreaming) {
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const response = await source;
    const streams = response.headers.get('content-type')?.startsWith('application/wasm');
    return streams ? instantiateStreaming(response, imports) : WebAssembly.instantiate(await response.arrayBuffer(), imports);
  };
}

// A kiosk without a keyboard of its own; a browser that cannot fetch it goes on without.
addEventListener('on-screen-keyboard', () => import('./keyboard.js').catch(() => undefined), { once: true });

// What reads barcodes where the browser does not: asked for by the pages with something to scan.
globalThis.barcodeDetector = () => import('./barcodes.js').then((barcodes) => barcodes.barcodeDetector());

// What the server rendered is seen before anything else is fetched for it and before this thread has work: a frame later, if at
// all. Nobody is waited for where nothing is drawn, or where the browser does not say when.
function seen() {
  const tells = globalThis.PerformanceObserver?.supportedEntryTypes?.includes('paint');
  if (!tells || document.hidden || root.hasAttribute('data-shell')) return Promise.resolve();
  return new Promise((resolve) => {
    const drawn = (entries) => entries.getEntriesByName('first-contentful-paint').length > 0 && resolve();
    new PerformanceObserver(drawn).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, SEEN_AT_LAST_MS);
  });
}

trustOwnMarkup();
liveWithOthers();
seen()
  .then(askForParts)
  .then(() => init())
  .then(start)
  .catch((error) => {
    stop(error);
    if (!stopped) notStarted(error);
  });
