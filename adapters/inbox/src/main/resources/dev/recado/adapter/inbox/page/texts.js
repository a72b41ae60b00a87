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
  return /^\d{7,}$/u.test(digits) ? `+${digits.slice(0, -9)} ${digits.slice(-9, -6)} ${digits.slice(-6, -3)} ${digits.slice(-3)}`.replace('+ ', '+') : number;
}
