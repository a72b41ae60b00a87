// Dialogs: the browser's own, so that focus and Escape are its business.
import { $, button, h } from './dom.js';
import { say } from './texts.js';

export function open(title, ...content) {
  const box = $('dialog');
  box.replaceChildren(h('header', {}, h('h2', { id: 'dialog-title' }, title), button(say('close_dialog'), { sign: 'close', kind: 'plain', quiet: true, click: () => box.close() })), ...content);
  box.showModal();
  return box;
}

/** One out of a few. */
export function pick(title, options, done) {
  const box = open(title, h('ul', { class: 'options' }, options.map(({ label, hint, value }) =>
    h('li', {}, h('button', { type: 'button', class: 'plain', click: () => { box.close(); done(value); } }, h('span', {}, label), hint ? h('small', { class: 'faint' }, hint) : null)))));
}

/** A few lines of text: each field has a name, and may have words to explain it, a value, words to choose from, several lines. */
export function askFor(title, fields, done) {
  const form = h('form', { method: 'dialog' }, fields.map(field),
    h('div', { class: 'buttons' }, button(say('cancel'), { click: () => box.close() }), h('button', { type: 'submit', class: 'strong' }, say('ok'))));
  form.addEventListener('submit', () => done(Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]))));
  const box = open(title, form);
  form.elements[0].focus();
}

function field({ name, label, hint, value = '', list = [], lines = false, optional = false }) {
  const id = `asked-${name}`;
  const attributes = { id, name, required: !optional, 'aria-describedby': hint ? `${id}-hint` : null };
  return [h('label', { for: id }, label),
    lines ? h('textarea', { ...attributes, rows: '3' }) : h('input', { ...attributes, maxlength: '120', autocomplete: 'off', value, list: list.length ? `${id}-list` : null }),
    list.length ? h('datalist', { id: `${id}-list` }, list.map(each => h('option', { value: each }))) : null,
    hint ? h('p', { class: 'faint', id: `${id}-hint` }, hint) : null];
}

/** A form of settings, each taking effect at once. */
export function settings(title, ...content) {
  return open(title, h('div', { class: 'settings' }, ...content));
}
