// WhatsApp's marks as elements: *bold* _italic_ ~strike~ `code` ```block``` lists, quotes, links. A text becomes text nodes only.
// A line is read once from left to right, so that no text takes longer than its length.
import { h } from './dom.js';

const TAGS = { '*': 'strong', _: 'em', '~': 's', '`': 'code' };
const STYLES = ['*', '_', '~'];
const WORD = /[\p{L}\p{N}]/u;
const SPACE = /\s/u;
const LINK = ['http://', 'https://'];
const LINK_ENDS = /[\s<>"']/u;
const NOT_LAST_IN_LINK = '.,;:!?)]*_~';
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
  return text.includes('```') || text.split('\n').some(line => QUOTE.test(line) || read(line).some(piece => piece.tag));
}

/** The text without its marks, on one line. */
export function plain(text) {
  return text.replaceAll('```', '').split('\n').map(line => words(read(line))).join(' ').replace(/\s+/gu, ' ').trim();
}

const words = pieces => pieces.map(piece => (piece.tag ? words(piece.pieces) : piece.text)).join('');

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
      block.append(...(block.childNodes.length ? [h('br')] : []));
      inline(quote ? quote[1] : line).forEach(node => block.append(node));
    }
  }
  return nodes;
}

const inline = line => nodes(read(line));

const nodes = pieces => pieces.map(({ tag, pieces: inner, link, text }) => {
  if (tag) {
    return h(tag, {}, nodes(inner));
  }
  return link ? h('a', { href: text, target: '_blank', rel: 'noopener noreferrer' }, text) : text;
});

/** The pieces of a line: `{text}`, `{text, link}`, or `{tag, pieces}` for what stands between two marks. */
function read(line) {
  const signs = [...line];
  return piecesOf(signs, closings(signs), 0, signs.length);
}

/** For each mark and each place the next place, from there on, where the mark can close. */
function closings(signs) {
  const next = Object.fromEntries(Object.keys(TAGS).map(mark => [mark, new Int32Array(signs.length + 2).fill(signs.length)]));
  for (let i = signs.length - 1; i >= 0; i--) {
    for (const mark of Object.keys(TAGS)) {
      const closes = signs[i] === mark && (mark === '`' || (i > 0 && !SPACE.test(signs[i - 1]) && !isWord(signs[i + 1])));
      next[mark][i] = closes ? i : next[mark][i + 1];
    }
  }
  return next;
}

const isWord = sign => sign !== undefined && WORD.test(sign);

function piecesOf(signs, closing, from, to) {
  const pieces = [];
  let text = '';
  let i = from;
  const add = (piece, end) => {
    if (text) {
      pieces.push({ text });
      text = '';
    }
    pieces.push(piece);
    i = end;
  };
  while (i < to) {
    const sign = signs[i];
    const end = sign in closing ? closeOf(signs, closing, i) : to;
    const link = sign === 'h' ? linkEnd(signs, i, to) : i;
    if (end < to) {
      add({ tag: TAGS[sign], pieces: sign === '`' ? [{ text: signs.slice(i + 1, end).join('') }] : piecesOf(signs, closing, i + 1, end) }, end + 1);
    } else if (link > i) {
      add({ link: true, text: signs.slice(i, link).join('') }, link);
    } else {
      text += sign;
      i++;
    }
  }
  if (text) {
    pieces.push({ text });
  }
  return pieces;
}

/** Where the mark at `i` closes; the end of the line when it opens nothing. */
function closeOf(signs, closing, i) {
  const mark = signs[i];
  if (STYLES.includes(mark)) {
    const opens = !isWord(signs[i - 1]) && i + 1 < signs.length && !SPACE.test(signs[i + 1]);
    return opens ? closing[mark][i + 2] : signs.length;
  }
  const end = closing[mark][i + 1];
  return end > i + 1 ? end : signs.length;
}

/** Where the link that begins at `i` ends; `i` when none begins. What usually follows a link is not part of it. */
function linkEnd(signs, i, to) {
  const begin = LINK.find(each => signs.slice(i, i + each.length).join('') === each);
  if (!begin) {
    return i;
  }
  const least = i + begin.length;
  let end = least;
  while (end < to && !LINK_ENDS.test(signs[end])) {
    end++;
  }
  if (end === least) {
    return i;
  }
  while (end > least && NOT_LAST_IN_LINK.includes(signs[end - 1])) {
    end--;
  }
  return end;
}
