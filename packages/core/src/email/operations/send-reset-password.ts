import { resetPassword } from '../letters.ts';
import { linkDoor } from '../send-link.ts';

export const sendResetPassword = linkDoor({
  name: 'email.sendResetPassword',
  summary: 'Queues the letter with the link to a new password',
  path: '/internal/email/send-reset-password',
  kind: 'reset_password',
  write: resetPassword,
});
