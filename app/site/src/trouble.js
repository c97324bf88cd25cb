// The page never dies silently: what cannot start, or stops, says so and says what to do.

const root = document.documentElement;
const isStaff = /^\/staff(\/|$)/.test(location.pathname);

const WORDS = {
  simple: [
    '这个浏览器只能用简单版：要联网，填的内容不会自动存下来，其他都能办。',
    'This browser shows the simple version: it needs a network and saves nothing by itself; everything else works.',
  ],
  staff: [
    '工作人员页面打不开：这个浏览器缺少 WebAssembly，或者它被关掉了（例如 iPhone、iPad 的“锁定模式”）。请在锁定模式里排除本站，或换一个较新的浏览器。存在这台设备上的内容都还在。',
    'The staff pages cannot open: this browser has no WebAssembly, or it is switched off (as in Lockdown Mode on iPhone and iPad). Exclude this site from Lockdown Mode, or use a newer browser. Everything saved on this device is still here.',
  ],
  shell: [
    '这一页没有打开。请点“重新打开”；还不行就换一个较新的浏览器。存在这台设备上的内容都还在。',
    'This page did not open. Press “Open again”, or use a newer browser. Everything saved on this device is still here.',
  ],
  stopped: [
    '这一页出错停住了。已存下的内容都还在，请点“重新打开”。',
    'This page has stopped. What was saved is still here; press “Open again”.',
  ],
};
const AGAIN = ['重新打开', 'Open again'];

// Once: the first trouble is the cause of the others.
let told = false;

export function tell(what) {
  if (told) return;
  told = true;
  root.setAttribute('data-trouble', what);
  const lang = root.lang.startsWith('en') ? 1 : 0;
  const box = document.createElement('div');
  box.className = 'trouble';
  box.setAttribute('role', 'alert');
  box.append(Object.assign(document.createElement('p'), { textContent: WORDS[what][lang] }));
  if (what !== 'simple') {
    const again = Object.assign(document.createElement('button'), {
      className: 'btn btn--main',
      type: 'button',
      textContent: AGAIN[lang],
      onclick: openAgain,
    });
    box.append(again);
  }
  if (what === 'simple') document.body.prepend(box);
  else document.body.append(box);
}

// From the server, past what is kept of the application: what people wrote is kept elsewhere and stays.
async function openAgain() {
  const workers = (await navigator.serviceWorker?.getRegistrations?.()) ?? [];
  if (navigator.onLine) await Promise.all(workers.map((worker) => worker.unregister()));
  location.reload();
}

// Nothing was started at all.
export function notStarted(error) {
  console.error(error);
  if (isStaff) tell('staff');
  else tell(root.hasAttribute('data-shell') ? 'shell' : 'simple');
}
