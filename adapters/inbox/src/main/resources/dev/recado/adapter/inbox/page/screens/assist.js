// The assistant at one's side: a draft of the answer, a summary, a translation. Loaded when it is first asked.
import * as api from '../api.js';
import { pick, settings } from '../dialogs.js';
import { $, button, h } from '../dom.js';
import { formatted } from '../marks.js';
import * as state from '../state.js';
import { has, language, say, speakMore } from '../texts.js';
import { toast } from '../toasts.js';

await speakMore();

/** Offers what can be done; without a model only a draft, from the curated answers and documents. */
export function offer(composer) {
  const { id, user } = state.selected();
  const words = $('text').value.trim();
  pick(say('assistTitle'), [
    { label: say('assistSuggest'), hint: say('assistSuggestHint'), value: () => suggest(id, composer) },
    state.now.settings.model && { label: say('assistSummary'), hint: say('assistSummaryHint'), value: () => summarise(id) },
    state.now.settings.model && words && user?.language && { label: say('assistTranslate'), hint: say('assistTranslateHint'), value: () => translateDraft(id, words, user.language, composer) },
  ].filter(Boolean), act => act());
}

/** What the assistant writes; null, with a word about it, when it does not. */
async function ask(id, what, body) {
  $('assist').setAttribute('aria-busy', 'true');
  try {
    const written = await api.assist(id, what, body);
    return written.text ? written : toast(say('assistNothing'));
  } catch (error) {
    return toast(has(`assist_${error.body?.error}`) ? say(`assist_${error.body.error}`) : say('assistFailed'), { kind: 'bad' });
  } finally {
    $('assist').removeAttribute('aria-busy');
  }
}

async function suggest(id, composer) {
  const draft = await ask(id, 'suggest');
  if (draft) {
    put(id, draft, composer);
  }
}

async function translateDraft(id, text, to, composer) {
  const written = await ask(id, 'translate', { text, language: to });
  if (written) {
    put(id, written, composer);
  }
}

/** Puts the words where one writes; what stands there already is replaced only when one says so. */
function put(id, { text, sources }, composer) {
  const source = sources.length ? say('assistSources', { sources: sources.join(' · ') }) : '';
  if (state.selected()?.id !== id) {
    return;
  }
  if (!$('text').value.trim()) {
    composer.use(id, text);
    toast(source || say('assistCheck'));
    return;
  }
  const box = settings(say('assistDraft'), h('div', { class: 'text assisted', 'data-testid': 'assisted' }, formatted(text)),
    h('p', { class: 'faint' }, source, ' ', say('assistReplaces')),
    h('div', { class: 'buttons' }, button(say('cancel'), { click: () => box.close() }),
      button(say('assistUse'), { kind: 'strong', 'data-testid': 'assist-use', click: () => { box.close(); composer.use(id, text); } })));
}

async function summarise(id) {
  const written = await ask(id, 'summary', { language });
  if (written) {
    settings(say('assistSummary'), h('div', { class: 'text assisted', 'data-testid': 'assisted' }, formatted(written.text)));
  }
}

/** Shows under a message what it says in the language of the page. */
export async function translate(id, text, link) {
  link.disabled = true;
  const written = await ask(id, 'translate', { text, language });
  link.disabled = false;
  if (written) {
    link.replaceWith(h('div', { class: 'text translation', lang: language, 'data-testid': 'translation' }, formatted(written.text)));
  }
}
