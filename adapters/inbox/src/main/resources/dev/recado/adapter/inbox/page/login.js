// Before the inbox: logging in, the first admin's link, an invitation.
import * as api from './api.js';
import { $, h } from './dom.js';
import { say } from './texts.js';

const SHORTEST = 12;

/** Which one-time link the page was opened by: `setup`, `invitations` or null. */
export function linkKind() {
  return { '/inbox/setup': 'setup', '/inbox/invitation': 'invitations' }[location.pathname] ?? null;
}

function show(title, words, ...content) {
  $('app').hidden = true;
  $('gate').hidden = false;
  document.title = title;
  $('gate-body').replaceChildren(h('h1', { id: 'gate-title', tabindex: '-1' }, title), words ? h('p', { class: 'faint' }, words) : '', ...content);
  ($('gate-body').querySelector('input:not([readonly])') ?? $('gate-title')).focus();
}

export function field(name, words, attributes, id = name) {
  return [h('label', { for: id }, words), h('input', { id, name, required: true, ...attributes })];
}

/** A form that says under its fields what did not work. */
export function form(fields, yes, submit) {
  const alert = h('p', { class: 'alert', role: 'alert', 'data-testid': 'gate-alert' });
  const button = h('button', { type: 'submit', class: 'strong wide' }, yes);
  return h('form', {
    class: 'gate-form',
    submit: async event => {
      event.preventDefault();
      alert.textContent = '';
      button.disabled = true;
      try {
        await submit(Object.fromEntries(new FormData(event.target)));
      } catch (error) {
        alert.textContent = inWords(error);
        alert.scrollIntoView({ block: 'nearest' });
      }
      button.disabled = false;
    },
  }, fields.flat(), alert, button);
}

function inWords(error) {
  if (error.words) {
    return error.words;
  }
  if (error.status === 400) {
    return error.body.message?.startsWith('password') ? say('passwordRules') : say('serverRefused', { reason: error.message });
  }
  const known = { 0: 'noConnectionAction', 401: 'loginRefused', 403: 'linkInvalid', 429: 'loginSlowed' }[error.status];
  return say(known ?? 'storeGone');
}

/** Says that somebody else is logged in here by now, and goes on as that person. */
export function other(name) {
  show(say('otherPerson', { name }), say('otherPersonWords'), h('button', { type: 'button', class: 'strong wide', click: () => location.reload() }, say('goOn')));
}

/** Asks who it is; `done` gets what the server says of the person. */
export function ask(done, { again = false } = {}) {
  show(say('login'), again ? say('loggedOut') : '', form([
    field('email', say('email'), { type: 'email', autocomplete: 'username' }),
    field('password', say('password'), { type: 'password', autocomplete: 'current-password' }),
  ], say('login'), async values => enter(await api.logIn(values), done)));
}

/** Lets somebody in by a link. The token stands behind the `#`, which no server sees, and leaves the address at once. */
export async function byLink(kind, done) {
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
  history.replaceState(null, '', location.pathname);
  let known;
  try {
    known = await api.checkLink(kind, token);
  } catch (error) {
    show(say('linkTitle'), inWords(error));
    return;
  }
  const email = field('email', say('email'), { type: 'email', autocomplete: 'username', value: known.email ?? '', readonly: Boolean(known.email) });
  const name = field('name', say('yourName'), { autocomplete: 'name', maxlength: '80', value: known.name ?? '' });
  const password = field('password', say('newPassword'), { type: 'password', autocomplete: 'new-password', minlength: String(SHORTEST), 'aria-describedby': 'rules' });
  show(say(kind === 'setup' ? 'setupTitle' : 'invitationTitle'), say(kind === 'setup' ? 'setupWords' : 'invitationWords'),
    form([email, name, password, h('p', { id: 'rules', class: 'faint' }, say('passwordRules'))], say('begin'),
      async ({ email: address, ...values }) => enter(await api.useLink(kind, { token, ...values, ...(kind === 'setup' ? { email: address } : {}) }), done)));
}

function enter(answer, done) {
  $('gate').hidden = true;
  history.replaceState(null, '', location.pathname.startsWith('/inbox/conversations/') ? location.pathname : '/inbox');
  return done(answer);
}
