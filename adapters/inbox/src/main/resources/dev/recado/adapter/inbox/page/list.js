// The list of conversations: tabs, search, order, further pages. Rows are made once and brought up to date; while somebody's
// hand is on the list its order is kept, and what is new announces itself at the top.
import * as api from './api.js';
import { $, arrange, button, h, setText } from './dom.js';
import { bring, isUnread, row } from './row.js';
import * as state from './state.js';
import { say } from './texts.js';

export const TABS = {
  waiting: { query: { status: 'waiting' }, holds: c => c.status === 'waiting' },
  mine: { query: { status: 'human', assignee: 'me' }, holds: c => state.isMine(c) },
  unassigned: { query: { status: 'open,waiting', assignee: 'none' }, holds: c => ['open', 'waiting'].includes(c.status) && !c.assignee },
  all: { query: { status: 'open,waiting,human' }, holds: c => c.status !== 'closed' },
  closed: { query: { status: 'closed' }, holds: c => c.status === 'closed' },
};
const REST = 2_000;
const MOST_LEFT = 20;
const COUNTED = ['waiting', 'mine'];
const MOST_COUNTED = 200;
const rows = new Map();
let actions;
let pages = fresh();
let shown = [];
let touched = 0;
let settle = 0;

function fresh() {
  return { ids: new Set(), next: undefined, last: null, loading: false, failed: false };
}

export function start(given) {
  actions = given;
  const list = $('rows');
  const scroller = $('list-body');
  ['pointermove', 'pointerdown', 'touchmove'].forEach(name => scroller.addEventListener(name, () => { touched = Date.now(); }, { passive: true }));
  new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && more(), { root: scroller, rootMargin: '300px' }).observe($('list-end'));
  $('news').addEventListener('click', () => {
    touched = 0;
    scroller.scrollTo({ top: 0 });
    render(true);
  });
  list.addEventListener('click', event => {
    const link = event.target.closest('a[data-id]');
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      actions.open(link.dataset.id);
    }
  });
  let wait;
  $('search').addEventListener('input', event => {
    clearTimeout(wait);
    wait = setTimeout(() => search(event.target.value.trim()), 250);
  });
  $('tabs').replaceChildren(...Object.keys(TABS).map(name =>
    h('button', { type: 'button', 'data-tab': name, 'data-testid': `tab-${name}`, click: () => show(name) },
      h('span', { class: 'tab-name' }), h('span', { class: 'count', hidden: true }))));
}

function search(words) {
  state.now.query = words;
  reload();
}

function show(tab) {
  state.now.tab = tab;
  localStorage.setItem('recado.inbox.tab', tab);
  $('list-body').scrollTop = 0;
  reload();
}

/** Begins the list anew; what is known of it is shown meanwhile. */
export function reload() {
  pages = fresh();
  touched = 0;
  state.changed();
  return more();
}

/** Asks again for what the list begins with, as a poll. */
export async function refresh() {
  const page = await ask();
  if (!page) {
    return;
  }
  if (pages.next === undefined || pages.failed) {
    pages = fresh();
    keep(pages, page);
  }
  if (!state.now.query) {
    await missing(TABS[state.now.tab], page);
  }
}

/** Reads all who wait and all that are this person's, so that they can be counted wherever one looks. */
export function count() {
  return Promise.all(COUNTED.map(async name => {
    const page = await api.conversations({ ...TABS[name].query, sort: 'waiting', limit: MOST_COUNTED });
    page.items.forEach(state.put);
    await missing(TABS[name], page);
  }));
}

/** Asks for those that should stand in the page and do not: something happened to them. */
async function missing(tab, page) {
  const found = new Set(page.items.map(item => item.id));
  const last = page.next ? page.items.at(-1) : null;
  const left = [...state.conversations.values()].filter(each => tab.holds(each) && !found.has(each.id) && (!last || compare(each, last) < 0));
  await Promise.all(left.slice(0, MOST_LEFT).map(async ({ id }) => {
    try {
      state.put(await api.conversation(id));
    } catch (error) {
      if (error.status !== 404) {
        throw error;
      }
      state.drop(id);
    }
  }));
}

const counted = name => [...state.conversations.values()].filter(TABS[name].holds).length;

export const waiting = () => counted('waiting');

/** How many of this person's own conversations have something unread. */
export const unanswered = () => [...state.conversations.values()].filter(each => state.isMine(each) && isUnread(each)).length;

async function more() {
  const mine = pages;
  if (mine.loading || mine.next === null) {
    return;
  }
  mine.loading = true;
  mine.failed = false;
  try {
    const page = await ask(mine.next);
    if (page && mine === pages) {
      keep(mine, page);
    }
  } catch {
    mine.failed = true;
  }
  mine.loading = false;
  state.changed();
  if (mine === pages && !mine.failed && $('list-end').getBoundingClientRect().top < $('list-body').getBoundingClientRect().bottom + 300) {
    await more();
  }
}

function keep(into, page) {
  page.items.forEach(item => into.ids.add(item.id));
  into.next = page.next ?? null;
  into.last = page.items.at(-1)?.id ?? into.last;
}

/** One page of the current list; null when the list was changed meanwhile. */
async function ask(after) {
  const { tab, query } = state.now;
  const page = await api.conversations(query ? { q: query, after } : { ...TABS[tab].query, sort: 'waiting', after });
  page.items.forEach(state.put);
  return tab === state.now.tab && query === state.now.query ? page : null;
}

/** Those who wait first, the longest wait on top; then by last activity. */
function compare(a, b) {
  const waits = Number(b.status === 'waiting') - Number(a.status === 'waiting');
  if (waits || a.status !== 'waiting') {
    return waits || (b.updated_at ?? '').localeCompare(a.updated_at ?? '');
  }
  return (a.waiting_since ?? '').localeCompare(b.waiting_since ?? '');
}

/** The conversations that belong into the list, in order. Beyond the last page loaded nothing is shown: what lies between is not known. */
function wanted() {
  if (state.now.query) {
    return [...pages.ids].map(id => state.conversations.get(id)).filter(Boolean);
  }
  const all = [...state.conversations.values()].filter(TABS[state.now.tab].holds).sort(compare);
  const last = pages.next ? state.conversations.get(pages.last) : null;
  return last ? all.filter(each => compare(each, last) <= 0 || each.id === state.now.selected) : all;
}

export function render(atOnce = false) {
  const list = wanted();
  const ids = list.map(each => each.id);
  const moved = ids.length !== shown.length || ids.some((id, i) => id !== shown[i]);
  const busy = !atOnce && (Date.now() - touched < REST || $('list-body').scrollTop > 40);
  const news = ids.filter(id => !shown.includes(id));
  if (moved && (!busy || !shown.length)) {
    shown = ids;
  } else if (moved && pages.next !== undefined) {
    // Further pages come below everything that is shown.
    const lastShown = ids.findLastIndex(id => shown.includes(id));
    shown = [...shown, ...ids.slice(lastShown + 1)];
    clearTimeout(settle);
    settle = setTimeout(state.changed, REST);
  }
  const waitingNews = news.filter(id => !shown.includes(id));
  $('news').hidden = !waitingNews.length;
  setText($('news'), say('newOnes', { n: waitingNews.length }));
  arrange($('rows'), shown.map(id => state.conversations.get(id)).filter(Boolean).map(conversation => {
    if (!rows.has(conversation.id)) {
      rows.set(conversation.id, row(conversation.id));
    }
    const item = rows.get(conversation.id);
    bring(item, conversation);
    return item;
  }));
  tabs();
  ending();
}

function tabs() {
  for (const tab of $('tabs').children) {
    const name = tab.dataset.tab;
    const current = !state.now.query && name === state.now.tab;
    tab.setAttribute('aria-pressed', String(current));
    setText(tab.firstElementChild, say(`tab_${name}`));
    const number = COUNTED.includes(name) ? counted(name) : 0;
    tab.lastElementChild.hidden = !number;
    setText(tab.lastElementChild, String(number));
    tab.toggleAttribute('data-unread', name === 'mine' && unanswered() > 0);
  }
}

/** What stands below the rows: that more is coming, that nothing is there, or that it could not be read. */
function ending() {
  const end = $('list-state');
  const kind = pages.failed ? 'failed' : pages.next === undefined ? 'loading' : shown.length ? 'none' : state.now.query ? 'noHits' : `empty_${state.now.tab}`;
  if (end.dataset.kind === kind) {
    return;
  }
  end.dataset.kind = kind;
  end.replaceChildren(...(kind === 'none' ? []
    : kind === 'loading' ? [h('p', { class: 'faint' }, say('loading'))]
      : kind === 'failed' ? [h('p', {}, say('listFailed')), button(say('tryAgain'), { sign: 'again', click: () => reload() })]
        : [h('p', { class: 'kind-words' }, say(kind)), h('p', { class: 'faint' }, say(`${kind}_more`))]));
}

/** Opens the neighbour of the conversation that is open. */
export function step(by) {
  const at = shown.indexOf(state.now.selected);
  const next = shown[Math.min(shown.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  if (next) {
    actions.open(next);
    rows.get(next)?.scrollIntoView({ block: 'nearest' });
  }
}

/** Says that a conversation that was asked for is not there. */
export function notFound(why) {
  setText($('nothing-words'), why);
}
