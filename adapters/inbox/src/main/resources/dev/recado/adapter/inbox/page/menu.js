// The person's own settings: language, light or dark, sound, notifications, the end of the session.
import * as alerts from './alerts.js';
import { help, settings } from './dialogs.js';
import { button, h } from './dom.js';
import * as state from './state.js';
import { OFFERED, choose, language, say } from './texts.js';

export function openMenu({ logOut }) {
  const { me, settings: page } = state.now;
  const languages = h('select', { id: 'menu-language', change: event => { choose(event.target.value); location.reload(); } },
    Object.entries(OFFERED).map(([code, name]) => h('option', { value: code, selected: code === language }, name)));
  const themes = h('select', { id: 'menu-theme', change: event => theme(event.target.value) },
    ['system', 'light', 'dark'].map(name => h('option', { value: name, selected: name === (localStorage.getItem('recado.theme') ?? 'system') }, say(`theme_${name}`))));
  const sound = h('input', { type: 'checkbox', id: 'menu-sound', checked: alerts.hasSound(), change: event => alerts.setSound(event.target.checked) });
  const box = settings(me.name || say('settings'),
    row('menu-language', say('language'), languages),
    row('menu-theme', say('theme'), themes),
    row('menu-sound', say('sound'), sound),
    notifications(),
    h('div', { class: 'menu-links' },
      button(say('keyboard'), { sign: 'help', click: () => { box.close(); help(); } }),
      page.simulator ? h('a', { class: 'quiet', href: '/', target: 'recado-chat', 'data-testid': 'to-chat' }, say('customersSide')) : null,
      page.simulator ? null : button(say('logOut'), { sign: 'back', 'data-testid': 'log-out', click: () => { box.close(); logOut(); } })));
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
