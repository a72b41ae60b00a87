// One key for everything that is done often. Keys mean nothing while somebody writes or a dialog is open.
import * as bar from './bar.js';
import * as composer from './composer.js';
import * as contact from './contact.js';
import { help } from './dialogs.js';
import { $ } from './dom.js';
import * as list from './list.js';
import * as state from './state.js';

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
    '/': () => (state.selected() && composer.canned() ? composer.focus('/') : $('search').focus()),
    '?': help,
    Escape: () => actions.back(),
  };
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $('dialog').open || $('app').hidden) {
      return;
    }
    if (event.target.matches('input, textarea, select')) {
      if (event.key === 'Escape') {
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
}
