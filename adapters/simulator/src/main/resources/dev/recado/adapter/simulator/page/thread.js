// The conversation on the phone: bubbles, ticks, reactions, the typing dots. Bubbles are made once and then only brought up to
// date, so that what is read aloud is what is new.
import * as api from './api.js';
import { $, h, icon, setText } from './dom.js';
import { everybody } from './cast.js';
import { formatted } from './format.js';
import * as state from './state.js';
import { day, hintsIn, say, time } from './words.js';

const rows = new Map();
const PROVIDERS = { twilio: 'Twilio', meta: 'Meta' };
const REACTIONS = ['👍', '❤️', '😂', '😮', '🙏'];
let shownUser = null;
let actions;

export function start(given) {
  actions = given;
  const thread = $('thread');
  let atEnd = true;
  thread.addEventListener('scroll', () => {
    atEnd = nearEnd();
    $('down').hidden = atEnd;
  });
  // A notice, a keyboard or a longer draft takes room from the thread: its end stays in sight.
  new ResizeObserver(() => { if (atEnd) { toEnd('instant'); } }).observe(thread);
  $('down').addEventListener('click', () => toEnd('smooth'));
}

export function forget() {
  rows.clear();
  shownUser = null;
}

export function render() {
  const thread = $('thread');
  const switched = shownUser !== state.now.user;
  const stick = switched || nearEnd();
  if (switched) {
    rows.clear();
    thread.setAttribute('aria-busy', 'true');
    thread.replaceChildren();
    shownUser = state.now.user;
  }
  const all = state.chat(state.now.user);
  const messages = all.filter(message => message.kind !== 'reaction');
  const reactions = new Map(all.filter(message => message.kind === 'reaction').map(each => [each.details.about, each]));
  const wanted = [];
  let lastDay = '';
  messages.forEach((message, i) => {
    const name = day(message.created);
    if (name !== lastDay) {
      wanted.push(row(`day ${name}`, () => h('div', { class: 'day' }, h('span', {}, name))));
      lastDay = name;
    }
    const item = row(message.sid, () => bubbleRow(message));
    bring(item, message, reactions.get(message.sid), messages[i - 1]?.mine !== message.mine);
    wanted.push(item);
  });
  if (!messages.length) {
    wanted.push(row('empty', empty));
  }
  if (state.isTyping(state.now.user) || state.isThinking(state.now.user)) {
    wanted.push(row('typing', () => h('div', { class: 'row theirs', 'data-testid': 'typing' },
      h('div', { class: 'bubble dots first', role: 'status', 'aria-label': say('typing') }, h('i'), h('i'), h('i')))));
  }
  const keep = new Set(wanted);
  [...thread.children].filter(child => !keep.has(child)).forEach(child => child.remove());
  [...rows].filter(([, item]) => !keep.has(item)).forEach(([key]) => rows.delete(key));
  wanted.forEach((item, i) => {
    if (thread.children[i] !== item) {
      thread.insertBefore(item, thread.children[i] ?? null);
    }
  });
  thread.removeAttribute('aria-busy');
  if (stick) {
    toEnd('instant');
  }
  $('down').hidden = nearEnd();
}

export function toEnd(behavior) {
  $('thread').scrollTo({ top: $('thread').scrollHeight, behavior });
}

function nearEnd() {
  const thread = $('thread');
  return thread.scrollHeight - thread.scrollTop - thread.clientHeight < 120;
}

function row(key, make) {
  if (!rows.has(key)) {
    rows.set(key, make());
  }
  return rows.get(key);
}

function empty() {
  const person = everybody(state.strangers(), () => null).find(each => each.address === state.now.user);
  return h('div', { class: 'empty' },
    h('p', {}, say('empty', PROVIDERS[state.providerOf(state.now.user)])),
    h('p', { class: 'empty-as' }, `${say('hello')} ${person?.name ?? ''}`),
    h('div', { class: 'hints' }, hintsIn(person?.language).map(text =>
      h('button', { type: 'button', class: 'hint', 'data-testid': 'hint', click: () => actions.send({ kind: 'text', text }) }, text))));
}

function bubbleRow(message) {
  const bubble = h('article', {
    class: `bubble ${message.kind}`, 'data-testid': message.mine ? 'bubble-out' : 'bubble-in', 'data-sid': message.sid, 'data-kind': message.kind,
    click: event => { if (!event.target.closest('a,button,audio')) { actions.select(message.sid); } },
  });
  bubble.append(...content(message));
  bubble.append(h('footer', { class: 'meta' },
    h('button', { type: 'button', class: 'meta-button', 'aria-label': `${say('whatHappened')} · ${time(message.created)}`, click: () => actions.select(message.sid) },
      h('time', { datetime: message.created }, time(message.created)),
      h('span', { class: 'ticks', 'data-testid': 'ticks' }))));
  const item = h('div', { class: `row ${message.mine ? 'mine' : 'theirs'}` }, bubble, h('div', { class: 'trouble', hidden: true }));
  if (!message.mine) {
    bubble.append(h('button', {
      type: 'button', class: 'react-button', 'data-testid': 'react', 'aria-label': say('react'), title: say('react'),
      click: event => palette(event.currentTarget, message.sid),
    }, icon('smile')));
  }
  return item;
}

function content(message) {
  switch (message.kind) {
    case 'voice':
      return message.mine ? [voice(message)] : attached(message);
    case 'image':
      if (!message.mine) {
        return [h('div', { class: 'text' }, formatted(message.text)), ...attached(message)];
      }
      return [h('img', { src: '/simulator/media/image', alt: say('image'), class: 'photo', width: '240', height: '180' }),
        ...(message.text ? [h('div', { class: 'text' }, formatted(message.text))] : [])];
    case 'location': {
      const { label = say('location'), address = '', latitude, longitude } = message.details;
      return [h('div', { class: 'place' }, h('div', { class: 'map', 'aria-hidden': 'true' }, icon('pin')),
        h('strong', {}, label), h('span', {}, address),
        h('span', { class: 'faint' }, `${latitude}, ${longitude}`))];
    }
    case 'button':
    case 'list':
      return [h('div', { class: 'pressed' }, icon('button'), h('span', {}, message.text))];
    case 'choices':
      return [h('div', { class: 'text' }, formatted(message.text)), choices(message)];
    case 'template':
      return [h('div', { class: 'text' }, h('p', { class: 'faint' }, message.details.template), formatted(message.text))];
    case 'text':
      return [h('div', { class: 'text' }, formatted(message.text)), ...attached(message)];
    default:
      return [h('div', { class: 'text' }, formatted(message.text || message.kind)), ...attached(message)];
  }
}

/** Reply buttons, or the rows of a list behind the words that open it; either sends back what is tapped. */
function choices(message) {
  const { menu } = message.details;
  const tap = option => actions.send({
    kind: menu ? 'list' : 'button', text: option.title, payload: option.id, description: option.description, about: message.sid,
  });
  const buttons = message.options.map(option =>
    h('button', { type: 'button', class: 'choice', 'data-testid': 'choice', click: () => tap(option) },
      h('span', {}, option.title), option.description ? h('small', { class: 'faint' }, option.description) : null));
  return menu
    ? h('details', { class: 'choices' }, h('summary', { 'data-testid': 'menu' }, menu), ...buttons)
    : h('div', { class: 'choices' }, buttons);
}

function attached(message) {
  return message.media.map(url => h('a', { class: 'attached', href: url, target: '_blank', rel: 'noopener noreferrer' }, icon('link'), url.replace(/^https?:\/\//u, '')));
}

function voice() {
  const audio = h('audio', { src: '/simulator/media/voice', preload: 'none' });
  const button = h('button', { type: 'button', class: 'play', 'aria-label': say('play') }, icon('play'));
  const show = name => button.replaceChildren(icon(name));
  button.addEventListener('click', () => (audio.paused ? audio.play() : audio.pause()));
  audio.addEventListener('play', () => { show('pause'); button.setAttribute('aria-label', say('pause')); });
  ['pause', 'ended'].forEach(name => audio.addEventListener(name, () => { show('play'); button.setAttribute('aria-label', say('play')); }));
  const bars = h('span', { class: 'bars', 'aria-hidden': 'true' },
    [3, 6, 10, 7, 12, 16, 9, 5, 11, 15, 12, 6, 9, 14, 10, 5, 8, 12, 7, 4, 9, 6, 3].map(height => h('i', { class: `b${height}` })));
  return h('div', { class: 'note' }, button, bars, h('span', { class: 'length' }, '0:04'), audio);
}

/** Ticks, trouble, reaction and selection of a bubble, as they are now. */
function bring(item, message, reaction, first) {
  const bubble = item.firstElementChild;
  bubble.classList.toggle('first', first);
  bubble.classList.toggle('selected', state.now.selected === message.sid);
  const shown = message.mine ? { receiving: 'sending', received: 'sent' }[message.status] ?? message.status : message.status;
  const ticks = bubble.querySelector('.ticks');
  if (bubble.dataset.state !== shown) {
    bubble.dataset.state = shown;
    ticks.dataset.state = shown;
    const words = message.mine ? say(shown) : say(`st_${shown}`);
    ticks.title = words;
    ticks.replaceChildren(...(message.mine
      ? [icon({ sending: 'clock', sent: 'tick', read: 'ticks', failed: 'warn' }[shown] ?? 'clock'), h('span', { class: 'sr' }, words)]
      : [h('span', {}, words)]));
    trouble(item.querySelector('.trouble'), message);
  }
  badge(bubble, reaction);
}

function trouble(box, message) {
  const failed = message.status === 'failed' || message.status === 'undelivered';
  box.hidden = !failed;
  if (!failed) {
    return;
  }
  const http = /HTTP (\d+)/u.exec(message.errorMessage ?? '')?.[1];
  const words = !message.mine ? `${message.errorCode}: ${message.errorMessage}`
    : http === '403' || http === '503' ? say(`refused${http}`) : http ? say('refusedOther', http) : say('unreachable');
  box.dataset.testid = 'trouble';
  box.replaceChildren(h('span', {}, words), message.mine
    ? h('button', { type: 'button', 'data-testid': 'send-again', click: () => actions.again(message.sid) }, icon('again'), say('again')) : '');
}

function badge(bubble, reaction) {
  let shown = bubble.querySelector('.badge');
  if (!reaction) {
    shown?.remove();
    return;
  }
  if (!shown) {
    shown = h('button', { type: 'button', class: 'badge', 'data-testid': 'reaction' });
    bubble.append(shown);
  }
  setText(shown, reaction.text + (reaction.status === 'failed' ? ' !' : ''));
  shown.onclick = () => actions.select(reaction.sid);
  shown.classList.toggle('selected', state.now.selected === reaction.sid);
}

export function palette(anchor, sid) {
  document.querySelector('.palette')?.remove();
  const box = h('div', { class: 'palette', role: 'menu', 'aria-label': say('react') }, REACTIONS.map(emoji =>
    h('button', { type: 'button', role: 'menuitem', 'aria-label': emoji, click: () => { close(); actions.send({ kind: 'reaction', text: emoji, to: sid }); } }, emoji)));
  const close = () => {
    box.remove();
    document.removeEventListener('pointerdown', outside, true);
    anchor.focus();
  };
  const outside = event => { if (!box.contains(event.target)) { close(); } };
  box.addEventListener('keydown', event => {
    const buttons = [...box.children];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === 'Escape') { close(); }
    if (event.key === 'ArrowRight') { buttons[(at + 1) % buttons.length].focus(); }
    if (event.key === 'ArrowLeft') { buttons[(at + buttons.length - 1) % buttons.length].focus(); }
  });
  document.addEventListener('pointerdown', outside, true);
  (anchor.closest('.bubble') ?? anchor.parentElement).append(box);
  box.firstElementChild.focus();
}

export async function markSeen() {
  if (document.visibilityState === 'visible' && document.body.dataset.view === 'chat'
      && state.chat(state.now.user).some(message => !message.mine && message.status === 'delivered')) {
    await api.seen(state.now.user, state.providerOf(state.now.user)).catch(() => {});
  }
}

