// What this browser keeps of a conversation: what is being written, so that no reload loses it, and until when it was read.

const KEPT = 'recado.inbox.draft.';

export function draft(id) {
  try {
    return JSON.parse(localStorage.getItem(KEPT + id)) ?? { text: '', note: false };
  } catch {
    return { text: '', note: false };
  }
}

export function keep(id, { text, note }) {
  if (text) {
    localStorage.setItem(KEPT + id, JSON.stringify({ text, note }));
  } else {
    localStorage.removeItem(KEPT + id);
  }
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
