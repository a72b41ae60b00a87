// The canned replies as supervisors keep them: add, change, remove.
import * as actions from '../actions.js';
import * as api from '../api.js';
import * as dialogs from '../dialogs.js';
import { button, h } from '../dom.js';
import { field, form } from '../login.js';
import { OFFERED, has, say } from '../texts.js';
import * as canned from './canned.js';

const LONGEST = '2000';

export async function open() {
  const list = h('ul', { class: 'people', 'data-testid': 'replies', 'aria-label': say('cannedReplies') });
  const alert = h('p', { class: 'alert', role: 'alert' });
  const added = h('details', { class: 'invite' }, h('summary', { 'data-testid': 'new-reply' }, say('newReply')));
  const show = async () => {
    try {
      const { items } = await api.ask('GET', '/canned-replies');
      list.replaceChildren(...items.map(reply => row(reply, show, alert)));
      await canned.load();
    } catch (error) {
      alert.textContent = inWords(error);
    }
  };
  added.append(editor(null, async values => {
    await api.ask('POST', '/canned-replies', values);
    added.open = false;
    added.querySelector('form').reset();
    await show();
  }));
  const box = dialogs.open(say('cannedReplies'), list, alert, added);
  box.classList.add('broad');
  box.addEventListener('close', () => box.classList.remove('broad'), { once: true });
  await show();
}

const at = ({ id }) => `/canned-replies/${encodeURIComponent(id)}`;
const as = ({ version }) => ({ headers: { 'If-Match': `"${version}"` } });

function row(reply, show, alert) {
  const remove = async () => {
    alert.textContent = '';
    try {
      await api.ask('DELETE', at(reply), undefined, as(reply));
    } catch (error) {
      alert.textContent = inWords(error);
    }
    await show();
  };
  const first = button(say('remove'), { 'data-testid': 'remove-reply', click: () => { first.replaceWith(sure); sure.focus(); } });
  const sure = button(say('removeSure'), { kind: 'quiet danger', 'data-testid': 'remove-sure', click: remove });
  const item = h('li', { class: 'reply', 'data-testid': 'reply' },
    h('div', { class: 'person-text' }, h('strong', {}, reply.name), reply.language ? h('span', { class: 'tag' }, OFFERED[reply.language] ?? reply.language) : null, h('p', { class: 'reply-text' }, reply.text)),
    h('div', { class: 'person-actions' }, button(say('edit'), {
      'data-testid': 'edit-reply',
      click: () => {
        item.replaceChildren(editor(reply, async values => {
          await api.ask('PUT', at(reply), values, as(reply));
          await show();
        }));
        item.querySelector('input').focus();
      },
    }), first));
  return item;
}

function editor(reply, save) {
  const id = reply?.id ?? 'new';
  return form([
    field('name', say('replyName'), { maxlength: '60', autocomplete: 'off', value: reply?.name ?? '' }, `name-${id}`),
    h('label', { for: `text-${id}` }, say('replyText')),
    h('textarea', { id: `text-${id}`, name: 'text', rows: '4', maxlength: LONGEST, required: true, 'aria-describedby': `hint-${id}` }, reply?.text ?? ''),
    h('p', { id: `hint-${id}`, class: 'faint' }, say('replyHint', { name: '{name}', agent: '{agent}', hours: '{hours}' })),
    h('label', { for: `language-${id}` }, say('language')),
    h('select', { id: `language-${id}`, name: 'language' }, Object.entries({ '': say('anyLanguage'), ...OFFERED }).map(([code, name]) =>
      h('option', { value: code, selected: code === (reply?.language ?? '') }, name))),
  ], say('save'), async ({ name, text, language }) => {
    try {
      await save({ name, text, ...(language ? { language } : {}) });
    } catch (error) {
      error.words = inWords(error);
      throw error;
    }
  });
}

function inWords(error) {
  const known = `error_${error.body?.error}`;
  return has(known) ? say(known) : actions.reason(error);
}
