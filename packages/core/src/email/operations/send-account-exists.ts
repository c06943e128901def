import { accountExists } from '../letters.ts';
import { linkDoor } from '../send-link.ts';

export const sendAccountExists = linkDoor({
  name: 'email.sendAccountExists',
  summary: 'Queues the letter to who signs up with an address that has an account: only its owner is to know',
  path: '/internal/email/send-account-exists',
  kind: 'account_exists',
  write: accountExists,
});
