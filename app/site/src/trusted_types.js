// The only way from a string to markup or a script's address, where the browser has Trusted Types
// (<https://www.w3.org/TR/trusted-types/>). Leptos makes elements from markup of its own; nothing in it runs a script. Whatever else
// arrives here, through a library or a fault of ours, is refused, and the browser says so.

// Inside of a tag only: a text may say what it likes.
const RUNS_A_SCRIPT = /<\/?\s*(?:script|iframe|frame|object|embed|base|meta|link|portal)\b|<[^>]*[\s"'/]on[a-z]+\s*=|<[^>]*javascript:|<[^>]*\bsrcdoc\s*=/i;

// Workers of ours.
const SCRIPTS = ['/sw.js', '/photo-worker.js'];

export function trustOwnMarkup() {
  globalThis.trustedTypes?.createPolicy('default', {
    createHTML: (markup) => (RUNS_A_SCRIPT.test(markup) ? null : markup),
    createScriptURL: (address) => {
      const { origin, pathname } = new URL(address, location.href);
      return origin === location.origin && SCRIPTS.includes(pathname) ? address : null;
    },
  });
}
