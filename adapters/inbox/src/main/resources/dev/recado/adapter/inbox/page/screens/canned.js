// Canned replies in the composer: `/` and some words offer those that hold them, filled with names and opening hours.
import * as api from '../api.js';
import { $, button, h } from '../dom.js';
import * as state from '../state.js';
import { language, say } from '../texts.js';

const MOST_SHOWN = 6;
const VARIABLE = /\{\{\s*(\w+)\s*\}\}/gu;
const hours = new Map();
let replies = [];

/** Reads the replies anew. */
export async function load() {
  hours.clear();
  replies = (await read(language)).items;
}

async function read(tag) {
  const page = await api.ask('GET', `/canned-replies?language=${encodeURIComponent(tag)}`);
  hours.set(tag, page.hours);
  return page;
}

export const any = () => replies.length > 0;

const folded = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Shows the replies for what is written; `insert` gets the text of the one that is chosen. */
export function suggest(written, insert) {
  const asked = /^\/([^\n]*)$/u.exec(written)?.[1];
  const found = asked === undefined ? [] : search(folded(asked).split(/\s+/u));
  const box = $('canned');
  box.hidden = asked === undefined || !any();
  box.replaceChildren(...found.map(reply => h('li', {}, button(reply.name, { kind: 'plain', 'data-testid': 'canned-reply', click: () => choose(reply, insert) }), h('span', { class: 'faint cut' }, reply.text))));
  if (!box.hidden && !found.length) {
    box.append(h('li', { class: 'faint none' }, say('noReply')));
  }
}

/** Those that hold all words: those with the words in their name first, then those in the user's language. */
function search(words) {
  const spoken = state.selected()?.user.language;
  const rank = ({ name, language: tag }) => (words.every(word => folded(name).includes(word)) ? 0 : 3) + (tag === spoken ? 0 : tag ? 2 : 1);
  return replies.filter(each => words.every(word => folded(`${each.name} ${each.text}`).includes(word)))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)).slice(0, MOST_SHOWN);
}

async function choose(reply, insert) {
  const { id, user } = state.selected();
  const tag = reply.language ?? user.language ?? language;
  if (reply.text.includes('hours') && !hours.has(tag)) {
    await read(tag).catch(() => {});
  }
  if (state.now.selected === id) {
    insert(...filled(reply.text, { name: user.name, agent: state.now.me.name || state.now.settings.bot_name, hours: hours.get(tag) }));
  }
}

/** The text with its values. What has none is left out, but for opening hours: their place is marked, to be filled by hand. */
function filled(text, values) {
  const open = `[${say('openingHours')}]`;
  const words = text.replace(/[ ,]*\{\{\s*name\s*\}\}/gu, place => (values.name ? place : ''))
    .replace(VARIABLE, (_, name) => values[name] || (name === 'hours' ? open : '')).trim();
  const at = words.indexOf(open);
  return at < 0 ? [words] : [words, at, at + open.length];
}
