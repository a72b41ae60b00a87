// WhatsApp's marks as elements: *bold* _italic_ ~strike~ `code` ```block``` lists, quotes, links. Never by innerHTML.
import { h } from './dom.js';

const MARK = { '*': 'strong', _: 'em', '~': 's' };
const LINK = /https?:\/\/[^\s<>"']+/u;
const CODE = /`([^`\n]+)`/u;
const STYLED = /(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/u;

export function formatted(text) {
  const nodes = [];
  const blocks = text.split(/```\n?([\s\S]*?)\n?```/u);
  blocks.forEach((part, i) => {
    if (i % 2 === 1) {
      nodes.push(h('pre', { class: 'block' }, part));
    } else if (part) {
      nodes.push(...lines(i > 0 ? part.replace(/^\n/u, '') : part));
    }
  });
  return nodes;
}

function lines(text) {
  const nodes = [];
  let list = null;
  let loose = [];
  const flush = () => {
    if (loose.length) {
      nodes.push(h('p', {}, loose.flatMap((line, i) => (i ? [h('br'), ...inline(line)] : inline(line)))));
      loose = [];
    }
  };
  for (const line of text.split('\n')) {
    const bullet = /^\s*[-*•] (.+)$/u.exec(line);
    const number = /^\s*(\d{1,3})\. (.+)$/u.exec(line);
    const quote = /^> ?(.*)$/u.exec(line);
    if (bullet || number) {
      flush();
      const tag = bullet ? 'ul' : 'ol';
      if (!list || list.localName !== tag) {
        list = h(tag, number ? { start: number[1] } : {});
        nodes.push(list);
      }
      list.append(h('li', {}, inline(bullet ? bullet[1] : number[2])));
      continue;
    }
    list = null;
    if (quote) {
      flush();
      const last = nodes.at(-1);
      if (last?.localName === 'blockquote') {
        last.append(h('br'), ...inline(quote[1]));
      } else {
        nodes.push(h('blockquote', {}, inline(quote[1])));
      }
    } else if (line.trim() === '') {
      flush();
    } else {
      loose.push(line);
    }
  }
  flush();
  return nodes;
}

function inline(text) {
  const found = [CODE.exec(text), LINK.exec(text), STYLED.exec(text)].filter(Boolean).sort((a, b) => a.index - b.index)[0];
  if (!found) {
    return text ? [text] : [];
  }
  const before = text.slice(0, found.index);
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
  return [...(before ? [before] : []), node, ...inline(text.slice(found.index + taken.length))];
}

/** The text without its marks, on one line. */
export function plain(text) {
  return text.replace(/```/gu, '').replace(/(?<![\p{L}\p{N}])([*_~`])(\S[^\n]*?\S|\S)\1(?![\p{L}\p{N}])/gu, '$2').replace(/\s+/gu, ' ').trim();
}
