// Small things to build the page with. Text only ever becomes text nodes.

export const $ = id => document.getElementById(id);

/** An element with attributes (functions become listeners; null, undefined and false are left out) and children. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  children.flat(2).filter(child => child !== null && child !== undefined && child !== false && child !== '').forEach(child => element.append(child));
  return element;
}

const PATHS = {
  again: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4v5h-5',
  back: 'M15 5l-7 7 7 7',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15ZM10 21h4',
  bot: 'M7 8.5h10a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-6.5a2 2 0 0 1 2-2ZM12 8.5V5M9.5 13v1M14.5 13v1',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 8v4l2.5 2',
  close: 'M6 6l12 12M18 6 6 18',
  done: 'M5 12.5 10 17.5 19 7',
  down: 'M6 9l6 6 6-6',
  file: 'M7 3.5h7l4 4V20a.5.5 0 0 1-.5.5h-10A.5.5 0 0 1 7 20ZM14 3.5V8h4',
  hand: 'M9 11.5V5.8a1.3 1.3 0 0 1 2.6 0V10M11.6 10V4.6a1.3 1.3 0 0 1 2.6 0V10.5M14.2 10.5V6.3a1.3 1.3 0 0 1 2.6 0V14a6 6 0 0 1-6 6.5c-2.4 0-4-1-5.2-3L4 13.6a1.3 1.3 0 0 1 2.2-1.4L9 15',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.8h.01',
  label: 'M4 5.5A1.5 1.5 0 0 1 5.5 4H12l8 8-7.5 7.5L4 11.5ZM8.2 8.2h.01',
  menu: 'M5 7h14M5 12h14M5 17h14',
  note: 'M5 4.5h14v10l-5 5H5ZM14 19.5v-5h5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5a7.5 7.5 0 0 1 15 0',
  pin: 'M12 21s-7-6.2-7-11.5a7 7 0 0 1 14 0C19 14.8 12 21 12 21ZM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM20 20l-4-4',
  send: 'M4 12 20 4.5 14.5 20l-3-6.5ZM11.5 13.5 20 4.5',
  spark: 'M11 4l1.7 5.3L18 11l-5.3 1.7L11 18l-1.7-5.3L4 11l5.3-1.7ZM18.5 15.5v5M16 18h5',
  tick: 'M5 12.5 10 17.5 19 7',
  ticks: 'M1.5 12.5 6.5 17.5 15.5 7M10.5 16 12 17.5 21.5 7',
  undo: 'M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3',
  warn: 'M12 8v5M12 16.5h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
};

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** A text part of the screen: replaced only when it changed, so that assistive technology is not told twice. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A button with a sign; its words are shown, or only read aloud when `quiet`. */
export function button(words, { sign, kind = 'quiet', quiet = false, ...attributes } = {}) {
  return h('button', { type: 'button', class: quiet ? `${kind} round` : kind, title: quiet ? words : null, 'aria-label': quiet ? words : null, ...attributes },
    sign ? icon(sign) : null, quiet ? null : h('span', {}, words));
}

/** Brings the children of `parent` into this order, without touching those that stay. */
export function arrange(parent, wanted) {
  const keep = new Set(wanted);
  [...parent.children].filter(child => !keep.has(child)).forEach(child => child.remove());
  wanted.forEach((child, i) => {
    if (parent.children[i] !== child) {
      parent.insertBefore(child, parent.children[i] ?? null);
    }
  });
}

const COLOURS = 8;

/** A round picture with somebody's initials. */
export function avatar(name, id, kind = '') {
  const letters = [...name].some(c => /\p{L}/u.test(c))
    ? name.split(/\s+/u).map(word => [...word].find(c => /\p{L}/u.test(c))).filter(Boolean)
    : [];
  const shown = letters.length ? (letters[0] + (letters.length > 1 ? letters.at(-1) : '')).toUpperCase() : null;
  const colour = [...id].reduce((sum, c) => (sum * 31 + c.codePointAt(0)) % 9973, 7) % COLOURS;
  return h('span', { class: `avatar c${colour} ${kind}`, 'aria-hidden': 'true' }, shown ?? icon('person'));
}
