import { switchAllOff } from './agent/operations/switch-all-off.ts';
import { productsChanged } from './catalog/events.ts';
import { scheduleAnswer } from './chat/operations/schedule-answer.ts';
import { tellPixCode } from './chat/operations/tell-pix-code.ts';
import { companyClosed } from './company/events.ts';
import { closeCompanyOfLeaver } from './company/operations/close-company-of-leaver.ts';
import { deliveryDue } from './erp/events.ts';
import { recordChange } from './erp/operations/record-change.ts';
import { scheduleDelivery } from './erp/operations/schedule-delivery.ts';
import { userLeaving } from './identity/events.ts';
import { later, type Subscription, together } from './kernel/subscriptions.ts';
import { refreshDue } from './knowledge/events.ts';
import { scheduleRefresh } from './knowledge/operations/schedule-refresh.ts';
import { wakeStore } from './knowledge/operations/wake-store.ts';
import { conversationWoken } from './messaging/events.ts';
import { leadBought } from './messaging/operations/lead-bought.ts';
import {
  tellChargeFailed,
  tellMoneyReturned,
  tellOrderMoved,
  tellRefundDue,
} from './messaging/operations/tell-order.ts';
import { messageOf } from './messaging/order-messages.ts';
import { codeIssued, moneyReturned, orderMoved, refundDue } from './order/events.ts';
import { confirmPayment } from './order/operations/confirm-payment.ts';
import { followPayment } from './order/operations/follow-payment.ts';
import { chargeFailed, paymentChanged, paymentRecorded } from './payment/events.ts';
import { stockChanged } from './stock/events.ts';

/** What a customer is told of an order comes in the order it happened. */
const inTurn = { about: ({ order_id }: { order_id: string }) => `tell:${order_id}` };

/** Who listens to what, in running order. */
export const subscriptions: readonly Subscription[] = [
  later(paymentRecorded, confirmPayment),
  later(paymentChanged, followPayment),
  later(chargeFailed, tellChargeFailed, inTurn),
  later(orderMoved, tellOrderMoved, {
    ...inTurn,
    concerns: ({ from, to }) => messageOf(from, to) !== undefined,
  }),
  later(orderMoved, leadBought, { concerns: ({ to }) => to === 'confirmed' }),
  later(codeIssued, tellPixCode, inTurn),
  later(refundDue, tellRefundDue, inTurn),
  later(moneyReturned, tellMoneyReturned, inTurn),
  together(conversationWoken, scheduleAnswer),
  together(stockChanged, recordChange),
  together(deliveryDue, scheduleDelivery),
  later(productsChanged, wakeStore),
  together(refreshDue, scheduleRefresh),
  together(userLeaving, closeCompanyOfLeaver),
  together(companyClosed, switchAllOff),
];
