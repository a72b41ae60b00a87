// What happened around the selected message, exchange by exchange, as it went over the wire.
import * as api from './api.js';
import { $, h, icon } from './dom.js';
import { plain } from './format.js';
import * as state from './state.js';
import { say } from './words.js';

const TITLES = { WEBHOOK: 'webhook', TYPING: 'typingCall', READ: 'readCall', CREATE: 'create', LOOKUP: 'lookup', DELETE: 'deleteCall' };
const NAMES = { twilio: 'Twilio', meta: 'Meta' };
const TELLING = /^(From|Body|MessageSid|MediaUrl\d*|MediaContentType0|Latitude|Longitude|Label|Button\w+|OriginalRepliedMessageSid|MessageStatus|Error\w+|StatusCallback|channel|messageId)$/u;
const open = new Map();
/** By SID, what was asked for and is not old yet: a promise of its exchanges. */
const asked = new Map();
let actions;
let drawn = '';

export function start(given) {
  actions = given;
}

/** Something happened around `sid`: what was asked of it is old, even what is still on its way. The page draws anew after this. */
export function stale(sid) {
  asked.delete(sid);
}

export function forget() {
  asked.clear();
  drawn = '';
}

export async function render() {
  const message = state.find(state.now.selected);
  if (!message) {
    drawn = '';
    $('traffic-body').replaceChildren(h('div', { class: 'nothing' }, icon('pulse'), h('p', {}, say('choose'))));
    return;
  }
  const related = message.mine ? state.answersTo(message) : [];
  const sids = [message.sid, ...related.map(each => each.sid)];
  const awaited = sids.map(load);
  const exchanges = new Map((await Promise.all(awaited)).map((traces, i) => [sids[i], traces]));
  if (state.now.selected !== message.sid || sids.some((sid, i) => asked.has(sid) && asked.get(sid) !== awaited[i])) {
    return;
  }
  const key = sids.map(sid => `${sid}${exchanges.get(sid).length}${state.find(sid)?.status}`).join();
  if (key !== drawn) {
    drawn = key;
    draw(message, related, exchanges);
  }
}

function load(sid) {
  if (!asked.has(sid)) {
    const traces = api.traffic(sid).then(answer => answer.traces, () => {
      if (asked.get(sid) === traces) {
        asked.delete(sid);
      }
      return [];
    });
    asked.set(sid, traces);
  }
  return asked.get(sid);
}

function draw(message, related, exchanges) {
  const body = $('traffic-body');
  const top = body.scrollTop;
  const own = exchanges.get(message.sid);
  const origin = own[0]?.at ?? message.created;
  const steps = own.map((trace, i) => card(trace, message, i, origin, i === 0));
  for (const each of related) {
    steps.push(heading(each), ...exchanges.get(each.sid).map((trace, i) => card(trace, each, i, origin, false)));
  }
  if (message.mine && !related.length) {
    steps.push(h('p', { class: 'faint waiting' }, say('waiting')));
  }
  const before = message.mine ? null : state.answered(message);
  body.replaceChildren(
    h('div', { class: 'chosen', 'data-sid': message.sid },
      h('span', { class: `side ${message.mine ? 'mine' : 'theirs'}` }, message.mine ? say('you') : state.now.bot),
      h('p', {}, summary(message)), h('code', {}, message.sid)),
    before ? h('button', { type: 'button', class: 'quiet wide before', click: () => actions.select(before.sid) },
      h('span', { class: 'faint' }, say('answersThis')), h('span', { class: 'cut' }, summary(before))) : '',
    h('ol', { class: 'steps' }, steps));
  body.scrollTop = body.dataset.sid === message.sid ? top : 0;
  body.dataset.sid = message.sid;
}

function summary(message) {
  return plain(message.text) || { voice: say('voice'), image: say('image'), location: say('location') }[message.kind] || message.kind;
}

function heading(message) {
  return h('li', { class: 'answer-head' },
    h('button', { type: 'button', class: 'quiet', click: () => actions.select(message.sid) },
      h('span', { class: 'side theirs' }, state.now.bot), h('span', { class: 'cut' }, summary(message))));
}

function card(trace, message, i, origin, first) {
  const key = `${message.sid} ${i}`;
  const provider = NAMES[message.provider];
  const form = new URLSearchParams(trace.kind === 'LOOKUP' || isJson(trace.request) ? '' : trace.request.body);
  const ours = trace.kind === 'WEBHOOK' || trace.kind === 'CALLBACK';
  const status = trace.response?.status;
  const well = status >= 200 && status < 300;
  const offset = new Date(trace.at) - new Date(origin);
  const details = h('details', { open: open.get(key) ?? first, 'data-testid': `trace-${trace.kind.toLowerCase()}` },
    h('summary', {},
      h('span', { class: `way ${ours ? 'in' : 'out'}`, title: ours ? `${provider} → Recado` : `Recado → ${provider}` }, ours ? '→' : '←'),
      h('span', { class: 'what' },
        h('strong', {}, trace.kind === 'CALLBACK' ? say('callback', stateWord(form.get('MessageStatus') ?? statusOf(trace, message.sid))) : say(TITLES[trace.kind])),
        h('code', {}, `${trace.request.method} ${path(trace.request.url)}`)),
      h('span', { class: 'facts' },
        h('span', { class: `pill ${well ? 'good' : 'bad'}`, 'data-testid': 'trace-status' }, status ?? say('noAnswer')),
        h('small', {}, `${trace.ms} ms`), h('small', { class: 'faint' }, offset > 0 ? `+${(offset / 1000).toFixed(2)} s` : '0 s'))),
    h('div', { class: 'inside' }, ...inside(trace, form, message.provider)));
  details.addEventListener('toggle', () => open.set(key, details.open));
  return h('li', { class: `step ${ours ? 'in' : 'out'}` }, details);
}

/** How far a message got, as one of Meta's status webhooks says. */
function statusOf(trace, sid) {
  try {
    return JSON.parse(trace.request.body).entry.flatMap(entry => entry.changes).flatMap(change => change.value.statuses ?? [])
      .find(status => status.id === sid)?.status;
  } catch {
    return undefined;
  }
}

function inside(trace, form, provider) {
  const parts = [];
  if ([...form].length) {
    parts.push(h('h4', {}, say('decoded')), ...parameters([...form]));
  } else if (isJson(trace.request)) {
    parts.push(h('h4', {}, say('decoded')), code(pretty(trace.request.body)));
  }
  if (trace.response) {
    const body = pretty(trace.response.body);
    const type = header(trace.response, 'content-type');
    parts.push(h('h4', {}, say('answer')), code(`${trace.response.status}${type ? ` · ${type}` : ''}${body ? `\n${body}` : ''}`, 'answer'));
    if (trace.kind === 'WEBHOOK' && /<Response\s*\/>|<Response><\/Response>/u.test(body)) {
      parts.push(h('p', { class: 'aside' }, say('twimlEmpty')));
    }
  } else {
    parts.push(h('p', { class: 'aside bad' }, `${say('noAnswer')}: ${trace.failure}`));
  }
  const signed = trace.kind === 'WEBHOOK' || trace.kind === 'CALLBACK';
  parts.push(h('details', { class: 'raw' }, h('summary', {}, say('rawRequest')), code(raw(trace), 'raw'),
    signed ? h('p', { class: 'aside' }, say(`signedNote_${provider}`)) : null));
  return parts;
}

/** The parameters that tell most, and all of them a click away. */
function parameters(all) {
  const telling = all.filter(([name, value]) => TELLING.test(name) && value !== '');
  return all.length <= 8 ? [table(all)]
    : [table(telling), h('details', { class: 'raw' }, h('summary', {}, say('allParameters', all.length)), table(all))];
}

/** The exchange as it went over the wire, headers and all. */
function raw({ request, response }) {
  const asked = `${request.method} ${path(request.url)} HTTP/1.1\n${headers(request.headers)}${request.body ? `\n\n${request.body}` : ''}`;
  return response ? `${asked}\n\n\nHTTP/1.1 ${response.status}\n${headers(response.headers)}${response.body ? `\n\n${response.body}` : ''}` : asked;
}

function header(message, name) {
  return Object.entries(message.headers).find(([each]) => each.toLowerCase() === name)?.[1];
}

function table(pairs) {
  return h('table', {}, h('tbody', {}, pairs.map(([name, value]) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, value === '' ? '∅' : value)))));
}

function code(text, name) {
  return h('pre', { class: 'code', tabindex: '0', 'data-testid': name ? `trace-${name}` : null }, text);
}

function headers(all) {
  return Object.entries(all).map(([name, value]) => `${name}: ${value}`).join('\n');
}

function isJson(request) {
  return /json/u.test(header(request, 'content-type') ?? '');
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function path(url) {
  return url.replace(/^https?:\/\/[^/]+/u, '');
}

function stateWord(status) {
  return say(`st_${status}`) ?? status;
}
