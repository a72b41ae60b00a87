// Who waits, and who wrote to this person, told where nobody looks: the tab's title, the app's badge, a sound, a notification of the desktop.
import * as list from './list.js';
import { plain } from './marks.js';
import { nameOf } from './row.js';
import * as state from './state.js';
import { say } from './texts.js';
import { toast } from './toasts.js';

const QUIET = 'recado.inbox.quiet';
let waiting = null;
let audio = null;
let actions;

export function start(given) {
  actions = given;
  // A browser plays no sound before somebody has touched the page.
  addEventListener('pointerdown', wake, { once: true });
  addEventListener('keydown', wake, { once: true });
}

function wake() {
  audio ??= new AudioContext();
}

export const hasSound = () => localStorage.getItem(QUIET) !== 'yes';

export function setSound(on) {
  localStorage.setItem(QUIET, on ? 'no' : 'yes');
  if (on) {
    ring();
  }
}

export const permission = () => (globalThis.Notification ? Notification.permission : 'denied');

export function render() {
  const count = list.waiting() + list.unanswered();
  document.title = `${count ? `(${count}) ` : ''}${say('title')}`;
  if (navigator.setAppBadge && count !== waiting) {
    navigator.setAppBadge(count).catch(() => {});
  }
  waiting = count;
}

/** Somebody begins to wait, or writes to this person: also while another conversation is open. */
export function call(conversation, { writes = false } = {}) {
  const { text, kind } = conversation.last_message ?? {};
  const words = plain(text ?? '') || say(`kind_${kind ?? 'text'}`);
  if (hasSound()) {
    ring();
  }
  if (writes && conversation.id !== state.now.selected) {
    toast(`${nameOf(conversation)}: ${words}`, { act: { key: 'open', sign: 'person', click: () => actions.open(conversation.id) } });
  }
  if (document.visibilityState === 'hidden' && permission() === 'granted') {
    try {
      const shown = new Notification(nameOf(conversation), { body: words, tag: conversation.id, icon: document.querySelector('link[rel=icon]').href });
      shown.onclick = () => {
        focus();
        shown.close();
        actions.open(conversation.id);
      };
    } catch {
      // Some phones show notifications for installed pages only.
    }
  }
}

/** Two soft notes. */
function ring() {
  if (!audio) {
    return;
  }
  [[0, 659], [0.13, 880]].forEach(([after, pitch]) => {
    const at = audio.currentTime + after;
    const tone = new OscillatorNode(audio, { frequency: pitch, type: 'sine' });
    const loud = new GainNode(audio, { gain: 0 });
    loud.gain.setTargetAtTime(0.12, at, 0.01);
    loud.gain.setTargetAtTime(0, at + 0.09, 0.06);
    tone.connect(loud).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.5);
  });
}
