// Who the conversation is with: beside the thread on a desk, behind the name on a phone.
import * as actions from './actions.js';
import * as api from './api.js';
import { askFor } from './dialogs.js';
import { $, avatar, button, h, icon } from './dom.js';
import { nameOf } from './row.js';
import * as state from './state.js';
import { fullDate, languageName, phone, say, until } from './texts.js';
import { toast } from './toasts.js';

const MOST = 20;

export function render() {
  const conversation = state.selected();
  const box = $('contact-body');
  if (!conversation) {
    box.replaceChildren();
    delete box.dataset.shown;
    return;
  }
  const signature = JSON.stringify([conversation.id, conversation.user, conversation.labels, conversation.created_at, conversation.window_closes_at, conversation.assignee, conversation.opted_out]);
  if (box.dataset.shown === signature) {
    return;
  }
  box.dataset.shown = signature;
  const name = nameOf(conversation);
  box.replaceChildren(
    h('div', { class: 'card-head' }, avatar(name, conversation.id, 'large'), h('p', { class: 'card-name' }, name),
      conversation.opted_out ? h('p', { class: 'tag bad' }, say('optedOutShort')) : null),
    h('dl', { class: 'facts' }, facts(conversation).map(([term, value]) => h('div', {}, h('dt', {}, say(term)), h('dd', {}, value)))),
    labels(conversation),
    state.now.me.role === 'admin' ? personalData(conversation, name) : null);
}

/** Admins alone: what is stored of the user, to take away or to erase. */
function personalData({ id }, name) {
  return h('section', { class: 'labels', 'aria-labelledby': 'data-title' }, h('h3', { id: 'data-title' }, say('personalData')),
    h('a', { class: 'quiet', href: api.exportAt(id, 'zip'), download: '', 'data-testid': 'export' }, say('exportData')),
    button(say('eraseData'), { 'data-testid': 'erase', click: () => askToErase(id, name) }));
}

function askToErase(id, name) {
  askFor(say('eraseData'), [{ name: 'name', label: say('eraseType', { name }), hint: say('eraseHint') }], async answer => {
    if (answer.name.trim() !== name.trim()) {
      toast(say('eraseOther'), { kind: 'bad' });
      return;
    }
    try {
      const { status } = await api.erase(id);
      state.drop(id);
      toast(say(status === 'done' ? 'erased' : 'erasing'));
    } catch (error) {
      toast(say('eraseFailed', { why: error.message }), { kind: 'bad' });
    }
  });
}

function facts({ user, channel, created_at: since, assignee, window_closes_at: closes }) {
  const number = user?.phone;
  return [
    number && ['number', h('a', { href: `tel:${number.replace(/[^+\d]/gu, '')}`, class: 'number' }, phone(number))],
    user?.language && ['language', languageName(user.language)],
    channel && ['channel', channelName(channel)],
    since && ['firstSeen', fullDate(since)],
    assignee && ['assignee', assignee.id === state.now.me.id ? say('you') : assignee.name || say('colleague')],
    closes && ['window', Date.parse(closes) > Date.now() ? say('until', { when: until(closes) }) : say('closedShort')],
  ].filter(Boolean);
}

export const channelName = channel => ({ twilio: 'WhatsApp (Twilio)', meta: 'WhatsApp (Meta)' })[channel] ?? channel;

function labels(conversation) {
  const shown = conversation.labels;
  return h('section', { class: 'labels', 'aria-labelledby': 'labels-title' }, h('h3', { id: 'labels-title' }, say('labels')),
    h('ul', {}, shown.map(label => h('li', { class: 'tag' }, label,
      h('button', { type: 'button', class: 'remove', 'aria-label': say('removeLabel', { label }), click: () => actions.label(conversation.id, shown.filter(each => each !== label)) }, icon('close'))))),
    button(say('addLabel'), { sign: 'label', 'data-testid': 'add-label', click: addLabel }));
}

export function addLabel() {
  const { id, labels: shown } = state.selected();
  const used = [...new Set([...state.conversations.values()].flatMap(each => each.labels))].filter(label => !shown.includes(label)).sort();
  if (shown.length < MOST) {
    askFor(say('addLabel'), [{ name: 'label', label: say('labelName'), list: used }], ({ label }) => label && !shown.includes(label) && actions.label(id, [...shown, label]));
  }
}
