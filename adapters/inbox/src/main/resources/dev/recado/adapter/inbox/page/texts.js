// The page's words, in the language of the person, else of the browser. One module per language holds the words.

const LANGUAGES = ['es', 'en', 'fr', 'pt'];
const KEPT = 'recado.inbox.language';
let words = {};
export let language = 'en';

/** Names of the languages, in themselves. */
export const OFFERED = { es: 'Español', en: 'English', fr: 'Français', pt: 'Português' };

/** Loads the words; `person` is the language that the person is known to want. */
export async function speak(person) {
  const wishes = [new URLSearchParams(location.search).get('lang'), localStorage.getItem(KEPT), person, ...navigator.languages];
  language = wishes.map(wish => wish?.slice(0, 2)).find(wish => LANGUAGES.includes(wish)) ?? 'en';
  words = (await import(`./texts/${language}.js`)).default;
  document.documentElement.lang = language;
}

/** Loads the words of what is opened on demand. */
export async function speakMore() {
  words = { ...words, ...(await import(`./screens/texts/${language}.js`)).default };
}

export function choose(other) {
  localStorage.setItem(KEPT, other);
}

/** The words for `key`, with `{values}` filled in; of `one|many` the form for `values.n`. */
export function say(key, values = {}) {
  const pattern = words[key] ?? key;
  const forms = pattern.split('|');
  const form = forms.length > 1 && new Intl.PluralRules(language).select(values.n) !== 'one' ? forms[1] : forms[0];
  return form.replace(/\{(\w+)\}/gu, (_, name) => values[name] ?? '');
}

export const has = key => key in words;

export function time(iso) {
  return new Date(iso).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
}

function daysAgo(iso) {
  return Math.round((new Date(new Date().toDateString()) - new Date(new Date(iso).toDateString())) / 86_400_000);
}

export function day(iso) {
  const days = daysAgo(iso);
  if (days < 2) {
    return say(days < 1 ? 'today' : 'yesterday');
  }
  const sameYear = new Date(iso).getFullYear() === new Date().getFullYear();
  return new Date(iso).toLocaleDateString(language, { weekday: 'long', day: 'numeric', month: 'long', year: sameYear ? undefined : 'numeric' });
}

/** A time in the list: of today the hour, else the day. */
export function when(iso) {
  const days = daysAgo(iso);
  if (days < 1) {
    return time(iso);
  }
  return days < 7
    ? new Date(iso).toLocaleDateString(language, { weekday: 'short' })
    : new Date(iso).toLocaleDateString(language, { day: 'numeric', month: 'short' });
}

/** A time to come: of today and tomorrow the hour, else the day. */
export function until(iso) {
  const days = -daysAgo(iso);
  return days < 1 ? time(iso) : days < 2 ? say('tomorrowAt', { time: time(iso) }) : fullDate(iso);
}

export function fullDate(iso) {
  return new Date(iso).toLocaleDateString(language, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** A span as `3 min`, `2 h 05`, `4 d`. */
export function span(milliseconds) {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 60) {
    return minutes < 1 ? say('lessThanMinute') : say('minutes', { n: minutes });
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? say('hours', { h: hours, m: String(minutes % 60).padStart(2, '0') }) : say('days', { n: Math.floor(hours / 24) });
}

/** The name of a language, in the page's own. */
export function languageName(code) {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(code);
  } catch {
    return code;
  }
}

/** A phone number with gaps, so that its digits can be read. */
export function phone(number) {
  const digits = number.replace(/^whatsapp:/u, '').replace(/^\+/u, '');
  if (!/^\d{7,15}$/u.test(digits)) {
    return number;
  }
  const code = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/u.exec(digits)[0];
  const rest = digits.slice(code.length);
  return ['+' + code, ...groups(rest)].join(' ');
}

/** Threes, and fours where threes would leave one or two digits alone. */
function groups(digits) {
  const fours = { 1: 1, 2: 2 }[digits.length % 3] ?? 0;
  const threes = (digits.length - 4 * fours) / 3;
  return threes < 0 ? [digits] : [...Array(threes).fill(3), ...Array(fours).fill(4)].map((size, i) => {
    const from = Math.min(i, threes) * 3 + Math.max(0, i - threes) * 4;
    return digits.slice(from, from + size);
  });
}
