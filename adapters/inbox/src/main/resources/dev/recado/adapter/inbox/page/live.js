// What happens while the page is open: by server-sent events, and by asking again where there are none.
import * as alerts from './alerts.js';
import * as list from './list.js';
import * as outbox from './outbox.js';
import * as state from './state.js';
import * as thread from './thread.js';

const POLL = 4_000;
const TRY_STREAM = 60_000;
const SILENCE = 45_000;
let source = null;
let pollTimer = 0;
let streamTimer = 0;
let silence = 0;

export function start() {
  stop();
  connect();
  addEventListener('online', soon);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && !isStreaming() && soon());
}

export function stop() {
  source?.close();
  source = null;
  clearTimeout(pollTimer);
  clearTimeout(streamTimer);
  clearTimeout(silence);
}

const isStreaming = () => source?.readyState === EventSource.OPEN;

/** A stream that ends is opened again by the browser, which names the last event it has seen. */
function connect() {
  clearTimeout(streamTimer);
  source = new EventSource('/api/v1/stream');
  source.onopen = () => {
    clearTimeout(pollTimer);
    alive();
    // Something may have happened between what was read and the stream, at the first opening too.
    catchUp().catch(() => {});
  };
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) {
      streamTimer = setTimeout(connect, TRY_STREAM);
    }
    soon();
  };
  for (const [name, handle] of Object.entries(HANDLERS)) {
    source.addEventListener(name, event => {
      alive();
      handle(JSON.parse(event.data));
    });
  }
}

/** A stream that says nothing for long is dead, even where nobody was told. */
function alive() {
  clearTimeout(silence);
  silence = setTimeout(() => {
    source?.close();
    connect();
  }, SILENCE);
}

function soon() {
  clearTimeout(pollTimer);
  pollTimer = setTimeout(poll, 0);
}

async function poll() {
  try {
    await catchUp();
  } catch (error) {
    state.now.storeGone = error.status === 503;
    state.changed();
    if (error.status === 401) {
      return;
    }
  }
  if (!isStreaming()) {
    pollTimer = setTimeout(poll, POLL);
  }
}

/** Reads what may have been missed: the list, its counts, the thread that is open. */
async function catchUp() {
  const before = new Map([...state.conversations].map(([id, each]) => [id, each]));
  await Promise.all([list.refresh(), list.count(), state.now.selected ? thread.load(state.now.selected) : null]);
  state.now.storeGone = false;
  if (before.size) {
    [...state.conversations.values()].forEach(each => tell(before.get(each.id), each));
  }
  outbox.flush();
  state.changed();
}

const HANDLERS = {
  conversation(conversation) {
    const before = state.conversations.get(conversation.id);
    state.put(conversation);
    tell(before, state.conversations.get(conversation.id));
  },
  message({ conversation, ...message }) {
    state.putMessages(conversation, [message]);
  },
  receipt({ conversation, id, status, error }) {
    state.receipt(conversation, id, status, error);
  },
  presence({ conversation, agent, typing }) {
    state.noticePresence(conversation, agent, typing);
  },
  gone({ id }) {
    state.drop(id);
  },
  reset() {
    catchUp().catch(() => {});
  },
  ping() {
    // A sign of life.
  },
};

/** Calls the person when somebody begins to wait, or writes in a conversation that is theirs. */
function tell(before, after) {
  const begins = after.status === 'waiting' && before?.status !== 'waiting';
  const writes = state.isMine(after) && after.last_message?.role === 'user' && after.last_message.at > (before?.last_message?.at ?? '');
  if (begins || (writes && before)) {
    alerts.call(after, { writes });
  }
}
