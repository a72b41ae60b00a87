// What the bot did not know or answered wrongly, in groups: write the answer once, and see what the bot would say.
import * as actions from '../actions.js';
import * as api from '../api.js';
import * as dialogs from '../dialogs.js';
import { button, h } from '../dom.js';
import { form } from '../login.js';
import * as state from '../state.js';
import { OFFERED, has, say, when } from '../texts.js';
import { toast } from '../toasts.js';

const SHOWN = 5;
const TRIED = 50;
const QUESTIONS = 20;
const LONGEST_QUESTION = 300;
const lines = text => [...new Set(text.split('\n').map(line => line.trim()).filter(Boolean))];

export async function open() {
  const list = h('ul', { class: 'people', 'data-testid': 'groups', 'aria-label': say('teach') });
  const answers = h('ul', { class: 'people', 'data-testid': 'answers', 'aria-label': say('writtenAnswers') });
  const alert = h('p', { class: 'alert', role: 'alert' });
  const show = async () => {
    try {
      const [open, written] = await Promise.all([api.ask('GET', '/unanswered'), api.ask('GET', '/answers')]);
      list.replaceChildren(...(open.items.length ? open.items.map(group => row(group, show, alert)) : [h('li', { class: 'faint' }, say('nothingToTeach'))]));
      answers.replaceChildren(...written.items.map(answer => writtenRow(answer, show, alert)));
    } catch (error) {
      alert.textContent = inWords(error);
    }
  };
  const box = dialogs.open(say('teach'), list, alert, h('details', { class: 'invite' }, h('summary', { 'data-testid': 'written' }, say('writtenAnswers')), answers));
  box.classList.add('broad');
  box.addEventListener('close', () => box.classList.remove('broad'), { once: true });
  await show();
}

/** Puts the question on the list of those that the bot is taught. */
export function wrong(id, box) {
  return button(say('markWrong'), {
    'data-testid': 'mark-wrong',
    click: async () => {
      try {
        await api.ask('POST', `/conversations/${encodeURIComponent(state.now.selected)}/wrong`, { message: id });
        box.open = false;
        toast(say('markedWrong'));
      } catch (error) {
        toast(actions.reason(error), { kind: 'bad' });
      }
    },
  });
}

const tag = language => h('span', { class: 'tag' }, OFFERED[language] ?? language);

/** Does something on the server, shows the lists anew, and says what went wrong. */
async function act(show, alert, what) {
  alert.textContent = '';
  try {
    await what();
    await show();
  } catch (error) {
    alert.textContent = inWords(error);
  }
}

function row(group, show, alert) {
  const ids = group.questions.map(({ id }) => id);
  const item = h('li', { class: 'reply', 'data-testid': 'group' },
    h('div', { class: 'person-text' }, h('strong', {}, say('asked', { n: group.count })), tag(group.language),
      group.questions.slice(0, SHOWN).map(question => [
        h('p', { class: 'reply-text' }, question.text, ' ', h('span', { class: 'faint' }, when(question.at))),
        question.wrong_answer ? h('p', { class: 'faint' }, say('wrongAnswer', { answer: question.wrong_answer })) : null,
      ])),
    h('div', { class: 'person-actions' },
      button(say('writeAnswer'), {
        kind: 'strong', 'data-testid': 'write-answer',
        click: () => {
          item.replaceChildren(editor(group, ids, show));
          item.querySelector('[name=answer]').focus();
        },
      }),
      button(say('needsNoAnswer'), { 'data-testid': 'dismiss-group', click: () => act(show, alert, () => api.ask('POST', '/unanswered/dismiss', { questions: ids })) })));
  return item;
}

function editor({ language, questions }, resolves, show) {
  const asked = lines(questions.map(({ text }) => text.replaceAll('\n', ' ')).join('\n'));
  const variants = h('textarea', { id: 'teach-questions', name: 'questions', rows: '3', required: true, 'aria-describedby': 'teach-hint' },
    asked.map(text => text.slice(0, LONGEST_QUESTION)).slice(0, QUESTIONS).join('\n'));
  const answer = h('textarea', { id: 'teach-answer', name: 'answer', rows: '4', maxlength: '3000', required: true });
  const said = h('ul', { class: 'people', 'aria-live': 'polite', 'data-testid': 'tried' });
  const wish = () => ({ questions: lines(variants.value), answer: answer.value });
  const attempt = button(say('tryAnswer'), {
    'data-testid': 'try-answer',
    click: async () => {
      const draft = wish().questions.length && wish().answer.trim() ? { draft: wish() } : {};
      try {
        const { items } = await api.ask('POST', '/answers/try', { questions: asked.slice(0, TRIED), language, ...draft });
        said.replaceChildren(...items.map(one => h('li', {}, h('strong', {}, one.question), h('p', { class: 'reply-text' }, one.answer ?? say(`said_${one.kind}`)))));
      } catch (error) {
        said.replaceChildren(h('li', { class: 'alert' }, inWords(error)));
      }
    },
  });
  return form([
    h('label', { for: 'teach-questions' }, say('waysToAsk')), variants, h('p', { id: 'teach-hint', class: 'faint' }, say('waysToAskHint')),
    h('label', { for: 'teach-answer' }, say('theAnswer')), answer, attempt, said,
  ], say('save'), async () => {
    try {
      await api.ask('POST', '/answers', { ...wish(), language, resolves });
      await show();
    } catch (error) {
      error.words = inWords(error);
      throw error;
    }
  });
}

function writtenRow(answer, show, alert) {
  const remove = () => act(show, alert, () => api.ask('DELETE', `/answers/${encodeURIComponent(answer.id)}`, undefined, { headers: { 'If-Match': `"${answer.version}"` } }));
  const first = button(say('remove'), { 'data-testid': 'remove-answer', click: () => { first.replaceWith(sure); sure.focus(); } });
  const sure = button(say('removeSure'), { kind: 'quiet danger', click: remove });
  return h('li', { class: 'reply', 'data-testid': 'answer' },
    h('div', { class: 'person-text' }, h('strong', {}, answer.questions[0]), tag(answer.language), h('p', { class: 'reply-text' }, answer.answer),
      h('p', { class: 'faint' }, say('changedBy', { name: answer.changed.by.name, when: when(answer.changed.at) }))),
    h('div', { class: 'person-actions' }, first));
}

function inWords(error) {
  const known = `error_${error.body?.error}`;
  return has(known) ? say(known) : actions.reason(error);
}
