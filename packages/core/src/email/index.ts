import { deliverEmail } from './operations/deliver-email.ts';
import { notifyOwner } from './operations/notify-owner.ts';
import { sendAccountExists } from './operations/send-account-exists.ts';
import { sendResetPassword } from './operations/send-reset-password.ts';
import { sendVerification } from './operations/send-verification.ts';
import { settleEmail } from './operations/settle-email.ts';
import { takeEmail } from './operations/take-email.ts';

export const email = {
  sendAccountExists,
  sendResetPassword,
  sendVerification,
  notifyOwner,
  deliver: deliverEmail,
  take: takeEmail,
  settle: settleEmail,
};
