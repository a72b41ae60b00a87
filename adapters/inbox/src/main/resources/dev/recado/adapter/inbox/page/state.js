// What the page knows: conversations, the messages of those that were opened, the person, the connection. Tells its
// listeners when that changed, once a frame.

const listeners = new Set();
let queued = false;

export const now = {
  me: { id: 'operator', name: '', role: 'admin', language: null },
  settings: { bot_name: '', simulator: false, patience: 300 },
  tab: 'waiting',
  query: '',
  selected: null,
  session: false,
  online: true,
  storeGone: false,
  agents: [],
};

export const conversations = new Map();
const threads = new Map();
const present = new Map();

export function onChange(listener) {
  listeners.add(listener);
}

export function changed() {
  if (!queued) {
    queued = true;
    setTimeout(() => {
      queued = false;
      listeners.forEach(listener => listener());
    }, 16);
  }
}

export const selected = () => conversations.get(now.selected);

/** Keeps what the server said. */
export function put(conversation) {
  conversations.set(conversation.id, { ...conversations.get(conversation.id), ...conversation });
  changed();
}

/** A conversation that this person may not see any more. */
export function drop(id) {
  conversations.delete(id);
  changed();
}

/** Changes what is shown before the server has answered; returns a function that takes it back. What is not here any more
 * is not changed. */
export function pretend(id, changes) {
  const before = conversations.get(id);
  if (!before) {
    return () => {};
  }
  conversations.set(id, { ...before, ...changes });
  changed();
  return () => {
    const current = conversations.get(id);
    if (!current) {
      return;
    }
    const back = Object.fromEntries(Object.keys(changes).filter(key => current[key] === changes[key]).map(key => [key, before[key]]));
    conversations.set(id, { ...current, ...back });
    changed();
  };
}

export const isMine = conversation => conversation.status === 'human' && conversation.assignee?.id === now.me.id;

/** The name of a person by the id; empty when it is not known. */
export const nameOf = id => [now.me, ...now.agents].find(each => each.id === id)?.name ?? '';

export const isUrgent = conversation => conversation.status === 'waiting' && conversation.handoff?.by === 'urgent';

/** Who has the conversation, as the page acts on it: `bot`, `waiting`, `mine`, `other` or `closed`. */
export function holder(conversation) {
  switch (conversation.status) {
    case 'human': return isMine(conversation) ? 'mine' : 'other';
    case 'waiting': return 'waiting';
    case 'closed': return 'closed';
    default: return 'bot';
  }
}

/* ---- messages ---- */

/** The thread of a conversation: its messages from old to new, and the place of those before. */
export function thread(id) {
  if (!threads.has(id)) {
    threads.set(id, { messages: [], next: undefined, loading: false, unreadFrom: undefined });
  }
  return threads.get(id);
}

export function putMessages(id, messages) {
  const kept = thread(id);
  const byId = new Map(kept.messages.map(message => [message.id, message]));
  // The server names the newest first; of one moment, the later comes later.
  for (const message of messages.toReversed()) {
    const known = byId.get(message.id);
    byId.set(message.id, { ...known, ...message, status: later(known?.status, message.status) });
  }
  kept.messages = [...byId.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  changed();
}

export function receipt(id, message, status, error) {
  const known = thread(id).messages.find(each => each.id === message);
  if (known) {
    putMessages(id, [{ id: message, status, error: error ?? known.error }]);
  }
}

const RANKS = ['queued', 'held', 'unknown', 'sending', 'sent', 'delivered', 'read', 'failed'];

/** Receipts may come in any order: a status never moves back. */
function later(known, next) {
  return RANKS.indexOf(next) < RANKS.indexOf(known) ? known : next;
}

/* ---- who else is here ---- */

const PRESENCE = 12_000;

export function noticePresence(id, agent, typing) {
  if (agent.id === now.me.id) {
    return;
  }
  const there = present.get(id) ?? new Map();
  present.set(id, there);
  clearTimeout(there.get(agent.id)?.timer);
  const timer = setTimeout(() => {
    there.delete(agent.id);
    changed();
  }, PRESENCE);
  there.set(agent.id, { agent, typing, timer });
  changed();
}

export const presence = id => [...(present.get(id)?.values() ?? [])];

/* ---- the end of the session ---- */

export function forgetAll() {
  conversations.clear();
  threads.clear();
  present.clear();
  now.selected = null;
}
