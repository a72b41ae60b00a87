// What a person does with a conversation. Each shows at once, and takes itself back in words when the server says no.
import * as api from './api.js';
import * as drafts from './drafts.js';
import * as state from './state.js';
import { say } from './texts.js';
import { toast } from './toasts.js';

const person = ({ id, name }) => ({ id, name });
const mine = () => ({ status: 'human', assignee: state.now.me, waiting_since: null });

/** Changes who has the conversation; true when it is so. */
async function change(id, shown, ask) {
  const back = state.pretend(id, shown);
  try {
    const answer = await ask(id);
    if (answer?.id && !isOlder(answer)) {
      state.put(answer);
    }
    return true;
  } catch (error) {
    back();
    if (error.body?.assignee) {
      heldBy(id, error.body.assignee);
    } else {
      toast(reason(error), { kind: 'bad' });
    }
    return false;
  }
}

/** Whether more is known by now than an answer that comes late. */
const isOlder = ({ id, updated_at: at }) => at < state.conversations.get(id)?.updated_at;

export function reason(error) {
  if (error.status === 0) {
    return say('noConnectionAction');
  }
  return error.status === 503 ? say('storeGone') : error.status === 403 ? say('notAllowed') : say('serverRefused', { reason: error.message });
}

/** Somebody else was first. What was written meanwhile is not lost: it is a draft again, a note as a note. */
export function heldBy(id, assignee, refused) {
  state.pretend(id, { status: 'human', assignee });
  if (refused) {
    drafts.giveBack(id, refused);
    document.dispatchEvent(new CustomEvent('draft', { detail: id }));
  }
  toast(say('heldBy', { name: assignee.name || say('colleague') }), { kind: 'bad' });
}

/** A note that the server does not take is a note's draft again. */
export function noteRefused(entry, error) {
  drafts.giveBack(entry.conversation, entry);
  document.dispatchEvent(new CustomEvent('draft', { detail: entry.conversation }));
  toast(reason(error), { kind: 'bad' });
}

export const take = id => change(id, mine(), api.take);
export const takeFrom = id => change(id, mine(), () => api.assign(id, person(state.now.me)));
export const assign = (id, agent) => change(id, { status: 'human', assignee: agent, waiting_since: null }, () => api.assign(id, person(agent)));

export async function giveBack(id) {
  if (await change(id, { status: 'open', assignee: null, waiting_since: null }, api.giveBack)) {
    toast(say('gaveBack'), { undo: () => take(id) });
  }
}

export async function close(id) {
  if (await change(id, { status: 'closed', assignee: null, waiting_since: null }, api.close)) {
    toast(say('closedIt'), { undo: () => take(id) });
  }
}

export function label(id, labels) {
  return change(id, { labels }, () => api.label(id, labels));
}
