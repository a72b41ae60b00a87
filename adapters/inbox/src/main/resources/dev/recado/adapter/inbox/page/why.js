// Why the bot said this, opened on demand.
import { h } from './dom.js';
import { say } from './texts.js';
import { toast } from './toasts.js';

export function why(message) {
  const box = h('details', { class: 'why' }, h('summary', { 'data-testid': 'why' }, say('why')));
  box.addEventListener('toggle', async () => {
    try {
      const { body } = await import('./screens/why.js');
      if (box.open && box.children.length === 1) {
        box.append(body(message, box));
      }
    } catch {
      box.open = false;
      toast(say('noConnectionAction'), { kind: 'bad' });
    }
  });
  return box;
}
