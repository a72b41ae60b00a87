// Shows the description of the API, and sends requests to try it. Everything is written as text, never as markup.
const api = await (await fetch('/openapi.json')).json();
const METHODS = ['get', 'post', 'put', 'delete'];
const MOST_NESTED = 6;

function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== null && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

function resolved(thing) {
  return thing?.$ref ? thing.$ref.slice(2).split('/').reduce((at, name) => at[name], api) : thing ?? {};
}

/** A value of the schema, with the words of the description in place of texts. */
function example(schema, depth = 0) {
  // A schema may be true: any value.
  const at = typeof schema === 'boolean' ? {} : resolved(schema);
  if (depth > MOST_NESTED) {
    return '…';
  }
  if ('const' in at) {
    return at.const;
  }
  if (at.enum) {
    return at.enum.join(' | ');
  }
  if (at.anyOf) {
    return example(at.anyOf[0], depth);
  }
  switch (Array.isArray(at.type) ? at.type[0] : at.type) {
    case 'object': {
      const fields = Object.entries(at.properties ?? {}).map(([name, field]) => [name, example(field, depth + 1)]);
      return fields.length || !at.additionalProperties ? Object.fromEntries(fields) : { '…': example(at.additionalProperties, depth + 1) };
    }
    case 'array': return [example(at.items, depth + 1)];
    case 'integer': case 'number': return at.default ?? 1;
    case 'boolean': return true;
    case 'null': return null;
    default: return at.format === 'date-time' ? '2026-11-21T12:00:00Z' : at.description ?? '…';
  }
}

const pretty = value => JSON.stringify(value, null, 2);

function bodyOf(part) {
  const [type, content] = Object.entries(part?.content ?? {})[0] ?? [];
  return type ? { type, schema: content.schema } : null;
}

function field(parameter, inputs) {
  const at = resolved(parameter);
  const input = at.schema.enum
    ? h('select', {}, h('option', { value: '' }, ''), ...at.schema.enum.map(value => h('option', { value }, value)))
    : h('input', { type: 'text', placeholder: at.description ?? '' });
  inputs.push({ at, input });
  return h('label', { class: 'field' }, h('span', {}, at.name, at.required ? ' *' : '', h('span', { class: 'note' }, ` (${at.in})`)), input);
}

function answer(status, response) {
  const at = resolved(response);
  const body = bodyOf(at);
  const shown = body?.type === 'application/json' ? h('pre', {}, pretty(example(body.schema))) : null;
  return h('details', {}, h('summary', {}, `${status} · ${at.description}`), shown);
}

async function csrf() {
  const me = await fetch('/api/v1/me');
  return me.ok ? (await me.json()).csrf : null;
}

async function send(method, path, inputs, body) {
  const query = new URLSearchParams();
  const headers = {};
  let url = path;
  for (const { at, input } of inputs) {
    if (at.in === 'path') {
      url = url.replace(`{${at.name}}`, encodeURIComponent(input.value));
    } else if (input.value && at.in === 'query') {
      query.set(at.name, input.value);
    } else if (input.value) {
      headers[at.name] = input.value;
    }
  }
  const token = document.getElementById('token').value.trim();
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  } else if (method !== 'get') {
    const found = await csrf();
    if (found) {
      headers['X-CSRF-Token'] = found;
    }
  }
  if (body) {
    headers['Content-Type'] = body.type;
  }
  const response = await fetch(url + (query.size ? `?${query}` : ''), { method: method.toUpperCase(), headers, body: body?.text });
  const text = response.headers.get('Content-Type')?.startsWith('text/event-stream') ? '(a stream)' : await response.text();
  try {
    return `${response.status}\n${pretty(JSON.parse(text))}`;
  } catch {
    return `${response.status}\n${text}`;
  }
}

function tryIt(method, path, operation) {
  const inputs = [];
  const fields = (operation.parameters ?? []).map(parameter => field(parameter, inputs));
  const body = bodyOf(operation.requestBody);
  const text = body ? h('textarea', { 'aria-label': 'body', spellcheck: 'false' }) : null;
  if (text) {
    text.value = body.type === 'application/json' ? pretty(example(body.schema)) : '';
  }
  const result = h('pre', { hidden: true, 'aria-live': 'polite' });
  const button = h('button', { type: 'button', click: async () => {
    result.hidden = false;
    result.textContent = '…';
    try {
      result.textContent = await send(method, path, inputs, text?.value ? { type: body.type, text: text.value } : null);
    } catch (e) {
      result.textContent = String(e);
    }
  } }, 'Send');
  return h('div', {}, h('h3', {}, 'Try it'), ...fields, text, button, result);
}

function route(method, path, operation) {
  const shown = h('details', { class: 'route', 'data-words': `${method} ${path} ${operation.summary}`.toLowerCase() },
    h('summary', {}, h('span', { class: `method ${method}` }, method.toUpperCase()), h('span', { class: 'path' }, path), ' ',
      h('span', { class: 'summary' }, operation.summary)));
  shown.addEventListener('toggle', () => {
    if (shown.open && shown.children.length === 1) {
      shown.append(h('div', {},
        operation.description ? h('p', {}, operation.description) : null,
        tryIt(method, path, operation),
        h('h3', {}, 'Answers'),
        ...Object.entries(operation.responses).map(([status, response]) => answer(status, response))));
    }
  });
  return shown;
}

const sections = api.tags.map(({ name }) => h('section', {}, h('h2', {}, name),
  ...Object.entries(api.paths).flatMap(([path, operations]) => METHODS
    .filter(method => operations[method]?.tags.includes(name))
    .map(method => route(method, path, operations[method])))));
document.getElementById('about').textContent = api.info.description;
document.getElementById('routes').replaceChildren(...sections);
document.getElementById('filter').addEventListener('input', event => {
  const words = event.target.value.toLowerCase().split(/\s+/);
  for (const shown of document.querySelectorAll('.route')) {
    shown.hidden = !words.every(word => shown.dataset.words.includes(word));
  }
});
