// What this browser keeps of a conversation for a person: a message and a note that are being written, so that nothing loses
// them, and until when it was read.
import * as state from './state.js';

const KEPT = 'recado.inbox.draft.';
const NOTHING = { text: '', note: '', noting: false };

const keyOf = id => `${KEPT}${state.now.me.id}.${id}`;

/** The message (`text`), the note (`note`), and which of the two is being written. */
function kept(id) {
  try {
    return { ...NOTHING, ...JSON.parse(localStorage.getItem(keyOf(id))) };
  } catch {
    return NOTHING;
  }
}

function store(id, drafts) {
  if (drafts.text || drafts.note || drafts.noting) {
    localStorage.setItem(keyOf(id), JSON.stringify(drafts));
  } else {
    localStorage.removeItem(keyOf(id));
  }
}

const kind = note => (note ? 'note' : 'text');

/** What is being written; `other` is whether something of the other kind is kept too. */
export function draft(id) {
  const drafts = kept(id);
  return { text: drafts[kind(drafts.noting)], note: drafts.noting, other: Boolean(drafts[kind(!drafts.noting)]) };
}

export function keep(id, { text, note }) {
  store(id, { ...kept(id), [kind(note)]: text, noting: note });
}

/** Turns from the message to the note or back; the other one stays. */
export function turn(id, note) {
  store(id, { ...kept(id), noting: note });
}

/** Takes back what the server refused, before what was written since. It is shown unless something else is being written. */
export function giveBack(id, { text, note }) {
  const drafts = kept(id);
  const busy = Boolean(drafts[kind(drafts.noting)]);
  store(id, { ...drafts, [kind(note)]: [text, drafts[kind(note)]].filter(Boolean).join('\n'), noting: busy ? drafts.noting : note });
}

const SEEN = 'recado.inbox.seen';
const MOST_SEEN = 300;

const allSeen = () => JSON.parse(localStorage.getItem(SEEN) ?? '[]');

/** The time of the last message that was seen here; empty for none. */
export function seenUntil(id) {
  return allSeen().find(([known]) => known === id)?.[1] ?? '';
}

export function see(id, at) {
  if (at) {
    localStorage.setItem(SEEN, JSON.stringify([[id, at], ...allSeen().filter(([known]) => known !== id)].slice(0, MOST_SEEN)));
  }
}
