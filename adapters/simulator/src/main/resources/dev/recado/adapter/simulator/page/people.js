// The list of chats: who you can be.
import { $, h, setText } from './dom.js';
import * as cast from './cast.js';
import { plain } from './format.js';
import * as state from './state.js';
import { say, time } from './words.js';

const rows = new Map();
let actions;

export function start(given) {
  actions = given;
}

export function everybody() {
  return cast.everybody(state.strangers(), user => state.last(user)?.created);
}

export function forget() {
  rows.clear();
}

/** Rows are made once and then brought up to date, so that none vanishes under a finger. */
export function render() {
  const list = $('people-list');
  const wanted = everybody().map(person => {
    if (!rows.has(person.address)) {
      rows.set(person.address, row(person));
    }
    const item = rows.get(person.address);
    bring(item, { ...person, last: state.last(person.address) });
    return item;
  });
  [...list.children].filter(child => !wanted.includes(child)).forEach(child => child.remove());
  wanted.forEach((item, i) => {
    if (list.children[i] !== item) {
      list.insertBefore(item, list.children[i] ?? null);
    }
  });
}

function row(person) {
  return h('li', {}, h('button', { type: 'button', class: 'person', 'data-testid': `user-${person.id}`, click: () => actions.be(person.address) },
    h('span', { class: `avatar c${cast.colour(person.address)}`, 'aria-hidden': 'true' }, cast.initials(person.name)),
    h('span', { class: 'who' },
      h('span', { class: 'line' }, h('strong', {}, person.name), h('time', {})),
      h('span', { class: 'line' }, h('span', { class: 'said' }), h('span', { class: 'unread', 'data-testid': 'unread', hidden: true })))));
}

function bring(item, person) {
  const button = item.firstElementChild;
  const current = state.now.user === person.address;
  const typing = state.isTyping(person.address);
  const unread = current ? 0 : state.unread(person.address);
  if (current) {
    button.setAttribute('aria-current', 'true');
  } else {
    button.removeAttribute('aria-current');
  }
  setText(button.querySelector('time'), person.last ? time(person.last.created) : '');
  setText(button.querySelector('.said'), typing ? say('typing') : said(person));
  button.querySelector('.said').classList.toggle('typing', typing);
  const badge = button.querySelector('.unread');
  badge.hidden = !unread;
  setText(badge, String(unread));
  badge.setAttribute('aria-label', say('newMessages', unread));
}

function said(person) {
  if (!person.last) {
    return cast.hasNoNumber(person.address) ? say('noNumber') : cast.shown(person.address);
  }
  const words = plain(person.last.text) || { voice: say('voice'), image: say('image'), location: say('location') }[person.last.kind] || '…';
  return person.last.mine ? `${say('you')}: ${words}` : words;
}

export function head() {
  const person = everybody().find(each => each.address === state.now.user);
  $('as').replaceChildren(
    h('span', { class: `avatar small c${cast.colour(state.now.user)}`, 'aria-hidden': 'true' }, cast.initials(person?.name ?? '?')),
    h('span', { class: 'as-name' }, person?.name ?? ''));
  $('as').title = `${person?.name ?? ''} · ${cast.shown(state.now.user)}`;
  switchOfProviders();
}

const NAMES = { twilio: 'Twilio', meta: 'Meta' };

/** The buttons are made once, so that none loses the focus. */
function switchOfProviders() {
  const box = $('providers');
  const { providers, user } = state.now;
  box.hidden = providers.length < 2;
  if (box.children.length !== providers.length) {
    box.replaceChildren(...providers.map(each =>
      h('button', { type: 'button', 'data-testid': `provider-${each}`, click: () => actions.by(each) }, NAMES[each] ?? each)));
  }
  providers.forEach((each, i) => box.children[i].setAttribute('aria-pressed', String(each === state.providerOf(user))));
}

/** Asks for a person with a dialog. */
export function askForOne(dialog) {
  const name = h('input', { id: 'person-name', required: true, maxlength: '40', autocomplete: 'off' });
  const phone = h('input', { id: 'person-phone', required: true, type: 'tel', pattern: '\\+?[1-9][0-9 ()\\-]{6,20}', autocomplete: 'off', 'aria-describedby': 'phone-hint', placeholder: '+1 555 010 0009' });
  dialog(say('personTitle'), [
    h('label', { for: 'person-name' }, say('name')), name,
    h('label', { for: 'person-phone' }, say('phone')), phone,
    h('p', { class: 'faint', id: 'phone-hint' }, say('phoneHint')),
  ], say('add'), () => actions.be(cast.add(name.value.trim(), phone.value)));
}

