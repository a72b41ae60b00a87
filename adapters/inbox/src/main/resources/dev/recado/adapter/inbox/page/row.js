// One conversation in the list.
import { avatar, h, setText } from './dom.js';
import { plain } from './marks.js';
import * as state from './state.js';
import { phone, say, span, when } from './texts.js';

export function nameOf(conversation) {
  const { name, phone: number } = conversation.user;
  return name || (number ? phone(number) : say('somebody'));
}

export function row(id) {
  return h('li', {}, h('a', { class: 'row', href: `/inbox/conversations/${encodeURIComponent(id)}`, 'data-id': id, 'data-testid': 'conversation' },
    h('span', { class: 'picture' }),
    h('span', { class: 'row-text' },
      h('span', { class: 'line' }, h('strong', { class: 'cut' }), h('span', { class: 'language' }), h('span', { class: 'since' })),
      h('span', { class: 'line' }, h('span', { class: 'said cut' }), h('span', { class: 'unread', 'data-testid': 'unread', hidden: true }, h('span', { class: 'sr' }, say('unread')))),
      h('span', { class: 'line tags' }))));
}

export function bring(item, conversation) {
  const link = item.firstElementChild;
  const name = nameOf(conversation);
  const current = conversation.id === state.now.selected;
  if (current) {
    link.setAttribute('aria-current', 'true');
  } else {
    link.removeAttribute('aria-current');
  }
  link.classList.toggle('is-unread', isUnread(conversation));
  if (link.dataset.name !== name) {
    link.dataset.name = name;
    link.querySelector('.picture').replaceChildren(avatar(name, conversation.id));
    setText(link.querySelector('strong'), name);
  }
  setText(link.querySelector('.language'), conversation.user.language?.toUpperCase() ?? '');
  since(link.querySelector('.since'), conversation);
  setText(link.querySelector('.said'), said(conversation));
  const dot = link.querySelector('.unread');
  dot.hidden = !isUnread(conversation);
  tags(link.querySelector('.tags'), conversation);
}

/** What is open and looked at is read. */
export const isUnread = conversation => conversation.unread && (conversation.id !== state.now.selected || document.visibilityState === 'hidden');

/** Minutes of waiting, amber at half of the patience and red at its end; else the time of the last words. */
function since(box, conversation) {
  if (conversation.status === 'waiting' && conversation.waiting_since) {
    const waited = Date.now() - Date.parse(conversation.waiting_since);
    const patience = state.now.settings.patience * 1000;
    box.dataset.wait = waited >= patience ? 'late' : waited >= patience / 2 ? 'soon' : 'fresh';
    setText(box, span(waited));
    box.title = say('waitingFor', { span: span(waited) });
    return;
  }
  delete box.dataset.wait;
  box.removeAttribute('title');
  const at = conversation.updated_at;
  setText(box, when(at));
}

/** The last words, with who said them. */
function said(conversation) {
  const last = conversation.last_message;
  if (!last) {
    return say('nothingSaid');
  }
  const words = plain(last.text) || say(`kind_${last.kind}`);
  switch (last.role) {
    case 'assistant': return `${say('bot')}: ${words}`;
    case 'agent': return `${last.author?.id === state.now.me.id ? say('you') : last.author?.name || say('colleague')}: ${words}`;
    case 'note': return `${say('note')}: ${words}`;
    default: return words;
  }
}

function tags(box, conversation) {
  const { assignee, labels, status } = conversation;
  const held = status === 'human' ? (state.isMine(conversation) ? say('you') : assignee?.name || say('colleague')) : null;
  const urgent = state.isUrgent(conversation);
  const signature = [urgent, held, ...labels].join('\n');
  if (box.dataset.shown === signature) {
    return;
  }
  box.dataset.shown = signature;
  box.hidden = !urgent && !held && !labels.length;
  box.replaceChildren(...[
    urgent && h('span', { class: 'tag bad', 'data-testid': 'urgent' }, say('urgent')),
    held && h('span', { class: 'tag held' }, held),
    ...labels.map(label => h('span', { class: 'tag' }, label)),
  ].filter(Boolean));
}
