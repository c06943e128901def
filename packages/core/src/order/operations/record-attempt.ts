import { and, eq } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { conflict, found, invalidField } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { AttemptView } from '../../payment/contract.ts';
import { failAttempt } from '../../payment/operations/fail-attempt.ts';
import { reserveAttempt } from '../../payment/operations/reserve-attempt.ts';
import { payment_attempts } from '../../payment/tables.ts';
import { attemptOf } from '../attempt-of.ts';
import { PaymentAttempt } from '../contract.ts';
import { lockOrder } from '../rows.ts';
import { orders } from '../tables.ts';
import { recordCheckout } from './record-checkout.ts';

export const recordAttempt = command({
  name: 'order.recordAttempt',
  summary:
    'For callers that charge by themselves: claims the attempt (put its id and the order’s in the charge’s metadata), or tells how the charge went',
  access: app.row(orders).orService,
  rest: { method: 'post', path: '/internal/orders/{id}/payment-attempt', status: 201 },
  audit: { target: 'payment_attempt' },
  input: PaymentAttempt,
  output: AttemptView,
}).handle(async (context, { id, external_id, error, amount_cents }) => {
  const { db, company_id, call } = context;
  const order = await lockOrder(db, company_id, id);
  if (amount_cents !== undefined && amount_cents !== order.total_cents) {
    throw invalidField('amount_cents', 'Not what is due.', 'payment.amount_mismatch');
  }
  if (external_id && error) throw invalidField('error', 'Either it was charged, or it was refused.');
  const { id: attempt_id } = await attemptOf(context, order);
  if (external_id) await call(recordCheckout, { id, external_id });
  else if (error) await call(failAttempt, { attempt_id, error });
  else if (!(await call(reserveAttempt, { attempt_id })).reserved) {
    throw conflict('Somebody else charges this order, or did.', 'payment.being_charged');
  }
  const told = external_id
    ? eq(payment_attempts.external_id, external_id)
    : eq(payment_attempts.id, attempt_id);
  const [attempt] = await db
    .select()
    .from(payment_attempts)
    .where(and(eq(payment_attempts.company_id, company_id), eq(payment_attempts.order_id, id), told));
  return found(attempt, 'payment attempt');
});
