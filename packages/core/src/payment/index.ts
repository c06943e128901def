import { askRefund } from './operations/ask-refund.ts';
import { changeKeys } from './operations/change-keys.ts';
import { claimAttempt } from './operations/claim-attempt.ts';
import { claimRefund } from './operations/claim-refund.ts';
import { closeAttempts } from './operations/close-attempts.ts';
import { drawCode } from './operations/draw-code.ts';
import { extendAttempt } from './operations/extend-attempt.ts';
import { failAttempt } from './operations/fail-attempt.ts';
import { findCharge } from './operations/find-charge.ts';
import { findProof } from './operations/find-proof.ts';
import { getSettings } from './operations/get-settings.ts';
import { keepFile } from './operations/keep-file.ts';
import { keepProof } from './operations/keep-proof.ts';
import { lookSoon } from './operations/look-soon.ts';
import { markPayments } from './operations/mark-payments.ts';
import { noteReading } from './operations/note-reading.ts';
import { noteRefund } from './operations/note-refund.ts';
import { openAttempt } from './operations/open-attempt.ts';
import { readProof } from './operations/read-proof.ts';
import { receiveWebhook } from './operations/receive-webhook.ts';
import { recordByHand } from './operations/record-by-hand.ts';
import { recordPayment } from './operations/record-payment.ts';
import { releaseClaim } from './operations/release-claim.ts';
import { reportKey } from './operations/report-key.ts';
import { requestRefund } from './operations/request-refund.ts';
import { reserveAttempt } from './operations/reserve-attempt.ts';
import { retryAttempt } from './operations/retry-attempt.ts';
import { saveCharge } from './operations/save-charge.ts';
import { saveSettings } from './operations/save-settings.ts';
import { settleCharge } from './operations/settle-charge.ts';
import { watchCharges } from './operations/watch-charges.ts';

export const payment = {
  getSettings,
  saveSettings,
  changeKeys,
  reportKey,
  openAttempt,
  reserveAttempt,
  claimAttempt,
  releaseClaim,
  retryAttempt,
  saveCharge,
  failAttempt,
  extendAttempt,
  closeAttempts,
  receiveWebhook,
  findCharge,
  settleCharge,
  watchCharges,
  lookSoon,
  record: recordPayment,
  noteReading,
  mark: markPayments,
  requestRefund,
  askRefund,
  claimRefund,
  noteRefund,
  recordByHand,
  keepProof,
  keepFile,
  findProof,
  readProof,
  drawCode,
};
