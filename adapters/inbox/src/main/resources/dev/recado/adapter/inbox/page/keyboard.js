// One key for everything that is done often. Keys mean nothing while somebody writes or a dialog is open, nor to those who type
// on when their field has gone: a colleague may take the conversation in the middle of a word.
import * as bar from './bar.js';
import * as composer from './composer.js';
import * as contact from './contact.js';
import { $ } from './dom.js';
import * as list from './list.js';
import * as state from './state.js';

const FIELDS = 'input, textarea, select';
const PAUSE = 1_000;
/** Keys that are typed with Shift on some keyboards. */
const SHIFTED = ['?', '/'];
let typedAt = -PAUSE;

/** What a key says of the writing: a key in a field, or one that still follows it, is no command. */
function isTyping(event) {
  const inField = event.target.matches(FIELDS);
  const follows = event.timeStamp - typedAt < PAUSE;
  const left = inField && (event.key === 'Escape' || event.key === 'Tab' || (event.key === 'Enter' && $('dialog').open));
  typedAt = left ? -PAUSE : inField || follows ? event.timeStamp : typedAt;
  return inField || follows;
}

export function start(actions) {
  const keys = {
    j: () => list.step(1),
    k: () => list.step(-1),
    Enter: () => composer.focus(),
    t: () => bar.press('t'),
    g: () => bar.press('g'),
    e: () => bar.press('e'),
    n: () => composer.writeNote(),
    l: () => state.selected() && contact.addLabel(),
    '/': () => (state.selected() && composer.hasReplies() ? composer.focus('/') : $('search').focus()),
    '?': async () => (await import('./screens/help.js')).help(),
    Escape: () => actions.back(),
  };
  document.addEventListener('keydown', event => {
    const typing = isTyping(event);
    if (isHeld(event) || $('dialog').open || $('app').hidden) {
      return;
    }
    if (typing) {
      if (event.key === 'Escape' && event.target.matches(FIELDS)) {
        event.target.blur();
      }
      return;
    }
    if (event.key === 'Enter' && event.target.closest('a, button, summary, audio, video')) {
      return;
    }
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  addEventListener('pointerdown', () => { typedAt = -PAUSE; });
}

/** Whether another key is held with it, or it is held itself. */
function isHeld(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.getModifierState('AltGraph') || event.isComposing
    || (event.shiftKey && !SHIFTED.includes(event.key)) || (event.repeat && !['j', 'k'].includes(event.key));
}
