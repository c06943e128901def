import { attachProof } from './operations/attach-proof.ts';
import { awaitsProof } from './operations/awaits-proof.ts';
import { cancelDraft } from './operations/cancel-draft.ts';
import { changeMethod } from './operations/change-method.ts';
import { chargeOrder } from './operations/charge-order.ts';
import { confirmPayment } from './operations/confirm-payment.ts';
import { createOrder } from './operations/create-order.ts';
import { decrementStock } from './operations/decrement-stock.ts';
import { expireDue } from './operations/expire-due.ts';
import { expireOrder } from './operations/expire-order.ts';
import { findAwaitingProof } from './operations/find-awaiting-proof.ts';
import { findByCharge } from './operations/find-by-charge.ts';
import { findDue } from './operations/find-due.ts';
import { followPayment } from './operations/follow-payment.ts';
import { getOrder } from './operations/get-order.ts';
import { listOrders } from './operations/list-orders.ts';
import { listOrdersOfLead } from './operations/list-orders-of-lead.ts';
import { orderStats } from './operations/order-stats.ts';
import { placeOrder } from './operations/place-order.ts';
import { quoteOrder } from './operations/quote-order.ts';
import { readOrder } from './operations/read-order.ts';
import { recordAttempt } from './operations/record-attempt.ts';
import { recordCheckout } from './operations/record-checkout.ts';
import { refundByHand } from './operations/refund-by-hand.ts';
import { refundOrder } from './operations/refund-order.ts';
import { rejectProof } from './operations/reject-proof.ts';
import { renewOrder } from './operations/renew-order.ts';
import { reopenOrder } from './operations/reopen-order.ts';
import { requestRefund } from './operations/request-refund.ts';
import { restoreStock } from './operations/restore-stock.ts';
import { saveCheckout } from './operations/save-checkout.ts';
import { showPixQr } from './operations/show-pix-qr.ts';
import { sweepOrders } from './operations/sweep-orders.ts';
import { switchMethod } from './operations/switch-method.ts';
import { takeProof } from './operations/take-proof.ts';
import { transitionOrder } from './operations/transition-order.ts';

export const order = {
  create: createOrder,
  place: placeOrder,
  list: listOrders,
  get: getOrder,
  read: readOrder,
  stats: orderStats,
  findAwaitingProof,
  findByCharge,
  transition: transitionOrder,
  showPixQr,
  attachProof,
  awaitsProof,
  takeProof,
  rejectProof,
  changeMethod,
  switchMethod,
  renew: renewOrder,
  reopen: reopenOrder,
  decrementStock,
  restoreStock,
  charge: chargeOrder,
  recordAttempt,
  recordCheckout,
  saveCheckout,
  confirmPayment,
  followPayment,
  refund: refundOrder,
  requestRefund,
  refundByHand,
  cancelDraft,
  expireDue,
  findDue,
  expire: expireOrder,
  sweep: sweepOrders,
  listOfLead: listOrdersOfLead,
  quote: quoteOrder,
};
