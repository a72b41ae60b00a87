// The page's only way to the server. Every failure is an `ApiError`, so that whoever asks can say what happened.

class ApiError extends Error {
  /** @param status 0 when there is no connection */
  constructor(status, body) {
    super(body?.message ?? `HTTP ${status}`);
    this.status = status;
    this.body = body ?? {};
  }

  /** Whether a repeat may help. */
  get passes() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

const listeners = { online: () => {}, loggedOut: () => {}, otherPerson: () => {} };
let csrf = null;
let renewal = null;
let person = null;

export function on(event, listener) {
  listeners[event] = listener;
}

/** Whose session it is, and the token that comes with it and goes with every change. */
export function useSession(answer) {
  csrf = answer.csrf;
  person = answer.person.id;
}

/** Asks who is logged in: another tab of this browser may have begun a new session. True when it is the same person. */
export async function isSamePerson() {
  renewal ??= me().finally(() => { renewal = null; });
  const answer = await renewal;
  if (person && answer.person.id !== person) {
    listeners.otherPerson(answer.person);
    return false;
  }
  csrf = answer.csrf;
  return true;
}

/** @throws ApiError */
export async function ask(method, path, body, options = {}) {
  try {
    return await askOnce(method, path, body, options);
  } catch (error) {
    if (error.body.error === 'csrf' && !options.quiet && await isSamePerson()) {
      return askOnce(method, path, body, options);
    }
    throw error;
  }
}

async function askOnce(method, path, body, { key, quiet = false, headers: more = {} } = {}) {
  const headers = { Accept: 'application/json', ...more };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (key) {
    headers['Idempotency-Key'] = key;
  }
  if (csrf && method !== 'GET') {
    headers['X-CSRF-Token'] = csrf;
  }
  let response;
  try {
    response = await fetch(`/api/v1${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    listeners.online(false);
    throw new ApiError(0);
  }
  listeners.online(true);
  const text = await response.text();
  const read = json(text);
  if (!response.ok) {
    if (response.status === 401 && !quiet) {
      listeners.loggedOut();
    }
    throw new ApiError(response.status, read);
  }
  return read;
}

function json(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return given.length ? `?${new URLSearchParams(given)}` : '';
}

export const me = () => ask('GET', '/me', undefined, { quiet: true });
export const logIn = credentials => ask('POST', '/login', credentials, { quiet: true });
export const logOut = everywhere => ask('POST', everywhere ? '/logout-everywhere' : '/logout');
export const checkLink = (kind, token) => ask('POST', `/${kind}/check`, { token }, { quiet: true });
export const useLink = (kind, answer) => ask('POST', kind === 'setup' ? '/setup' : '/invitations/accept', answer, { quiet: true });

const at = id => `/conversations/${encodeURIComponent(id)}`;

export const conversations = parameters => ask('GET', `/conversations${query(parameters)}`);
export const conversation = id => ask('GET', at(id));
export const messages = (id, parameters) => ask('GET', `${at(id)}/messages${query(parameters)}`);
export const send = (id, message, key) => ask('POST', `${at(id)}/messages`, message, { key });
export const note = (id, text, key) => ask('POST', `${at(id)}/notes`, { text }, { key });
export const take = id => ask('POST', `${at(id)}/take`);
export const assign = (id, agent) => ask('POST', `${at(id)}/assign`, { agent });
export const giveBack = id => ask('POST', `${at(id)}/give-back`);
export const close = id => ask('POST', `${at(id)}/close`);
export const read = id => ask('POST', `${at(id)}/read`);
export const typing = id => ask('POST', `${at(id)}/typing`);
export const label = (id, labels) => ask('PUT', `${at(id)}/labels`, { labels });
export const erase = id => ask('DELETE', `/users/${encodeURIComponent(id)}`);
export const exportAt = (id, format) => `/api/v1${at(id)}/export?format=${format}`;
export const assist = (id, what, body) => ask('POST', `${at(id)}/${what}`, body);

/** A list that this server may not have: then it is empty. */
export async function optional(path) {
  try {
    return (await ask('GET', path)).items ?? [];
  } catch (error) {
    if (error.status === 404 || error.status === 403) {
      return [];
    }
    throw error;
  }
}
