import { claimAttempt } from './operations/claim-attempt.ts';
import { closeAttempts } from './operations/close-attempts.ts';
import { failAttempt } from './operations/fail-attempt.ts';
import { findChargeOwner } from './operations/find-charge-owner.ts';
import { openAttempt } from './operations/open-attempt.ts';
import { receiveWebhook } from './operations/receive-webhook.ts';
import { recordPayment } from './operations/record-payment.ts';
import { saveCharge } from './operations/save-charge.ts';
import { settleCharge } from './operations/settle-charge.ts';

export const payment = {
  openAttempt,
  claimAttempt,
  saveCharge,
  failAttempt,
  closeAttempts,
  receiveWebhook,
  findChargeOwner,
  settleCharge,
  record: recordPayment,
};
