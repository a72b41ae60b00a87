// What was said in one conversation: days, bubbles, system lines, the line where unread begins; older ones on scroll. Bubbles are
// made again only when they changed.
import * as api from './api.js';
import { bubble, systemLine } from './bubble.js';
import { $, arrange, button, h } from './dom.js';
import * as drafts from './drafts.js';
import { plain } from './marks.js';
import * as outbox from './outbox.js';
import { nameOf } from './row.js';
import * as state from './state.js';
import { day, say } from './texts.js';

const PAGE = 50;
const rows = new Map();
let shownId = null;
let atEnd = true;
let told = '';

export function start() {
  const box = $('thread');
  box.addEventListener('scroll', () => {
    atEnd = nearEnd();
    $('to-end').hidden = atEnd;
    if (atEnd) {
      markRead();
    }
  }, { passive: true });
  // A keyboard or a longer draft takes room from the thread, and a picture that arrives needs some: the end stays in sight.
  const resized = new ResizeObserver(() => { if (atEnd) { toEnd(); } });
  resized.observe(box);
  resized.observe($('messages'));
  new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && older(), { root: box, rootMargin: '400px' }).observe($('thread-start'));
  $('to-end').addEventListener('click', () => {
    atEnd = true;
    toEnd('smooth');
  });
  document.addEventListener('visibilitychange', markRead);
}

function toEnd(behavior = 'instant') {
  $('thread').scrollTo({ top: $('thread').scrollHeight, behavior });
}

function nearEnd() {
  const box = $('thread');
  return box.scrollHeight - box.scrollTop - box.clientHeight < 90;
}

/** Reads the newest messages of the conversation; those that are known stay. */
export async function load(id) {
  const thread = state.thread(id);
  const page = await api.messages(id, { limit: PAGE });
  const knownFrom = thread.messages.at(-1)?.at;
  // When more was said meanwhile than a page holds, what lies between is not known: the thread begins anew.
  if (knownFrom && page.next && page.items.every(message => message.at > knownFrom)) {
    thread.messages = [];
    thread.next = undefined;
  }
  if (thread.next === undefined) {
    thread.next = page.next ?? null;
  }
  state.putMessages(id, page.items);
}

async function older() {
  const id = state.now.selected;
  const thread = id && state.thread(id);
  if (!thread?.next || thread.loading) {
    return;
  }
  thread.loading = true;
  try {
    const page = await api.messages(id, { limit: PAGE, after: thread.next });
    thread.next = page.next ?? null;
    state.putMessages(id, page.items);
  } catch {
    // The next scroll tries again.
  }
  thread.loading = false;
}

/** Tells the server that this was read: once seen, and only while somebody looks. */
function markRead() {
  const conversation = state.selected();
  if (conversation?.unread && atEnd && state.thread(conversation.id).next !== undefined && document.visibilityState === 'visible' && document.body.dataset.view !== 'list') {
    state.pretend(conversation.id, { unread: false });
    drafts.see(conversation.id, state.thread(conversation.id).messages.at(-1)?.at);
    api.read(conversation.id).catch(() => {});
  }
}

/** The first message of the user that nobody has read, as it was when the conversation was opened: after the last words of a person. */
function unreadFrom(conversation, thread) {
  if (thread.unreadFrom === undefined && thread.next !== undefined) {
    const spoken = thread.messages.findLastIndex(message => ['agent', 'note'].includes(message.role));
    const users = thread.messages.slice(spoken + 1).filter(message => message.role === 'user');
    const seen = drafts.seenUntil(conversation.id);
    thread.unreadFrom = conversation.unread ? (users.find(message => message.at > seen) ?? users.at(-1))?.id ?? null : null;
  }
  return thread.unreadFrom;
}

export function leave(id) {
  if (id) {
    Object.assign(state.thread(id), { unreadFrom: undefined, shown: false });
  }
}

export function render() {
  const conversation = state.selected();
  if (!conversation) {
    shownId = null;
    return;
  }
  const thread = state.thread(conversation.id);
  const switched = shownId !== conversation.id;
  if (switched) {
    rows.clear();
    shownId = conversation.id;
    atEnd = true;
    told = thread.messages.at(-1)?.id ?? '';
  }
  const stick = atEnd;
  const box = $('thread');
  const fromEnd = box.scrollHeight - box.scrollTop;
  const first = $('messages').firstElementChild;
  arrange($('messages'), items(conversation, thread));
  $('thread-older').hidden = !thread.next;
  if (stick) {
    toEnd();
    markRead();
    showUnread(thread);
  } else if (first !== $('messages').firstElementChild) {
    box.scrollTop = box.scrollHeight - fromEnd;
  }
  $('to-end').hidden = nearEnd();
  announce(conversation, thread);
}

/** Begins to read where unread begins, when that lies above what is shown: once, when the thread is opened. */
function showUnread(thread) {
  const line = document.querySelector('.unread-line');
  if (line && !thread.shown) {
    line.scrollIntoView({ block: 'nearest' });
    atEnd = nearEnd();
  }
  thread.shown = thread.next !== undefined;
}

function items(conversation, thread) {
  const wanted = [];
  const unread = unreadFrom(conversation, thread);
  const own = outbox.of(conversation.id).filter(entry => !thread.messages.some(message => message.id === entry.id));
  let lastDay = '';
  let before = null;
  for (const message of [...thread.messages, ...own.map(outbox.asMessage)]) {
    const date = day(message.at);
    if (date !== lastDay) {
      wanted.push(kept(`day ${date}`, date, () => h('li', { class: 'day' }, h('span', {}, date))));
      lastDay = date;
      before = null;
    }
    if (message.id === unread) {
      wanted.push(kept('unread', '', () => h('li', { class: 'unread-line', 'data-testid': 'unread-line' }, h('span', {}, say('unreadFromHere')))));
      before = null;
    }
    if (message.role === 'system') {
      wanted.push(kept(message.id, JSON.stringify(message), () => systemLine(message)));
      before = null;
    } else {
      const follows = before?.role === message.role && before.author?.id === message.author?.id;
      wanted.push(kept(message.id, JSON.stringify([message, follows]), () => bubble(message, { conversation, follows })));
      before = message;
    }
  }
  if (thread.failed) {
    wanted.push(kept('failed', '', () => h('li', { class: 'thread-state' }, h('p', {}, say('threadFailed')),
      button(say('tryAgain'), { sign: 'again', click: () => open(conversation.id) }))));
  } else if (!wanted.length) {
    wanted.push(kept('state', String(thread.next), () => h('li', { class: 'thread-state faint' }, say(thread.next === undefined ? 'loading' : 'nothingSaid'))));
  }
  const typing = state.presence(conversation.id).filter(each => each.typing).map(each => each.agent.name);
  if (typing.length) {
    wanted.push(kept('typing', typing.join(), () => h('li', { class: 'system', 'data-testid': 'typing' }, say('isTyping', { name: typing.join(', ') }))));
  }
  return wanted;
}

/** Opens a conversation's messages, and says so in the thread when they cannot be read. */
export async function open(id) {
  const thread = state.thread(id);
  thread.failed = false;
  try {
    await load(id);
  } catch {
    thread.failed = !thread.messages.length;
  }
  state.changed();
}

function kept(key, signature, make) {
  const known = rows.get(key);
  if (known?.signature === signature) {
    return known.element;
  }
  const element = make();
  rows.set(key, { signature, element });
  return element;
}

/** Tells a screen reader what the user has just said. */
function announce(conversation, thread) {
  const last = thread.messages.at(-1);
  if (!last || last.id === told) {
    return;
  }
  told = last.id;
  if (last.role === 'user') {
    $('live').textContent = `${nameOf(conversation)}: ${plain(last.content ?? '') || say(`kind_${last.kind}`)}`;
  }
}
