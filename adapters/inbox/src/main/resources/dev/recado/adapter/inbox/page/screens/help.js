// What the keys do.
import { open } from '../dialogs.js';
import { h } from '../dom.js';
import { say, speakMore } from '../texts.js';

await speakMore();

const KEYS = [
  ['j', 'key_next'], ['k', 'key_previous'], ['Enter', 'key_answer'], ['t', 'key_take'], ['g', 'key_giveBack'], ['e', 'key_close'],
  ['n', 'key_note'], ['l', 'key_label'], ['/', 'key_search'], ['Esc', 'key_back'], ['?', 'key_help'],
];

export function help() {
  open(say('keyboard'), h('dl', { class: 'keys' }, KEYS.map(([key, words]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, say(words))))));
}
