// One message of a thread: who, what, ticks, and what went wrong with it.
import { content } from './content.js';
import { button, h, icon } from './dom.js';
import * as outbox from './outbox.js';
import { nameOf } from './row.js';
import * as state from './state.js';
import { has, language, say, time } from './texts.js';
import { why } from './why.js';

const TICKS = { queued: 'clock', sending: 'clock', held: 'clock', unknown: 'clock', sent: 'tick', delivered: 'ticks', read: 'ticks', failed: 'warn' };

export function bubble(message, { conversation, follows }) {
  const failed = message.status === 'failed';
  const item = h('li', { class: `item ${message.role}${follows ? ' follows' : ''}`, 'data-id': message.id, 'data-testid': `message-${message.role}`, 'data-status': message.status },
    h('article', { class: `bubble ${message.kind ?? 'text'}`, 'aria-label': say('saidBy', { name: who(message, conversation), time: time(message.at) }) },
      follows && message.role !== 'note' ? null : heading(message),
      body(message)),
    failed ? trouble(message, conversation) : null);
  if (message.role === 'assistant' && (message.sources.length || message.trace)) {
    item.append(why(message));
  }
  if (message.role === 'user' && message.content && state.now.settings.model && (conversation.user?.language ?? language) !== language) {
    const link = button(say('translate'), { kind: 'link', 'data-testid': 'translate', click: async () => (await import('./screens/assist.js')).translate(conversation.id, message.content, link) });
    item.append(link);
  }
  return item;
}

/** What was said, and when: beside its last words where there is room. */
function body(message) {
  const parts = content(message);
  const meta = h('footer', { class: 'meta' }, h('time', { datetime: message.at }, time(message.at)), ticks(message));
  return parts.at(-1)?.classList.contains('text')
    ? [...parts.slice(0, -1), h('div', { class: 'ending' }, parts.at(-1), meta)]
    : [...parts, meta];
}

function who(message, conversation) {
  switch (message.role) {
    case 'user': return nameOf(conversation);
    case 'assistant': return state.now.settings.bot_name || say('bot');
    default: return message.author?.id === state.now.me.id ? say('you') : message.author?.name || say('colleague');
  }
}

/** The name over a bubble. The user's stands above the thread. */
function heading(message) {
  if (message.role === 'user') {
    return null;
  }
  const name = who(message);
  const signs = { assistant: 'bot', note: 'note', agent: 'person' };
  const mine = message.author?.id === state.now.me.id;
  const words = message.role !== 'note' ? name : mine ? say('noteByMe') : say('noteBy', { name });
  return h('p', { class: 'who' }, icon(signs[message.role]), words);
}

function ticks(message) {
  if (message.role === 'user' || message.role === 'note' || !message.status || !(message.status in TICKS)) {
    return null;
  }
  const words = say(`status_${message.status}`);
  return h('span', { class: 'ticks', 'data-state': message.status, title: words }, icon(TICKS[message.status]), h('span', { class: 'sr' }, words));
}

/** Why a message did not arrive, and what can be done. */
function trouble(message, conversation) {
  const reason = message.local ? say(message.local.why, message.local) : inWords(message.error);
  const again = () => (message.local ? outbox.again(message.local.key) : outbox.send(conversation.id, { text: message.content }));
  return h('div', { class: 'trouble', 'data-testid': 'trouble' }, icon('warn'), h('span', {}, reason),
    message.role === 'agent' || message.role === 'note' ? button(say('tryAgain'), { kind: 'link', 'data-testid': 'send-again', click: again }) : null,
    message.local ? button(say('discard'), { kind: 'link', click: () => outbox.discard(message.local.key) }) : null);
}

function inWords(error) {
  const { code, text } = error ?? {};
  return has(`error_${code}`) ? say(`error_${code}`) : [say('notDelivered'), text, code && `(${code})`].filter(Boolean).join(' ');
}

/** A line for what happened to the conversation. */
export function systemLine(message) {
  const { kind, details } = message;
  const { id, name } = message.author ?? { id: details?.agent, name: details?.agent_name };
  const by = id && id === state.now.me.id ? 'me' : details?.by ?? 'nobody';
  const giver = details?.assigned_by && details.assigned_by !== id ? details.assigned_by : null;
  const given = giver ? [giver === state.now.me.id ? `event_${kind}_by_me` : `event_${kind}_given_${by}`, `event_${kind}_given`] : [];
  const why = `event_${kind}_${details?.by}`; // of a request that names who had the conversation before
  const key = [...given, ...(by === 'me' ? [`${why}_me`] : []), `event_${kind}_${by}`, why, `event_${kind}`].find(has);
  const words = key ? say(key, { name: name || say('colleague'), by: state.nameOf(giver) || details?.assigned_by_name || say('colleague') }) : kind;
  return h('li', { class: 'system', 'data-testid': 'message-system' }, h('span', {}, words, ' · ', h('time', { datetime: message.at }, time(message.at))));
}
