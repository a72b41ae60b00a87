// Puts the page together: who it is, what is looked at, and what is drawn when something changed.
import * as actions from './actions.js';
import * as alerts from './alerts.js';
import * as api from './api.js';
import * as bar from './bar.js';
import * as composer from './composer.js';
import * as contact from './contact.js';
import { $, avatar, button, icon, setText } from './dom.js';
import * as keyboard from './keyboard.js';
import * as list from './list.js';
import * as live from './live.js';
import * as login from './login.js';
import * as outbox from './outbox.js';
import { nameOf } from './row.js';
import * as state from './state.js';
import { languageName, phone, say, speak, speakMore } from './texts.js';
import * as thread from './thread.js';
import { toast } from './toasts.js';

const MINUTE = 15_000;
const narrow = matchMedia('(max-width: 767px)');
const wide = matchMedia('(min-width: 1200px)');
let started = false;

/* ---- what is looked at ---- */

const views = {
  heldBy: actions.heldBy,
  noteRefused: actions.noteRefused,
  open(id, { push = true } = {}) {
    thread.leave(state.now.selected);
    state.now.selected = id;
    show('thread');
    if (push) {
      history.pushState(null, '', `/inbox/conversations/${encodeURIComponent(id)}`);
    }
    render();
    thread.open(id);
    if (push) {
      (narrow.matches ? $('name') : $('thread')).focus({ preventScroll: true });
    }
  },
  back() {
    if (document.body.dataset.view === 'contact') {
      show('thread');
      $('name').focus();
    } else if (state.now.selected) {
      history.pushState(null, '', '/inbox');
      leave();
    }
  },
};

function leave() {
  const before = state.now.selected;
  thread.leave(before);
  state.now.selected = null;
  show('list');
  render();
  document.querySelector(`a[data-id="${CSS.escape(before ?? '')}"]`)?.focus();
}

function show(view) {
  document.body.dataset.view = view;
  $('name').setAttribute('aria-expanded', String(view === 'contact'));
}

function toggleContact() {
  if (wide.matches) {
    document.body.toggleAttribute('data-without-contact');
  } else {
    show(document.body.dataset.view === 'contact' ? 'thread' : 'contact');
  }
}

/** Opens what the address names; the conversation is asked for when it is not known. */
async function follow() {
  const id = /^\/inbox\/conversations\/([^/]+)$/u.exec(location.pathname)?.[1];
  if (!id) {
    leave();
    return;
  }
  const wanted = decodeURIComponent(id);
  const address = location.pathname;
  if (!state.conversations.has(wanted)) {
    try {
      state.put(await api.conversation(wanted));
    } catch (error) {
      list.notFound(actions.reason(error));
      return;
    }
    if (location.pathname !== address) {
      return;
    }
  }
  views.open(wanted, { push: false });
}

/* ---- drawing ---- */

function render() {
  if (state.now.selected && !state.selected()) {
    // It was merged, erased, or is no more for this person to see.
    history.replaceState(null, '', '/inbox');
    leave();
    toast(say('conversationGone'));
    return;
  }
  list.render();
  head();
  thread.render();
  bar.render();
  composer.render();
  contact.render();
  alerts.render();
  connection();
}

function head() {
  const conversation = state.selected();
  $('conversation').hidden = !conversation;
  $('nothing').hidden = Boolean(conversation);
  if (!conversation) {
    return;
  }
  const name = nameOf(conversation);
  const { user, channel } = conversation;
  if ($('picture').dataset.name !== name + conversation.id) {
    $('picture').dataset.name = name + conversation.id;
    $('picture').replaceChildren(avatar(name, conversation.id));
  }
  setText($('name-text'), name);
  const here = state.presence(conversation.id).map(each => each.agent.name);
  setText($('about'), here.length ? say('alsoHere', { name: here.join(', ') })
    : [user.phone && name !== phone(user.phone) && phone(user.phone), user.language && languageName(user.language), contact.channelName(channel)].filter(Boolean).join(' · '));
}

function connection() {
  const words = !state.now.online ? say('offline') : state.now.storeGone ? say('storeGone') : '';
  $('connection').hidden = !words;
  setText($('connection'), words);
}

/* ---- start ---- */

function dress() {
  document.querySelectorAll('[data-icon]').forEach(element => element.replaceChildren(icon(element.dataset.icon)));
  document.querySelectorAll('[data-say]').forEach(element => setText(element, say(element.dataset.say)));
  document.querySelectorAll('[data-label]').forEach(element => {
    element.setAttribute('aria-label', say(element.dataset.label));
    element.title = say(element.dataset.label);
  });
  $('search').placeholder = say('search');
}

function begin() {
  started = true;
  list.start(views);
  thread.start();
  composer.start();
  outbox.start(views);
  alerts.start(views);
  keyboard.start(views);
  state.onChange(render);
  setInterval(state.changed, MINUTE);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && !$('app').hidden && api.isSamePerson().catch(() => {}));
  addEventListener('popstate', follow);
  $('back').addEventListener('click', views.back);
  $('name').addEventListener('click', toggleContact);
  $('contact-close').addEventListener('click', toggleContact);
  $('menu').addEventListener('click', () => openScreen('menu'));
}

async function enter(answer) {
  const { person } = answer;
  api.useSession(answer);
  state.now.me = person;
  state.now.session = Boolean(answer.csrf);
  await speak(person.language);
  dress();
  $('gate').hidden = true;
  $('gate-body').replaceChildren();
  $('app').hidden = false;
  setText($('bot-name'), state.now.settings.bot_name);
  const tab = localStorage.getItem('recado.inbox.tab');
  state.now.tab = tab in list.TABS ? tab : 'waiting';
  if (!started) {
    begin();
  }
  render();
  list.reload();
  list.count().catch(() => {});
  live.start();
  outbox.flush();
  follow();
  api.optional('/agents').then(agents => {
    state.now.agents = agents;
    state.changed();
  }, () => {});
  composer.loadReplies().catch(() => {});
}

function loggedOut() {
  if (!$('app').hidden) {
    live.stop();
    state.forgetAll();
    login.ask(enter, { again: true });
  }
}

/** In another tab somebody else has logged in: what this one shows is not theirs. */
function otherPerson({ name }) {
  live.stop();
  state.forgetAll();
  login.other(name);
}

/** What is not needed at first is loaded when it is opened. */
async function openScreen(name) {
  try {
    const [screen] = await Promise.all([import(`./screens/${name}.js`), speakMore()]);
    screen.open({ logOut, openScreen });
  } catch {
    toast(say('noConnectionAction'), { kind: 'bad' });
  }
}

async function logOut(everywhere = false) {
  try {
    await api.logOut(everywhere);
  } catch (error) {
    // A session that is to end elsewhere is not said to have ended when it has not.
    if (everywhere) {
      toast(actions.reason(error), { kind: 'bad' });
      return;
    }
  }
  live.stop();
  state.forgetAll();
  login.ask(enter);
}

async function start() {
  const theme = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem('recado.theme');
  if (theme) {
    document.documentElement.dataset.theme = theme;
  }
  await speak(null);
  dress();
  api.on('online', online => {
    if (state.now.online !== online) {
      state.now.online = online;
      state.changed();
    }
  });
  api.on('loggedOut', loggedOut);
  api.on('otherPerson', otherPerson);
  state.now.settings = await (await fetch('/inbox/settings.json')).json();
  const link = login.linkKind();
  if (link) {
    await login.byLink(link, enter);
    return;
  }
  await who();
}

async function who() {
  try {
    await enter(await api.me());
  } catch (error) {
    if ([401, 403, 404].includes(error.status)) {
      login.ask(enter);
    } else {
      $('gate').hidden = false;
      $('gate-body').replaceChildren(button(say('tryAgain'), { sign: 'again', click: who }));
      setTimeout(who, 5_000);
    }
  }
}

start();
