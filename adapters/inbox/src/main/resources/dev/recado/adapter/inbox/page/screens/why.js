// Why the bot said this: the sources it answered from, and the steps of its turn.
import { h } from '../dom.js';
import { has, language, say, speakMore } from '../texts.js';
import { wrong } from './teach.js';

const SHARES = ['score', 'confidence'];

await speakMore();

export function body(message, box) {
  return h('div', { class: 'why-body' }, sources(message.sources), steps(message.trace ?? []), wrong(message.id, box));
}

function sources(found) {
  return found.length ? h('ul', {}, found.map(source => h('li', {}, h('strong', {}, source)))) : null;
}

/** The steps as they were recorded: their name, and what is known of them. */
function steps(trace) {
  return trace.length ? h('ol', { class: 'steps' }, trace.map(({ step, outcome, ms, ...facts }) => h('li', {},
    h('strong', {}, inWords('step', step)), h('span', {}, inWords('outcome', outcome)),
    Object.entries(facts).map(([name, value]) => h('span', {}, h('b', {}, inWords('fact', name)), ` ${shown(name, value)}`)),
    h('span', { class: 'score' }, `${ms} ms`)))) : null;
}

const inWords = (kind, name) => (has(`${kind}_${name}`) ? say(`${kind}_${name}`) : name.replaceAll('_', ' '));

/** Scores are shares of one. */
function shown(name, value) {
  if (typeof value !== 'number') {
    return value;
  }
  return SHARES.includes(name) ? value.toLocaleString(language, { style: 'percent' }) : value.toLocaleString(language);
}
