import { verifyEmail } from '../letters.ts';
import { linkDoor } from '../send-link.ts';

export const sendVerification = linkDoor({
  name: 'email.sendVerification',
  summary: 'Queues the letter with the link that proves an address',
  path: '/internal/email/send-verification',
  kind: 'verify_email',
  write: verifyEmail,
});
