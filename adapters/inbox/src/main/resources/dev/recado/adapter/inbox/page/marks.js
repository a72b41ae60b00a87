// WhatsApp's marks as elements: *bold* _italic_ ~strike~ `code` ```block``` lists, quotes, links. A text becomes text nodes only.
import { h } from './dom.js';

const MARK = { '*': 'strong', _: 'em', '~': 's' };
const LINK = /https?:\/\/[^\s<>"']+/u;
const CODE = /`([^`\n]+)`/u;
const STYLED = /(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/u;
const BULLET = /^\s*[-*•] (.+)$/u;
const NUMBER = /^\s*(\d{1,3})\. (.+)$/u;
const QUOTE = /^> ?(.*)$/u;

export function formatted(text) {
  return text.split(/```\n?([\s\S]*?)\n?```/u).flatMap((part, i) => {
    if (i % 2 === 1) {
      return [h('pre', {}, part)];
    }
    return part ? lines(i > 0 ? part.replace(/^\n/u, '') : part) : [];
  });
}

/** Whether the text looks different on the phone. */
export function hasMarks(text) {
  return text.includes('```') || [CODE, STYLED].some(mark => mark.test(text)) || text.split('\n').some(line => QUOTE.test(line));
}

function lines(text) {
  const nodes = [];
  let open = null;
  const into = (tag, attributes = {}) => {
    if (open?.localName !== tag) {
      open = h(tag, attributes);
      nodes.push(open);
    }
    return open;
  };
  for (const line of text.split('\n')) {
    const bullet = BULLET.exec(line);
    const number = NUMBER.exec(line);
    const quote = QUOTE.exec(line);
    if (bullet) {
      into('ul').append(h('li', {}, inline(bullet[1])));
    } else if (number) {
      into('ol', { start: number[1] }).append(h('li', {}, inline(number[2])));
    } else if (line.trim() === '') {
      open = null;
    } else {
      const block = into(quote ? 'blockquote' : 'p');
      block.append(...(block.childNodes.length ? [h('br')] : []), ...inline(quote ? quote[1] : line));
    }
  }
  return nodes;
}

function inline(text) {
  const found = [CODE, LINK, STYLED].map(each => each.exec(text)).filter(Boolean).sort((a, b) => a.index - b.index)[0];
  if (!found) {
    return text ? [text] : [];
  }
  let taken = found[0];
  let node;
  if (taken.startsWith('`')) {
    node = h('code', {}, found[1]);
  } else if (MARK[found[1]]) {
    node = h(MARK[found[1]], {}, inline(found[2]));
  } else {
    taken = taken.replace(/[.,;:!?)\]*_~]+$/u, '');
    node = h('a', { href: taken, target: '_blank', rel: 'noopener noreferrer' }, taken);
  }
  const before = text.slice(0, found.index);
  return [...(before ? [before] : []), node, ...inline(text.slice(found.index + taken.length))];
}

/** The text without its marks, on one line. */
export function plain(text) {
  return text.replace(/```/gu, '').replace(/(?<![\p{L}\p{N}])([*_~`])(\S[^\n]*?\S|\S)\1(?![\p{L}\p{N}])/gu, '$2').replace(/\s+/gu, ' ').trim();
}
