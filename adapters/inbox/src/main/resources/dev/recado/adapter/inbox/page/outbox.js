// What was written and is not yet accepted by the server. It is kept in this browser and sent when there is a connection again;
// the key of each message makes a repeat harmless.
import * as api from './api.js';
import * as state from './state.js';

const KEPT = 'recado.inbox.outbox';
const AGAIN = 3_000;
const stored = () => JSON.parse(localStorage.getItem(KEPT) ?? '[]');
let entries = stored();
const busy = new Set();
let timer = 0;
let actions;

export function start(given) {
  actions = given;
  addEventListener('online', flush);
  // Another tab of this browser writes to the same place.
  addEventListener('storage', event => {
    if (event.key === KEPT) {
      entries = stored();
      state.changed();
    }
  });
}

/** What one person has written is not sent as another's, who uses the same browser. */
const isMine = entry => entry.me.id === state.now.me.id;

export const of = conversation => entries.filter(entry => entry.conversation === conversation && isMine(entry));

/** Sends a text, a note or a template. Returns at once: the message stands in the thread until the server has it. */
export function send(conversation, { text = '', note = false, template = null }) {
  const entry = { key: crypto.randomUUID(), conversation, text, note, template, at: new Date().toISOString(), me: state.now.me, why: null };
  change(all => [...all, entry]);
  flush();
}

export function again(key) {
  change(all => all.map(entry => (entry.key === key ? { ...entry, why: null } : entry)));
  flush();
}

export function discard(key) {
  change(all => all.filter(entry => entry.key !== key));
}

/** Other tabs of this browser write to the same place, so that what is there now is changed. */
function change(how) {
  entries = how(stored());
  localStorage.setItem(KEPT, JSON.stringify(entries));
  state.changed();
}

/** As a message of the thread. */
export function asMessage({ key, text, note, template, at, me, why }) {
  return {
    id: key, role: note ? 'note' : 'agent', kind: template ? 'template' : 'text', content: text || template?.name, at, author: me,
    sources: [], status: why ? 'failed' : 'queued', local: why ? { key, ...why } : undefined,
  };
}

/** Sends what waits: in order within a conversation, and each once at a time. */
export function flush() {
  clearTimeout(timer);
  const conversations = new Set(entries.filter(entry => isMine(entry) && !entry.why).map(entry => entry.conversation));
  conversations.forEach(deliver);
}

async function deliver(conversation) {
  if (busy.has(conversation)) {
    return;
  }
  busy.add(conversation);
  try {
    for (let entry = next(conversation); entry; entry = next(conversation)) {
      await accept(entry);
    }
  } catch (error) {
    if (error.passes) {
      timer = setTimeout(flush, AGAIN);
    }
  } finally {
    busy.delete(conversation);
  }
}

const next = conversation => of(conversation).find(entry => !entry.why);

/** @throws ApiError when a repeat may help: later, or after a login */
async function accept(entry) {
  const { key, conversation, text, note, template } = entry;
  try {
    const message = note ? await api.note(conversation, text, key) : await api.send(conversation, template ? { template, ...(text ? { text } : {}) } : { text }, key);
    if (message?.id) {
      state.putMessages(conversation, [{ ...asMessage(entry), local: undefined, ...message }]);
    }
    discard(key);
  } catch (error) {
    if (error.passes || error.status === 401 || error.body.error === 'csrf') {
      throw error;
    }
    refused(entry, error);
  }
}

/** What the server will never take goes back to where it was written, or stays in the thread with the reason. */
function refused(entry, error) {
  const { assignee, error: code } = error.body;
  if (assignee && !entry.template) {
    actions.heldBy(entry.conversation, assignee, entry);
    discard(entry.key);
    return;
  }
  if (entry.note) {
    actions.noteRefused(entry, error);
    discard(entry.key);
    return;
  }
  const why = { window_closed: 'refusedWindow', opted_out: 'refusedOptedOut', assigned: 'refusedHeld' }[code] ?? (assignee ? 'refusedHeld' : 'refusedOther');
  change(all => all.map(each => (each.key === entry.key ? { ...each, why: { why, reason: error.message, name: assignee?.name } } : each)));
}
