// Short words at the edge of the page: what was done, with a way back, or what did not work.
import { $, button, h } from './dom.js';
import { say } from './texts.js';

const SHOWN = 5_000;
const LONGER = 8_000;

/** @param undo takes back what the words say; offered for as long as they are shown, as is any other `act` */
export function toast(words, { undo = null, act = undo && { key: 'undo', sign: 'undo', click: undo }, kind = '' } = {}) {
  const box = h('div', { class: `toast ${kind}`, 'data-testid': 'toast' }, h('span', { class: 'toast-words' }, words));
  const end = () => box.remove();
  if (act) {
    box.append(button(say(act.key), { sign: act.sign, kind: 'link', 'data-testid': act.key, click: () => { end(); act.click(); } }));
  } else {
    box.append(button(say('dismiss'), { sign: 'close', kind: 'plain', quiet: true, click: end }));
  }
  $('toasts').replaceChildren(box);
  let timer = setTimeout(end, kind ? LONGER : SHOWN);
  box.addEventListener('pointerenter', () => clearTimeout(timer));
  box.addEventListener('pointerleave', () => { timer = setTimeout(end, SHOWN); });
}
