// The page's only way to the server.

async function ask(method, path, body) {
  const answer = await fetch(`/simulator${path}`, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(text || `HTTP ${answer.status}`);
  }
  return JSON.parse(text);
}

export const chats = () => ask('GET', '/chats');
export const send = message => ask('POST', '/messages', message);
export const sendAgain = sid => ask('POST', `/messages/${encodeURIComponent(sid)}/again`);
export const seen = (user, provider) => ask('POST', '/seen', { user, provider });
export const traffic = sid => ask('GET', `/messages/${encodeURIComponent(sid)}/traffic`);

/** Follows the events for as long as the page lives; `handlers.up` and `handlers.down` tell how the connection is. */
export function follow(handlers) {
  const source = new EventSource('/simulator/events');
  let silence;
  const alive = () => {
    clearTimeout(silence);
    silence = setTimeout(again, 25_000);
  };
  const again = () => {
    clearTimeout(silence);
    source.close();
    handlers.down();
    setTimeout(() => follow(handlers), 1_000);
  };
  source.onopen = () => {
    alive();
    handlers.up();
  };
  source.onerror = again;
  for (const name of ['message', 'deleted', 'trace', 'typing', 'beat']) {
    source.addEventListener(name, event => {
      alive();
      handlers[name]?.(JSON.parse(event.data));
    });
  }
}
