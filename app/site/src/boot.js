import init, { start } from './app.js';

// Files of the part that this page is of: asked for now, beside the first, instead of by it.
const PARTS = { '{{parts}}': [] };
const part = location.pathname === '/' ? 'first' : /^\/staff(\/|$)/.test(location.pathname) ? 'staff' : 'lazy';
for (const file of PARTS[part] ?? []) {
  const link = document.createElement('link');
  const href = new URL(file, import.meta.url).href;
  document.head.append(Object.assign(link, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href }));
}

init().then(start);
