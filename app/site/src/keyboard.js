// The keyboard that a kiosk shows where it has none of its own: letters, digits, and Chinese by pinyin. A file of its own, which only
// such a kiosk loads; everything is in it, so that it needs no network.

import { SimpleKeyboard } from 'simple-keyboard/build/index.modern.esm.js';
import chinese from 'simple-keyboard-layouts/build/layouts/chinese.js';

// What people write here most, by the pinyin of the whole word; the library knows single signs.
const WORDS = {
  tousu: '投诉', zixun: '咨询', tuihuo: '退货', tuikuan: '退款', huanhuo: '换货', weixiu: '维修', peichang: '赔偿',
  zhiliang: '质量', shangjia: '商家', dianyuan: '店员', xiaopiao: '小票', fapiao: '发票', baoxiu: '保修', jiage: '价格',
  shouji: '手机', yifu: '衣服', xiezi: '鞋子', dianqi: '电器', shipin: '食品 视频', huaile: '坏了', buneng: '不能',
  meiyou: '没有', keyi: '可以', women: '我们', tamen: '他们', zhongguo: '中国', shanghai: '上海', xiansheng: '先生',
  nvshi: '女士', dianhua: '电话', huiyuanka: '会员卡', chongzhi: '充值', dingjin: '定金', shuoming: '说明', jiaohuo: '交货',
};

const LETTERS = {
  default: ['1 2 3 4 5 6 7 8 9 0', 'q w e r t y u i o p', 'a s d f g h j k l {bksp}', '{mode} z x c v b n m ， 。', '{signs} {space} {enter} {hide}'],
  signs: ['1 2 3 4 5 6 7 8 9 0', '， 。 ？ ！ ： ； 、 … — ~', '（ ） “ ” 《 》 ¥ % / {bksp}', '{mode} . , ? ! : ; - _ @', '{letters} {space} {enter} {hide}'],
};
const DIGITS = { default: ['1 2 3', '4 5 6', '7 8 9', '. 0 {bksp}', '{hide}'] };

const NAMES = { '{bksp}': '⌫ 删', '{space}': '空格', '{enter}': '换行', '{hide}': '收起', '{signs}': '符号', '{letters}': '字母' };
const names = (pinyin) => ({ ...NAMES, '{mode}': pinyin ? '中 / 英' : '英 / 中' });

const shelf = document.createElement('div');
shelf.className = 'keyboard no-print';
shelf.setAttribute('role', 'group');
shelf.setAttribute('aria-label', '屏幕键盘 On-screen keyboard');
shelf.hidden = true;
// A touch of a key leaves the cursor where it is.
shelf.addEventListener('mousedown', (event) => event.preventDefault());
shelf.append(Object.assign(document.createElement('div'), { className: 'keyboard-keys' }));
document.body.append(shelf);

let field = null;
let pinyin = true;

const keyboard = new SimpleKeyboard(shelf.firstChild, {
  layout: LETTERS,
  display: names(pinyin),
  layoutCandidates: { ...chinese.layoutCandidates, ...WORDS },
  layoutCandidatesPageSize: 8,
  enableLayoutCandidates: true,
  disableCandidateNormalization: true,
  disableButtonHold: true,
  preventMouseDownDefault: true,
  // So that each key has a name and can be reached without touching.
  useButtonTag: true,
  newLineOnEnter: true,
  theme: 'hg-theme-default keyboard-theme',
  onChange: write,
  onKeyPress: press,
});

// A switch or a keyboard presses what has the focus: no pointer is down then, which is all that the library listens for.
shelf.addEventListener('click', (event) => {
  const key = event.detail === 0 && event.target.closest?.('[data-skbtn]');
  if (key) keyboard.handleButtonClicked(key.dataset.skbtn, event);
});
const CANDIDATES = '.hg-candidate-box-list-item, .hg-candidate-box-prev, .hg-candidate-box-next';
const CANDIDATE_NAMES = { 'hg-candidate-box-prev': '上一组 Previous', 'hg-candidate-box-next': '下一组 Next' };
new MutationObserver(() => {
  const list = shelf.querySelector('.hg-candidate-box-list');
  if (!list) return;
  list.setAttribute('role', 'group');
  list.setAttribute('aria-label', '候选字 Candidates');
  for (const candidate of shelf.querySelectorAll(CANDIDATES)) {
    candidate.tabIndex = 0;
    candidate.setAttribute('role', 'button');
    const name = CANDIDATE_NAMES[candidate.classList[0]];
    if (name) candidate.setAttribute('aria-label', name);
  }
}).observe(shelf, { childList: true, subtree: true });
shelf.addEventListener('keydown', (event) => {
  if (!['Enter', ' '].includes(event.key) || !event.target.matches(CANDIDATES)) return;
  event.preventDefault();
  event.target.click();
});

function write(text) {
  if (!field) return;
  const most = field.maxLength;
  field.value = most >= 0 ? text.slice(0, most) : text;
  const place = keyboard.getCaretPosition();
  if (place !== null && typeof field.setSelectionRange === 'function') {
    try {
      field.setSelectionRange(place, place);
    } catch {
      // Some sorts of field have no cursor to set.
    }
  }
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function press(key) {
  if (key === '{hide}') hide();
  else if (key === '{signs}') keyboard.setOptions({ layoutName: 'signs' });
  else if (key === '{letters}') keyboard.setOptions({ layoutName: 'default' });
  else if (key === '{mode}') {
    pinyin = !pinyin;
    keyboard.setOptions({ enableLayoutCandidates: pinyin, display: names(pinyin) });
  }
}

const writes = (element) =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && ['text', 'tel', 'search'].includes(element.type));

function show(element) {
  field = element;
  const digits = ['tel', 'decimal', 'numeric'].includes(element.inputMode) || element.type === 'tel';
  keyboard.setOptions({
    layout: digits ? DIGITS : LETTERS,
    layoutName: 'default',
    enableLayoutCandidates: pinyin && !digits,
    newLineOnEnter: element instanceof HTMLTextAreaElement,
  });
  keyboard.setInput(element.value);
  keyboard.setCaretPosition(element.selectionEnd ?? element.value.length);
  shelf.hidden = false;
  document.documentElement.setAttribute('data-keyboard', digits ? 'digits' : 'letters');
  element.scrollIntoView({ block: 'center' });
}

function hide() {
  field = null;
  shelf.hidden = true;
  document.documentElement.removeAttribute('data-keyboard');
  if (writes(document.activeElement)) document.activeElement.blur();
}

// It goes once the cursor is nowhere to write, and never under a finger or mouse button: what moves away is not pressed.
let pressed = false;
addEventListener('pointerdown', () => (pressed = true), true);
for (const end of ['pointerup', 'pointercancel']) {
  addEventListener(end, () => {
    pressed = false;
    hideLater();
  }, true);
}
const hideLater = () => setTimeout(() => pressed || writes(document.activeElement) || shelf.contains(document.activeElement) || hide(), 200);
addEventListener('focusin', ({ target }) => (writes(target) ? show(target) : hideLater()));
addEventListener('focusout', hideLater);
// The cursor was put elsewhere by hand.
document.addEventListener('selectionchange', () => {
  if (field && document.activeElement === field) keyboard.setCaretPosition(field.selectionEnd);
});
