// The person's own settings: language, light or dark, sound, notifications, password, the end of the session; for admins the
// people.
import * as alerts from '../alerts.js';
import { settings } from '../dialogs.js';
import { help } from './help.js';
import { button, h } from '../dom.js';
import * as state from '../state.js';
import { OFFERED, choose, language, say } from '../texts.js';

export function open({ logOut, openScreen }) {
  const { me, session, settings: page } = state.now;
  const languages = h('select', { id: 'menu-language', change: event => { choose(event.target.value); location.reload(); } },
    Object.entries(OFFERED).map(([code, name]) => h('option', { value: code, selected: code === language }, name)));
  const themes = h('select', { id: 'menu-theme', change: event => theme(event.target.value) },
    ['system', 'light', 'dark'].map(name => h('option', { value: name, selected: name === (localStorage.getItem('recado.theme') ?? 'system') }, say(`theme_${name}`))));
  const sound = h('input', { type: 'checkbox', id: 'menu-sound', checked: alerts.hasSound(), change: event => alerts.setSound(event.target.checked) });
  const go = (words, sign, id, act) => button(words, { sign, 'data-testid': id, click: () => { box.close(); act(); } });
  const box = settings(me.name || say('settings'),
    row('menu-language', say('language'), languages),
    row('menu-theme', say('theme'), themes),
    row('menu-sound', say('sound'), sound),
    notifications(),
    h('div', { class: 'menu-links' },
      me.role === 'agent' ? null : go(say('cannedReplies'), 'note', 'to-replies', () => openScreen('replies')),
      me.role === 'agent' ? null : go(say('teach'), 'bot', 'to-teach', () => openScreen('teach')),
      me.role === 'admin' ? go(say('people'), 'person', 'to-people', () => openScreen('people')) : null,
      go(say('keyboard'), 'help', 'to-keys', help),
      page.simulator ? h('a', { class: 'quiet', href: '/', target: 'recado-chat', 'data-testid': 'to-chat' }, say('customersSide')) : null,
      session ? go(say('changePassword'), 'done', 'to-password', () => openScreen('password')) : null,
      session ? go(say('logOut'), 'back', 'log-out', () => logOut()) : null,
      session ? go(say('logOutEverywhere'), 'back', 'log-out-everywhere', () => logOut(true)) : null,
      session ? h('p', { class: 'faint' }, say('logOutEverywhereHint')) : null));
}

const row = (id, words, control) => h('div', { class: 'setting' }, h('label', { for: id }, words), control);

function notifications() {
  const words = { granted: say('notificationsOn'), denied: say('notificationsOff') }[alerts.permission()];
  if (words) {
    return h('p', { class: 'faint' }, words);
  }
  const ask = button(say('notificationsAsk'), { sign: 'bell', click: () => Notification.requestPermission().then(() => ask.replaceWith(notifications())) });
  return ask;
}

function theme(name) {
  if (name === 'system') {
    localStorage.removeItem('recado.theme');
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem('recado.theme', name);
    document.documentElement.dataset.theme = name;
  }
}
