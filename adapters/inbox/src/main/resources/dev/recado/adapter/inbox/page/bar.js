// Above the composer: who has the conversation, and what can be done about it.
import * as actions from './actions.js';
import { pick } from './dialogs.js';
import { $, button, setText } from './dom.js';
import * as state from './state.js';
import { say, span } from './texts.js';

/** Only a supervisor gives conversations to others, or takes them away. */
const mayAssign = () => state.now.me.role !== 'agent';

const ACTIONS = {
  bot: [['takeOver', 'hand', actions.take, 'strong']],
  waiting: [['takeIt', 'hand', actions.take, 'strong']],
  closed: [['takeOver', 'hand', actions.take, 'quiet']],
  mine: [['giveBack', 'bot', actions.giveBack, 'quiet'], ['close', 'done', actions.close, 'quiet']],
  other: [['takeFrom', 'hand', actions.takeFrom, 'quiet', mayAssign]],
};

const allowed = holder => ACTIONS[holder].filter(([, , , , may]) => !may || may());

export function render() {
  const conversation = state.selected();
  const bar = $('bar');
  bar.hidden = !conversation;
  if (!conversation) {
    return;
  }
  const holder = state.holder(conversation);
  const name = conversation.assignee?.name || say('colleague');
  setText($('bar-words'), words(conversation, holder, name));
  const assignable = mayAssign() && state.now.agents.length > 1 && holder !== 'closed';
  const signature = [conversation.id, holder, name, assignable].join('\n');
  if (bar.dataset.shown === signature) {
    return;
  }
  const focused = $('bar-actions').contains(document.activeElement);
  bar.dataset.shown = signature;
  bar.dataset.holder = holder;
  $('bar-actions').replaceChildren(...allowed(holder).map(([key, sign, act, kind]) =>
    button(say(key, { name }), { sign, kind, 'data-testid': `do-${key}`, click: () => act(conversation.id) })),
  ...(assignable ? [button(say('assign'), { sign: 'person', kind: 'quiet', quiet: true, 'data-testid': 'do-assign', click: () => assign(conversation) })] : []));
  if (focused) {
    $('bar-actions').firstElementChild?.focus();
  }
}

function words(conversation, holder, name) {
  switch (holder) {
    case 'waiting': {
      const waited = conversation.waiting_since ? span(Date.now() - Date.parse(conversation.waiting_since)) : '';
      return [state.isUrgent(conversation) && say('urgentWords'), say('barWaiting', { span: waited }), reason(conversation.handoff)].filter(Boolean).join(' ');
    }
    case 'other': return say('barOther', { name });
    default: return say({ bot: 'barBot', mine: 'barMine', closed: 'barClosed' }[holder]);
  }
}

/** What the request is about, in the user's or the model's words; an urgent one names an entry of the curated answers instead. */
const reason = handoff => (handoff && handoff.by !== 'urgent' ? handoff.reason : '');

/** Gives the conversation to somebody. */
function assign(conversation) {
  pick(say('assignTitle'), state.now.agents.map(agent => ({ label: agent.id === state.now.me.id ? say('you') : agent.name || agent.id, value: agent })),
    agent => actions.assign(conversation.id, agent));
}

/** What a key of the keyboard does, where the state allows it. */
export function press(key) {
  const conversation = state.selected();
  const holder = conversation && state.holder(conversation);
  const names = { t: ['takeOver', 'takeIt', 'takeFrom'], g: ['giveBack'], e: ['close'] }[key];
  const found = holder && allowed(holder).find(([name]) => names.includes(name));
  if (found) {
    found[2](conversation.id);
  }
}

