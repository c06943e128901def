import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { formatCents } from '../../kernel/money.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { markPayments } from '../../payment/operations/mark-payments.ts';
import { payment_attempts, payments } from '../../payment/tables.ts';
import { openTask } from '../../task/operations/open-task.ts';
import type { OrderStatus } from '../contract.ts';
import { refundDue } from '../events.ts';
import { askToGiveBack } from '../money-effects.ts';
import { lockOrder } from '../rows.ts';
import { hasLeft } from '../rules.ts';
import { setMoney, tryEdge, walkEdge } from '../walk-edge.ts';

const Outcome = z.enum(['confirmed', 'already', 'flagged', 'refund_due']);

const SYSTEM = ['system'] as const;
/** Whoever pays a charge of these has what is due to them, by whatever way they meant to pay last. */
const WAITS: ReadonlySet<OrderStatus> = new Set([
  'awaiting_payment',
  'awaiting_proof',
  'proof_submitted',
  'expired',
]);
const OVER: ReadonlySet<OrderStatus> = new Set(['cancelled', 'refunded']);

export const confirmPayment = command({
  name: 'order.confirmPayment',
  summary:
    'Money was recorded: decides about it, once: confirms the order and takes its stock, flags it, or owes it back',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id, attempt_id: Id }),
  output: z.object({ outcome: Outcome }),
}).handle(async (context, { order_id, attempt_id }) => {
  const { db, company_id, call, emit } = context;
  let order = await lockOrder(db, company_id, order_id);
  const [row] = await db
    .select({
      status: payments.status,
      paid_cents: payments.amount_cents,
      claimed_cents: payments.claimed_cents,
      disputed_at: payments.disputed_at,
      due_cents: payment_attempts.amount_cents,
      method: payment_attempts.method,
    })
    .from(payments)
    .innerJoin(
      payment_attempts,
      and(eq(payment_attempts.company_id, payments.company_id), eq(payment_attempts.id, payments.attempt_id)),
    )
    .where(and(eq(payments.company_id, company_id), eq(payments.attempt_id, attempt_id)));
  const { status, paid_cents, claimed_cents, due_cents, disputed_at, method } = found(row, 'payment');
  // Decided once: what was owed back stays owed back, also when stock comes in meanwhile.
  if (status !== 'recorded') return { outcome: 'already' };

  const mark = (to: 'kept' | 'flagged' | 'refund_due') =>
    call(markPayments, { order_id, attempt_id, from: ['recorded'], to });
  const oweBack = async (why: string) => {
    await mark('refund_due');
    await askToGiveBack(context, order, { subject_id: attempt_id, cents: paid_cents, why });
    await setMoney(context, order);
    await emit(refundDue, { order_id, attempt_id });
    return { outcome: 'refund_due' as const };
  };

  // It is the order's own money already, of before payments had states.
  if (order.paid_attempt_id === attempt_id) {
    await mark(OVER.has(order.status) ? 'refund_due' : 'kept');
    return { outcome: 'already' };
  }
  // Paid before, by a charge or by hand: a second payment does not undo the first.
  if (order.paid_attempt_id !== null || order.paid_at !== null) return oweBack('pago outra vez');
  if (OVER.has(order.status)) return oweBack('pago depois de terminar');
  if (paid_cents !== due_cents || claimed_cents !== null || disputed_at !== null) {
    await mark('flagged');
    await call(openTask, {
      store_id: order.store_id,
      kind: 'amount_mismatch',
      subject_id: attempt_id,
      order_id,
      title: `Pedido #${order.number}: ${formatCents(claimed_cents ?? paid_cents)} recebidos, mas o valor devido era ${formatCents(due_cents)}`,
    });
    await setMoney(context, order);
    return { outcome: 'flagged' };
  }

  const own = { paid_attempt_id: attempt_id, payment_method: method };
  // To be paid at the door, and paid by a charge of before: the goods are on their way already.
  if (hasLeft(order.status)) {
    await mark('kept');
    await setMoney(context, order, { ...own, paid_at: now() });
    return { outcome: 'confirmed' };
  }
  if (order.status === 'pending') order = await walkEdge(context, order, 'awaiting_payment', { by: SYSTEM });
  if (!WAITS.has(order.status)) return oweBack('pago depois de terminar');
  const { short } = await tryEdge(context, order, 'confirmed', { by: SYSTEM, set: own });
  if (short.length > 0) return oweBack('pago e sem estoque');
  await mark('kept');
  return { outcome: 'confirmed' };
});
