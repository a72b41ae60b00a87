// What a message holds, as elements: words, files, a place, contact cards, what was offered or chosen, what it quotes.
import { h, icon } from './dom.js';
import { formatted } from './marks.js';
import { say } from './texts.js';

export function content(message) {
  return [
    message.quoted && h('blockquote', { class: 'quote' }, message.quoted.content || say('kind_message')),
    ...(message.media ?? []).map(file => media(message, file)),
    message.location && place(message.location),
    ...(message.contacts ?? []).map(card),
    words(message),
    message.choices?.length ? h('ul', { class: 'choices', 'aria-label': say('offered') }, message.choices.map(choice =>
      h('li', {}, h('span', {}, choice.title), choice.description ? h('small', {}, choice.description) : null))) : null,
  ].filter(Boolean);
}

function words(message) {
  const { content: text, kind } = message;
  if (kind === 'reaction') {
    return h('p', { class: 'text big' }, text);
  }
  if (kind === 'button' || kind === 'list') {
    return h('div', { class: 'text chosen' }, icon('tick'), h('span', {}, text));
  }
  if (kind === 'speech') {
    return h('div', { class: 'text transcript' }, h('p', { class: 'faint' }, say(text ? 'transcript' : 'noTranscript')), text ? h('p', {}, text) : null);
  }
  if (message.fields) {
    return h('dl', { class: 'text form' }, Object.entries(message.fields).map(([name, value]) => h('div', {}, h('dt', { class: 'faint' }, name), h('dd', {}, value))));
  }
  if (text) {
    return h('div', { class: 'text' }, formatted(text));
  }
  const shown = message.media?.length || message.location || message.contacts?.length;
  return shown ? null : h('p', { class: 'text faint' }, say(`kind_${kind ?? 'text'}`));
}

/** A user's file comes by our own API and is shown; what lies on another server is only linked. */
function media(message, { kind, href, file_name: name }) {
  const words = say(`kind_${kind}`);
  if (!href.startsWith('/')) {
    return h('a', { class: 'file', href, target: '_blank', rel: 'noopener noreferrer' }, icon('file'), h('span', { class: 'cut' }, name || words));
  }
  switch (kind) {
    case 'image':
    case 'sticker': {
      const picture = h('img', { src: href, alt: message.content || words, loading: 'lazy', error: () => gone(link) });
      const link = h('a', { class: `photo ${kind}`, href, target: '_blank', rel: 'noopener' }, picture);
      return link;
    }
    case 'audio': return h('audio', { src: href, controls: true, preload: 'none', 'aria-label': words, error: event => gone(event.target) });
    case 'video': return h('video', { src: href, controls: true, preload: 'none', 'aria-label': words, error: event => gone(event.target) });
    default: return h('a', { class: 'file', href, download: name ?? '' }, icon('file'), h('span', { class: 'cut' }, name || words));
  }
}

/** Providers do not keep files for ever. */
function gone(element) {
  element.replaceWith(h('p', { class: 'gone faint' }, icon('file'), say('mediaGone')));
}

function place({ latitude, longitude, label, address }) {
  const point = `${latitude},${longitude}`;
  return h('a', { class: 'place', href: `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`, target: '_blank', rel: 'noopener noreferrer' },
    icon('pin'), h('span', {}, h('strong', {}, label || say('kind_location')), h('span', { class: 'faint' }, address || point)));
}

function card({ name, phones = [], emails = [] }) {
  return h('div', { class: 'card' }, icon('person'), h('div', {}, h('strong', {}, name || say('kind_contact')),
    phones.map(number => h('a', { href: `tel:${number.replace(/[^+\d]/gu, '')}` }, number)),
    emails.map(address => h('a', { href: `mailto:${address}` }, address))));
}
