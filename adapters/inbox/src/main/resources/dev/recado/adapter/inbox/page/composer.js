// Where one writes: a message or a note, with a draft per conversation, the service window, and canned replies.
import * as api from './api.js';
import * as drafts from './drafts.js';
import { $, setText } from './dom.js';
import { formatted, hasMarks } from './marks.js';
import * as outbox from './outbox.js';
import * as state from './state.js';
import { say, span, speakMore, when } from './texts.js';
import { toast } from './toasts.js';

const TALLEST = 168;
const TYPING_EVERY = 5_000;
const HOUR = 3_600_000;
let shownId = null;
/** The search for a canned reply, which is not for the user. */
const SLASH = /^\/.*$/u;
let note = false;
let canned = null;
let typedAt = 0;

const text = () => $('text');

export function start() {
  text().addEventListener('input', typed);
  text().addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
    if ((event.key === 'ArrowDown' || event.key === 'Tab') && !$('canned').hidden) {
      event.preventDefault();
      $('canned').querySelector('button')?.focus();
    }
  });
  $('composer').addEventListener('submit', event => {
    event.preventDefault();
    submit();
  });
  $('note').addEventListener('click', () => writeNote(!note));
  $('template').addEventListener('click', chooseTemplate);
  $('assist').addEventListener('click', async () => (await import('./screens/assist.js')).offer({ use }));
  $('canned').addEventListener('keydown', walk);
  document.addEventListener('draft', event => {
    if (event.detail === shownId) {
      restore();
    }
  });
}

/** Reads the canned replies. */
export async function loadReplies() {
  const loaded = await import('./screens/canned.js');
  await Promise.all([loaded.load(), speakMore()]);
  canned = loaded;
  suggest();
}

export const hasReplies = () => Boolean(canned?.any());

export function focus(first = '') {
  if (!$('composer').hidden && !text().disabled) {
    if (first && !text().value) {
      text().value = first;
      typed();
    }
    text().focus();
  }
}

/** Puts words where one writes, for the conversation they are meant for. */
function use(id, words) {
  if (id === shownId && !text().disabled) {
    note = false;
    text().value = words;
    typed();
    render();
    focus();
  }
}

export function writeNote(yes = true) {
  if (shownId) {
    save();
    drafts.turn(shownId, yes);
    restore();
  }
  render();
  focus();
}

function restore() {
  const kept = drafts.draft(shownId);
  note = kept.note;
  text().value = kept.text;
  $('note').classList.toggle('has-draft', kept.other);
  grow();
}

function save() {
  if (shownId) {
    drafts.keep(shownId, { text: text().value, note });
  }
}

function typed() {
  save();
  grow();
  suggest();
  if (!note && text().value && state.holder(state.selected()) === 'mine' && Date.now() - typedAt > TYPING_EVERY) {
    typedAt = Date.now();
    api.typing(shownId).catch(() => {});
  }
}

function grow() {
  const box = text();
  box.style.height = 'auto';
  if (box.scrollHeight) {
    const tall = box.scrollHeight + box.offsetHeight - box.clientHeight;
    box.style.height = `${Math.min(tall, TALLEST)}px`;
    box.classList.toggle('full', tall > TALLEST);
  }
  const shown = hasMarks(box.value);
  $('preview').hidden = !shown;
  $('preview-text').replaceChildren(...(shown ? formatted(box.value) : []));
  $('send').disabled = box.disabled || !box.value.trim();
}

/** The first canned reply that was found, in place of the words that were searched. */
async function insertFirst() {
  const first = $('canned').hidden ? null : $('canned').querySelector('button');
  if (first) {
    first.click();
  } else {
    await speakMore();
    toast(say('noReply'));
  }
}

function submit() {
  const words = text().value.trim();
  const conversation = state.selected();
  if (!words || !conversation || text().disabled) {
    return;
  }
  if (!note && SLASH.test(words)) {
    insertFirst();
    return;
  }
  outbox.send(conversation.id, { text: words, note });
  drafts.keep(conversation.id, { text: '', note });
  drafts.turn(conversation.id, false);
  if (!note && state.holder(conversation) !== 'mine' && state.holder(conversation) !== 'other') {
    state.pretend(conversation.id, { status: 'human', assignee: state.now.me, waiting_since: null });
  }
  restore();
  suggest();
  render();
  $('to-end').click();
}

/* ---- the service window ---- */

/** Milliseconds until free text is off; null when that is not known. */
function windowLeft(conversation) {
  return conversation.window_closes_at ? Date.parse(conversation.window_closes_at) - Date.now() : null;
}

export function render() {
  const conversation = state.selected();
  $('composer').hidden = !conversation;
  if (!conversation) {
    shownId = null;
    return;
  }
  if (shownId !== conversation.id) {
    shownId = conversation.id;
    restore();
    suggest();
  }
  const left = windowLeft(conversation);
  const closed = left !== null && left <= 0;
  const held = state.holder(conversation) === 'other';
  const off = !note && (closed || held || conversation.opted_out);
  if (off && held && document.activeElement === text()) {
    toast(say('takenAway', { name: conversation.assignee?.name || say('colleague') }), { kind: 'bad' });
  }
  text().disabled = Boolean(off);
  text().placeholder = note ? say('writeNote') : off ? '' : say('write');
  text().setAttribute('aria-label', note ? say('writeNote') : say('write'));
  $('composer').classList.toggle('noting', note);
  $('composer').classList.toggle('off', Boolean(off));
  $('note').setAttribute('aria-pressed', String(note));
  $('send').disabled = text().disabled || !text().value.trim();
  $('assist').hidden = Boolean(off) || note;
  $('template').hidden = !closed || note || conversation.opted_out;
  setText($('window'), note ? say('noteHint') : windowWords(conversation, left, held));
  $('window').dataset.state = off ? (held ? 'held' : 'off') : left !== null && left < HOUR ? 'soon' : 'open';
}

function windowWords(conversation, left, held) {
  if (conversation.opted_out) {
    return say('optedOut');
  }
  if (held) {
    return say('heldHint', { name: conversation.assignee?.name || say('colleague') });
  }
  if (left === null) {
    return '';
  }
  return left <= 0 ? say('windowClosed', { when: when(conversation.window_closes_at) }) : say('windowOpen', { span: span(left) });
}

async function chooseTemplate() {
  try {
    const [templates] = await Promise.all([import('./screens/templates.js'), speakMore()]);
    await templates.choose(state.selected());
  } catch {
    toast(say('noConnectionAction'), { kind: 'bad' });
  }
}

/* ---- canned replies: their part is loaded once the page stands ---- */

function suggest() {
  canned?.suggest(note ? '' : text().value, (words, from = words.length, to = from) => {
    text().value = words;
    typed();
    focus();
    text().setSelectionRange(from, to);
  });
}

function walk(event) {
  const choices = [...$('canned').querySelectorAll('button')];
  const at = choices.indexOf(document.activeElement);
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const to = at + (event.key === 'ArrowDown' ? 1 : -1);
    (choices[to] ?? text()).focus();
  }
  if (event.key === 'Escape') {
    event.stopPropagation();
    text().focus();
  }
}
