// Puts the page together: the connection, the composer, who one is, and what is looked at.
import * as api from './api.js';
import * as cast from './cast.js';
import { $, h, icon } from './dom.js';
import * as people from './people.js';
import * as state from './state.js';
import * as thread from './thread.js';
import * as traffic from './traffic.js';
import { language, say, speak } from './words.js';

const drafts = new Map();
const text = $('text');

const actions = {
  be(address) {
    drafts.set(state.now.user, text.value);
    state.now.user = address;
    state.now.selected = null;
    localStorage.setItem('recado.user', address);
    text.value = drafts.get(address) ?? '';
    view('chat');
    state.changed();
    if (matchMedia('(hover: hover)').matches) {
      text.focus();
    }
  },
  select(sid) {
    state.now.selected = sid;
    if (matchMedia('(max-width: 1159px)').matches) {
      view('traffic');
    }
    state.changed();
  },
  by(provider) {
    state.now.selected = null;
    state.choose(state.now.user, provider);
    thread.forget();
  },
  async send(message) {
    const person = people.everybody().find(each => each.address === state.now.user);
    notice('');
    try {
      const { sid } = await api.send({ provider: state.providerOf(state.now.user), from: state.now.user, name: person?.name ?? '', ...message });
      state.now.selected = sid;
      thread.toEnd('instant');
      return true;
    } catch {
      notice(say('pageRefused'));
      return false;
    }
  },
  async again(sid) {
    notice('');
    await api.sendAgain(sid).catch(() => notice(say('pageRefused')));
  },
};

function render() {
  people.render();
  people.head();
  thread.render();
  presence();
  traffic.render();
  thread.markSeen();
}

function presence() {
  const { online, user } = state.now;
  const shown = !online ? say('connecting') : say(state.isTyping(user) ? 'typing' : 'online');
  if ($('presence').textContent !== shown) {
    $('presence').textContent = shown;
  }
  $('presence').classList.toggle('typing', Boolean(online && state.isTyping(user)));
  $('bot-name').textContent = state.now.bot;
  $('bot-initials').textContent = cast.initials(state.now.bot);
  $('link').dataset.online = String(online);
  const link = say(online ? 'connected' : online === null ? 'connecting' : 'offline');
  if ($('link-text').textContent !== link) {
    $('link-text').textContent = link;
  }
}

function notice(words) {
  $('notice').hidden = !words;
  $('notice').textContent = words;
}

function view(name) {
  document.body.dataset.view = name;
  grow();
}

function dialog(title, fields, yes, done) {
  const box = $('dialog');
  const form = h('form', { method: 'dialog' },
    h('h2', { id: 'dialog-title' }, title), ...fields,
    h('div', { class: 'buttons' },
      h('button', { type: 'button', class: 'quiet', click: () => box.close() }, say('cancel')),
      h('button', { type: 'submit', class: 'strong' }, yes)));
  form.addEventListener('submit', done);
  box.replaceChildren(form);
  box.showModal();
}

/* ---- the composer ---- */

function grow() {
  text.style.height = 'auto';
  if (text.scrollHeight) {
    text.style.height = `${Math.min(text.scrollHeight, 132)}px`;
  }
  $('send').disabled = !text.value.trim();
}

async function sendText() {
  const written = text.value.trim();
  if (!written) {
    return;
  }
  text.value = '';
  grow();
  if (!(await actions.send({ kind: 'text', text: written }))) {
    text.value = text.value || written;
    grow();
  }
  text.focus();
}

function fillMore() {
  const pressButton = () => {
    const label = h('input', { id: 'button-text', required: true, maxlength: '25', value: say('buttonSample') });
    const payload = h('input', { id: 'button-payload', required: true, maxlength: '256', value: 'YES' });
    dialog(say('buttonTitle'), [h('label', { for: 'button-text' }, say('buttonText')), label, h('label', { for: 'button-payload' }, say('buttonPayload')), payload],
      say('press'), () => actions.send({ kind: 'button', text: label.value, payload: payload.value }));
  };
  const react = () => {
    const last = state.chat(state.now.user).filter(message => !message.mine).at(-1);
    if (last) {
      thread.palette($('thread').querySelector(`[data-sid="${last.sid}"] .react-button`), last.sid);
    }
  };
  const image = () => {
    actions.send({ kind: 'image', text: text.value.trim() });
    text.value = '';
    grow();
  };
  const choices = [
    ['voice', 'mic', () => actions.send({ kind: 'voice' })], ['image', 'image', image],
    ['location', 'pin', () => actions.send({ kind: 'location' })], ['button', 'button', pressButton], ['reactLast', 'smile', react],
  ];
  $('more').replaceChildren(...choices.map(([words, sign, act]) =>
    h('button', { type: 'button', role: 'menuitem', 'data-testid': `send-${words === 'reactLast' ? 'reaction' : words}`, click: () => { openMore(false); act(); } },
      h('span', { class: `sign ${words}` }, icon(sign)), say(words))));
}

function openMore(yes) {
  $('more').hidden = !yes;
  $('open-more').setAttribute('aria-expanded', String(yes));
  (yes ? $('more').firstElementChild : $('open-more')).focus();
}

/* ---- words, looks, clock ---- */

function sayAll() {
  document.documentElement.lang = language;
  document.querySelectorAll('[data-say]').forEach(element => {
    [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).forEach(node => node.remove());
    element.append(say(element.dataset.say));
  });
  $('providers').setAttribute('aria-label', say('provider'));
  document.querySelectorAll('[data-label]').forEach(element => {
    element.setAttribute('aria-label', say(element.dataset.label));
    element.title = say(element.dataset.label);
  });
  text.placeholder = say('write');
  $('language').value = language;
  fillMore();
}

function dress() {
  const kept = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem('recado.theme');
  if (kept) {
    document.documentElement.dataset.theme = kept;
  }
}

function tickClock() {
  $('clock').textContent = new Date().toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
}

/* ---- start ---- */

dress();
document.querySelectorAll('[data-icon]').forEach(element => element.prepend(icon(element.dataset.icon)));
sayAll();
tickClock();
setInterval(tickClock, 10_000);
[people, thread, traffic].forEach(part => part.start(actions));
state.now.user = localStorage.getItem('recado.user')?.replace('whatsapp:', '') ?? state.now.user;
state.onChange(render);
grow();

$('composer').addEventListener('submit', event => { event.preventDefault(); sendText(); });
text.addEventListener('input', grow);
text.addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    sendText();
  }
});
$('open-more').addEventListener('click', () => openMore($('more').hidden));
document.addEventListener('click', event => {
  if (!$('more').hidden && !event.target.closest('#more, #open-more')) {
    openMore(false);
  }
});
$('more').addEventListener('keydown', event => {
  const items = [...$('more').children];
  const at = items.indexOf(document.activeElement);
  if (event.key === 'Escape') { openMore(false); }
  if (event.key === 'ArrowDown') { event.preventDefault(); items[(at + 1) % items.length].focus(); }
  if (event.key === 'ArrowUp') { event.preventDefault(); items[(at + items.length - 1) % items.length].focus(); }
});
$('to-people').addEventListener('click', () => view('people'));
$('to-traffic').addEventListener('click', () => view(document.body.dataset.view === 'traffic' ? 'chat' : 'traffic'));
$('from-traffic').addEventListener('click', () => view('chat'));
$('add-person').addEventListener('click', () => people.askForOne(dialog));
$('language').addEventListener('change', event => {
  speak(event.target.value);
  [people, thread, traffic].forEach(part => part.forget());
  sayAll();
  state.changed();
});
$('theme').addEventListener('click', () => {
  const dark = getComputedStyle(document.documentElement).getPropertyValue('--dark').trim() === '1';
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  localStorage.setItem('recado.theme', document.documentElement.dataset.theme);
});
document.addEventListener('visibilitychange', () => thread.markSeen());

api.follow({
  async up() {
    try {
      state.load(await api.chats());
      traffic.forget();
      state.now.online = true;
      notice('');
    } catch {
      state.now.online = false;
    }
    state.changed();
  },
  down() {
    state.now.online = false;
    state.changed();
  },
  message: state.put,
  deleted: ({ sid }) => state.drop(sid),
  typing: ({ user, provider, ms }) => state.type(user, provider, ms),
  trace({ sid }) {
    traffic.stale(sid);
    state.changed();
  },
});
