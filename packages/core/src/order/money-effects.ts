import { formatCents } from '../kernel/money.ts';
import type { PaymentState } from '../payment/contract.ts';
import { markPayments } from '../payment/operations/mark-payments.ts';
import { recordByHand } from '../payment/operations/record-by-hand.ts';
import { closeTasks } from '../task/operations/close-tasks.ts';
import { openTask } from '../task/operations/open-task.ts';
import type { LockedOrder, OrderContext } from './rows.ts';
import type { MoneyEffect, Walker } from './rules.ts';

interface Step {
  order: LockedOrder;
  by: readonly Walker[];
  reason?: string | undefined;
}

type Changes = Partial<Pick<LockedOrder, 'paid_attempt_id'>>;

/** Asks a person to give money back. `subject_id`: whose attempt it came by; money that a person saw has the order's. */
export async function askToGiveBack(
  { call }: Pick<OrderContext, 'call'>,
  { id: order_id, store_id, number }: LockedOrder,
  { subject_id, cents, why }: { subject_id: string; cents: number; why: string },
): Promise<void> {
  await call(openTask, {
    store_id,
    kind: 'refund_due',
    subject_id,
    order_id,
    title: `Pedido #${number} ${why}: devolver ${formatCents(cents)}`,
    again: true,
  });
}

/** Marks these payments as owed back, and asks a person for each. Answers how many. */
async function owe(context: OrderContext, order: LockedOrder, from: PaymentState[], why: string) {
  const { marked } = await context.call(markPayments, { order_id: order.id, from, to: 'refund_due' });
  for (const { attempt_id: subject_id, amount_cents: cents } of marked) {
    await context.call(closeTasks, { kind: 'amount_mismatch', subject_id });
    await askToGiveBack(context, order, { subject_id, cents, why });
  }
  return marked.length;
}

/** Money that a person saw and no gateway tells of: written down of the attempt that asked for it, and kept. */
async function paidByHand(
  { call }: OrderContext,
  { id: order_id, payment_method: method }: LockedOrder,
): Promise<Changes> {
  const { attempt_id } = await call(recordByHand, { order_id, method });
  if (attempt_id === null) return {};
  await call(markPayments, { order_id, attempt_id, from: ['recorded'], to: 'kept' });
  return { paid_attempt_id: attempt_id };
}

/** Paid at the door. */
const handedOver = async (context: OrderContext, { order }: Step): Promise<Changes> =>
  order.payment_method === 'cash_on_delivery' && order.payment_status === 'unpaid'
    ? paidByHand(context, order)
    : {};

/** A person who confirms takes what was flagged for what was due; where another payment confirms, it is owed back. */
async function received(context: OrderContext, { order, by }: Step): Promise<Changes> {
  if (order.payment_status !== 'flagged') {
    const seen = by.includes('merchant') && order.payment_method !== 'cash_on_delivery';
    return seen && order.payment_status !== 'paid' ? paidByHand(context, order) : {};
  }
  if (by.includes('system')) {
    await owe(context, order, ['flagged'], 'pago outra vez');
    return {};
  }
  const { marked } = await context.call(markPayments, {
    order_id: order.id,
    from: ['flagged'],
    to: 'kept',
  });
  const accepted = marked.map((payment) => payment.attempt_id).toSorted();
  for (const subject_id of accepted) await context.call(closeTasks, { kind: 'amount_mismatch', subject_id });
  return { paid_attempt_id: order.paid_attempt_id ?? accepted[0] ?? null };
}

async function owed(context: OrderContext, { order }: Step): Promise<Changes> {
  const of_gateway = await owe(context, order, ['kept', 'flagged'], 'cancelado');
  // Money that a person saw elsewhere has no row.
  if (of_gateway === 0 && order.payment_status === 'paid') {
    const money = { subject_id: order.id, cents: order.total_cents, why: 'cancelado' };
    await askToGiveBack(context, order, money);
  }
  return {};
}

/** What a person can give back by other means than the gateway. */
export const BY_HAND: PaymentState[] = ['kept', 'flagged', 'refund_due', 'refund_failed'];

async function givenBack({ call }: OrderContext, { order, by, reason }: Step): Promise<Changes> {
  const { id: order_id, paid_attempt_id: attempt_id } = order;
  if (attempt_id && by.includes('merchant')) {
    await call(markPayments, { order_id, attempt_id, from: BY_HAND, to: 'refunded', reason });
  }
  await closeRefundTasks(call, attempt_id ?? order_id);
  return {};
}

/** Nobody owes anything for this money any more. */
export async function closeRefundTasks(call: OrderContext['call'], subject_id: string): Promise<void> {
  for (const kind of ['refund_due', 'amount_mismatch', 'disputed'] as const) {
    await call(closeTasks, { kind, subject_id });
  }
}

/** What an edge does to the payments of an order, and what of that the order keeps. */
export const MONEY_STEPS: Partial<
  Record<MoneyEffect, (context: OrderContext, step: Step) => Promise<Changes>>
> = { received, handed_over: handedOver, owed, given_back: givenBack };
