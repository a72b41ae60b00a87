// What the page knows: messages by SID, who is being typed to, who is looked at, which provider each person writes by. Tells its
// listeners when that changed.

const PATIENCE = 20_000;
const messages = new Map();
const typing = new Map();
const KEPT = 'recado.providers';
const listeners = new Set();
const chosen = new Map(Object.entries(read()));
let queued = false;

export const now = { user: '+15550100001', selected: null, bot: 'Recado', providers: ['twilio'], online: null };

export function onChange(listener) {
  listeners.add(listener);
}

/** Many changes in one frame are told once. */
export function changed() {
  if (!queued) {
    queued = true;
    setTimeout(() => {
      queued = false;
      listeners.forEach(listener => listener());
    }, 16);
  }
}

export function load(snapshot) {
  now.bot = snapshot.bot;
  now.providers = snapshot.providers.map(provider => provider.id);
  const known = new Set(snapshot.messages.map(message => message.sid));
  [...messages.keys()].filter(sid => !known.has(sid)).forEach(sid => messages.delete(sid));
  snapshot.messages.forEach(keep);
  changed();
}

export function put(json) {
  const message = keep(json);
  if (!message.mine) {
    stopTyping(message.user, message.provider);
  } else if (message.status === 'received') {
    setTimeout(changed, PATIENCE + 50);
  }
  changed();
}

export function drop(sid) {
  messages.delete(sid);
  changed();
}

export function type(user, provider, ms) {
  stopTyping(user, provider);
  typing.set(`${provider} ${user}`, setTimeout(() => {
    stopTyping(user, provider);
    changed();
  }, ms));
  changed();
}

export function isTyping(user) {
  return typing.has(`${providerOf(user)} ${user}`);
}

/** The provider that a person writes by. */
export function providerOf(user) {
  const provider = chosen.get(user);
  return now.providers.includes(provider) ? provider : now.providers[0];
}

export function choose(user, provider) {
  chosen.set(user, provider);
  localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(chosen)));
  changed();
}

/** Recado has the newest message and has not answered it yet: it is at work, whether it says that it types or not. */
export function isThinking(user) {
  const newest = last(user);
  return Boolean(newest?.mine && newest.status === 'received' && Date.now() - Date.parse(newest.updated) < PATIENCE);
}

export function find(sid) {
  return messages.get(sid);
}

/** What passed between a person and Recado by the provider that the person writes by. */
export function chat(user) {
  const provider = providerOf(user);
  return [...messages.values()]
    .filter(message => message.user === user && message.provider === provider)
    .sort((a, b) => a.created.localeCompare(b.created));
}

/** Everybody who ever wrote or was written to, with the name they gave. */
export function strangers() {
  const found = new Map();
  for (const message of messages.values()) {
    found.set(message.user, message.details.name ?? found.get(message.user));
  }
  return found;
}

export function last(user) {
  return chat(user).filter(message => message.kind !== 'reaction').at(-1);
}

export function unread(user) {
  return chat(user).filter(message => !message.mine && ['queued', 'sent', 'delivered'].includes(message.status)).length;
}

/** The messages that followed a user's message, up to the user's next one after the first answer. */
export function answersTo(message) {
  const all = chat(message.user);
  const found = [];
  for (const each of all.slice(all.indexOf(message) + 1)) {
    if (each.mine && found.length) {
      break;
    }
    if (!each.mine) {
      found.push(each);
    }
  }
  return found.slice(0, 12);
}

/** The user's message that a message of the bot's answers. */
export function answered(message) {
  const all = chat(message.user);
  return all.slice(0, all.indexOf(message)).reverse().find(each => each.mine);
}

function stopTyping(user, provider) {
  clearTimeout(typing.get(`${provider} ${user}`));
  typing.delete(`${provider} ${user}`);
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}');
  } catch {
    return {};
  }
}

function keep(json) {
  const message = { ...json, mine: json.direction === 'inbound' };
  messages.set(json.sid, message);
  return message;
}
