// What the page knows: messages by SID, who is being typed to, who is looked at. Tells its listeners when that changed.

const PATIENCE = 20_000;
const messages = new Map();
const typing = new Map();
const listeners = new Set();
let queued = false;

export const now = { user: 'whatsapp:+15550100001', selected: null, bot: 'Recado', online: null };

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
  const known = new Set(snapshot.messages.map(message => message.sid));
  [...messages.keys()].filter(sid => !known.has(sid)).forEach(sid => messages.delete(sid));
  snapshot.messages.forEach(keep);
  changed();
}

export function put(json) {
  const message = keep(json);
  if (!message.mine) {
    stopTyping(message.user);
  } else if (message.status === 'received') {
    setTimeout(changed, PATIENCE + 50);
  }
  changed();
}

export function drop(sid) {
  messages.delete(sid);
  changed();
}

export function type(user, ms) {
  clearTimeout(typing.get(user));
  typing.set(user, setTimeout(() => {
    stopTyping(user);
    changed();
  }, ms));
  changed();
}

export function isTyping(user) {
  return typing.has(user);
}

/** Recado has the newest message and has not answered it yet: it is at work, whether it says that it types or not. */
export function isThinking(user) {
  const newest = last(user);
  return Boolean(newest?.mine && newest.status === 'received' && Date.now() - Date.parse(newest.updated) < PATIENCE);
}

export function find(sid) {
  return messages.get(sid);
}

export function chat(user) {
  return [...messages.values()]
    .filter(message => message.user === user)
    .sort((a, b) => a.created.localeCompare(b.created));
}

/** Everybody who ever wrote or was written to, with the name they gave. */
export function strangers() {
  const found = new Map();
  for (const message of messages.values()) {
    found.set(message.user, message.form.get('ProfileName') ?? found.get(message.user));
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

function stopTyping(user) {
  clearTimeout(typing.get(user));
  typing.delete(user);
}

function keep(json) {
  const form = new URLSearchParams(json.form);
  const mine = json.direction === 'inbound';
  const message = { ...json, form, mine, user: mine ? json.from : json.to, kind: kindOf(form), text: form.get('Body') ?? '' };
  messages.set(json.sid, message);
  return message;
}

function kindOf(form) {
  const type = form.get('MediaContentType0') ?? '';
  if (form.get('MessageType') === 'reaction') {
    return 'reaction';
  }
  if (form.has('Latitude')) {
    return 'location';
  }
  if (type.startsWith('audio/')) {
    return 'voice';
  }
  if (type.startsWith('image/')) {
    return 'image';
  }
  if (type) {
    return 'file';
  }
  return form.has('ButtonText') ? 'button' : 'text';
}
