// Choosing an approved template while free text is off: its gaps are filled with what is known, and shown as it will read.
import * as api from '../api.js';
import * as dialogs from '../dialogs.js';
import { h } from '../dom.js';
import { field, form } from '../login.js';
import * as outbox from '../outbox.js';
import * as state from '../state.js';
import { OFFERED, has, language, say } from '../texts.js';

const LONGEST = '200';

export async function choose(conversation) {
  const byName = () => askByName(conversation);
  const all = await api.optional('/templates');
  const spoken = conversation.user.language;
  const fitting = all.filter(each => each.channel === conversation.channel).sort((a, b) => Number(b.language === spoken) - Number(a.language === spoken));
  if (fitting.length) {
    dialogs.pick(say('templateTitle'), [
      ...fitting.map(each => ({ label: `${each.label.replaceAll('_', ' ')} · ${OFFERED[each.language] ?? each.language}`, hint: each.text, value: () => fill(conversation, each) })),
      { label: say('templateOther'), value: byName },
    ], go => go());
  } else {
    byName();
  }
}

/** A template that is in no list. */
function askByName({ id, user }) {
  dialogs.askFor(say('templateTitle'), [
    { name: 'name', label: say('templateName'), hint: say('templateHint') },
    { name: 'language', label: say('language'), value: user.language ?? language },
    { name: 'variables', label: say('templateVariables'), lines: true, optional: true },
  ], ({ variables, ...template }) => outbox.send(id, { template: { ...template, variables: variables.split('\n').map(line => line.trim()).filter(Boolean) } }));
}

function fill(conversation, { label, name, language_tag: tag, variables, text }) {
  const known = { name: conversation.user.name ?? '', bot: state.now.settings.bot_name ?? '' };
  const gap = i => `gap-${i}`;
  const words = i => say('templateGap', { n: i + 1, what: has(`gap_${variables[i]}`) ? say(`gap_${variables[i]}`) : variables[i] });
  const preview = h('p', { class: 'reply-text link-box', 'data-testid': 'template-preview' });
  const values = box => variables.map((_, i) => box.elements[gap(i)].value.trim());
  const rendered = given => (text ? given.reduce((all, value, i) => all.replaceAll(`{{${i + 1}}}`, () => value || '…'), text) : '');
  const box = dialogs.open(label.replaceAll('_', ' '), form([
    variables.map((variable, i) => field(gap(i), words(i), { maxlength: LONGEST, autocomplete: 'off', value: known[variable] ?? '' })),
    text ? preview : null,
  ].filter(Boolean).flat(), say('send'), async () => {
    const given = values(box.querySelector('form'));
    outbox.send(conversation.id, { text: rendered(given), template: { name, language: tag, variables: given } });
    box.close();
  }));
  const written = box.querySelector('form');
  const show = () => { preview.textContent = rendered(values(written)); };
  written.addEventListener('input', show);
  show();
  (written.querySelector('input') ?? written.querySelector('[type=submit]')).focus();
}
