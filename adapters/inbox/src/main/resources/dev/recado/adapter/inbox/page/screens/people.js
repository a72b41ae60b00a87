// Who may use the inbox: admins invite people, change their role, hand out new links and deactivate.
import * as actions from '../actions.js';
import * as api from '../api.js';
import * as dialogs from '../dialogs.js';
import { avatar, button, h } from '../dom.js';
import { field, form } from '../login.js';
import * as state from '../state.js';
import { fullDate, has, say } from '../texts.js';

const ROLES = ['agent', 'supervisor', 'admin'];

const at = person => `/agents/${encodeURIComponent(person.id)}`;

export async function open() {
  const list = h('ul', { class: 'people', 'data-testid': 'people', 'aria-label': say('people') });
  const alert = h('p', { class: 'alert', role: 'alert', 'data-testid': 'people-alert' });
  const link = h('div', { class: 'link-box', 'data-testid': 'invitation' });
  const box = dialogs.open(say('people'), link, list, alert, invitation(link, () => read(list, alert, link)));
  box.classList.add('broad');
  box.addEventListener('close', () => box.classList.remove('broad'), { once: true });
  await read(list, alert, link);
}

async function read(list, alert, link) {
  try {
    const { items } = await api.ask('GET', '/agents');
    list.replaceChildren(...items.map(person => row(person, alert, link)));
    state.now.agents = items.filter(each => each.status === 'active');
    state.changed();
  } catch {
    alert.textContent = say('peopleFailed');
  }
}

/** One person, with what can be done. What the server says of the person takes the row's place. */
function row(person, alert, link) {
  const { name, email, role, status } = person;
  const own = person.id === state.now.me.id;
  const change = async (method, path, body) => {
    alert.textContent = '';
    try {
      const answer = await api.ask(method, path, body);
      item.replaceWith(row(answer.person ?? answer, alert, link));
      return answer;
    } catch (error) {
      alert.textContent = inWords(error);
      item.replaceWith(row(person, alert, link));
      return null;
    }
  };
  const roles = h('select', { 'aria-label': say('roleOf', { name }), disabled: own || status === 'inactive', change: event => change('PUT', at(person), { role: event.target.value }) }, options(role, true));
  const item = h('li', { class: 'person', 'data-testid': 'person', 'data-status': status },
    avatar(name, person.id),
    h('div', { class: 'person-text' }, h('strong', { class: 'cut' }, name), h('span', { class: 'faint cut' }, email), h('span', { class: `tag ${status}` }, say(`person_${status}`))),
    roles,
    h('div', { class: 'person-actions' }, own ? null : status === 'inactive'
      ? button(say('activate'), { click: () => change('PUT', at(person), { active: true }) })
      : [
        button(say('newLink'), { 'data-testid': 'new-link', click: async () => show(link, await change('POST', `${at(person)}/link`)) }),
        deactivation(name, () => change('DELETE', at(person))),
      ]));
  return item;
}

/** Asks once more before somebody is logged out. */
function deactivation(name, act) {
  const first = button(say('deactivate'), { 'data-testid': 'deactivate', click: () => { first.replaceWith(sure); sure.focus(); } });
  const sure = button(say('deactivateSure', { name }), { kind: 'quiet danger', 'data-testid': 'deactivate-sure', click: act });
  return first;
}

const options = (chosen, short = false) => ROLES.map(role => h('option', { value: role, selected: role === chosen }, short ? say(`role_${role}`).split(/ ?:/u)[0] : say(`role_${role}`)));

function invitation(link, done) {
  const whole = h('details', { class: 'invite' }, h('summary', { 'data-testid': 'invite' }, say('invite')), form([
    field('invite-name', say('personName'), { maxlength: '80', autocomplete: 'off' }),
    field('invite-email', say('email'), { type: 'email', autocomplete: 'off' }),
    h('label', { for: 'invite-role' }, say('role')),
    h('select', { id: 'invite-role', name: 'invite-role' }, options('agent')),
  ], say('inviteYes'), async values => {
    let answer;
    try {
      answer = await api.ask('POST', '/invitations', { name: values['invite-name'], email: values['invite-email'], role: values['invite-role'] });
    } catch (error) {
      error.words = inWords(error);
      throw error;
    }
    whole.open = false;
    whole.querySelector('form').reset();
    show(link, answer);
    done();
  }));
  return whole;
}

/** The link of an invitation: it is shown this once. */
function show(box, answer) {
  if (!answer?.link) {
    return;
  }
  const { name } = answer.person;
  const text = h('input', { id: 'link', readonly: true, value: answer.link, 'aria-describedby': 'link-words', 'data-testid': 'link' });
  const copy = button(say('copy'), {
    kind: 'strong',
    click: async () => {
      text.select();
      await navigator.clipboard?.writeText(answer.link).then(() => { copy.lastElementChild.textContent = say('copied'); }, () => {});
    },
  });
  box.replaceChildren(h('label', { for: 'link' }, say('linkFor', { name })), h('div', { class: 'link-line' }, text, copy),
    h('p', { id: 'link-words', class: 'faint' }, say('linkWords', { when: fullDate(answer.expires_at) })));
  text.select();
  box.scrollIntoView({ block: 'nearest' });
}

function inWords(error) {
  const known = `error_${error.body.error}`;
  return has(known) ? say(known) : actions.reason(error);
}
