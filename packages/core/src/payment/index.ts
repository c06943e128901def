import { claimAttempt } from './operations/claim-attempt.ts';
import { closeAttempts } from './operations/close-attempts.ts';
import { failAttempt } from './operations/fail-attempt.ts';
import { findChargeOwner } from './operations/find-charge-owner.ts';
import { getSettings } from './operations/get-settings.ts';
import { keepProof } from './operations/keep-proof.ts';
import { openAttempt } from './operations/open-attempt.ts';
import { receiveWebhook } from './operations/receive-webhook.ts';
import { recordPayment } from './operations/record-payment.ts';
import { reserveAttempt } from './operations/reserve-attempt.ts';
import { saveCharge } from './operations/save-charge.ts';
import { saveSettings } from './operations/save-settings.ts';
import { settleCharge } from './operations/settle-charge.ts';

export const payment = {
  getSettings,
  saveSettings,
  openAttempt,
  reserveAttempt,
  claimAttempt,
  saveCharge,
  failAttempt,
  closeAttempts,
  receiveWebhook,
  findChargeOwner,
  settleCharge,
  record: recordPayment,
  keepProof,
};
