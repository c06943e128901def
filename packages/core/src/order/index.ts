import { chargeOrder } from './operations/charge-order.ts';
import { confirmPayment } from './operations/confirm-payment.ts';
import { createOrder } from './operations/create-order.ts';
import { expireDue } from './operations/expire-due.ts';
import { expireOrder } from './operations/expire-order.ts';
import { findDue } from './operations/find-due.ts';
import { getOrder } from './operations/get-order.ts';
import { listOrders } from './operations/list-orders.ts';
import { placeOrder } from './operations/place-order.ts';
import { saveCheckout } from './operations/save-checkout.ts';
import { transitionOrder } from './operations/transition-order.ts';

export const order = {
  create: createOrder,
  place: placeOrder,
  list: listOrders,
  get: getOrder,
  transition: transitionOrder,
  charge: chargeOrder,
  saveCheckout,
  confirmPayment,
  expireDue,
  findDue,
  expire: expireOrder,
};
