// A new password for the person who is logged in.
import * as api from '../api.js';
import * as dialogs from '../dialogs.js';
import { h } from '../dom.js';
import { field, form } from '../login.js';
import * as state from '../state.js';
import { say } from '../texts.js';
import { toast } from '../toasts.js';

const SHORTEST = '12';

export function open() {
  const box = dialogs.open(say('changePassword'), form([
    // Password managers want to know whose password it is.
    h('input', { type: 'email', autocomplete: 'username', value: state.now.me.email ?? '', hidden: true, readonly: true }),
    field('current', say('currentPassword'), { type: 'password', autocomplete: 'current-password' }),
    field('password', say('newPassword'), { type: 'password', autocomplete: 'new-password', minlength: SHORTEST, 'aria-describedby': 'rules' }),
    h('p', { id: 'rules', class: 'faint' }, say('passwordRules')),
  ], say('save'), async ({ current, password }) => {
    try {
      api.useSession(await api.ask('PUT', '/me/password', { current, password }, { quiet: true }));
    } catch (error) {
      error.words = error.body.error === 'login_refused' ? say('passwordWrong') : null;
      throw error;
    }
    box.close();
    toast(say('passwordChanged'));
  }));
  box.querySelector('#current').focus();
}
