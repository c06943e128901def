import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { formatCents } from '../../kernel/money.ts';
import { Id } from '../../kernel/wire.ts';
import { payment_attempts, payments } from '../../payment/tables.ts';
import { holdStock } from '../../stock/operations/hold-stock.ts';
import type { TaskKind } from '../../task/contract.ts';
import { openTask } from '../../task/operations/open-task.ts';
import type { PaymentStatus } from '../contract.ts';
import { refundDue } from '../events.ts';
import { lockOrder } from '../rows.ts';
import { order_items } from '../tables.ts';
import { setPaymentStatus, walkEdge } from '../walk-edge.ts';

const Outcome = z.enum(['confirmed', 'already', 'flagged', 'refund_due']);

export const confirmPayment = command({
  name: 'order.confirmPayment',
  summary: 'Money was recorded: confirms the order and takes its stock, or says that the money is owed back',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id, attempt_id: Id }),
  output: z.object({ outcome: Outcome }),
}).handle(async (context, { order_id, attempt_id }) => {
  const { db, company_id, call, emit } = context;
  let order = await lockOrder(db, company_id, order_id);
  if (order.paid_attempt_id === attempt_id) return { outcome: 'already' };
  const [money] = await db
    .select({ paid_cents: payments.amount_cents, due_cents: payment_attempts.amount_cents })
    .from(payments)
    .innerJoin(
      payment_attempts,
      and(eq(payment_attempts.company_id, payments.company_id), eq(payment_attempts.id, payments.attempt_id)),
    )
    .where(and(eq(payments.company_id, company_id), eq(payments.attempt_id, attempt_id)));
  const { paid_cents, due_cents } = found(money, 'payment');

  const askPerson = async (kind: TaskKind, payment_status: PaymentStatus, why: string) => {
    await call(openTask, {
      store_id: order.store_id,
      kind,
      subject_id: attempt_id,
      title: `Pedido #${order.number}: ${formatCents(paid_cents)} ${why}`,
    });
    // A second payment does not undo the first.
    if (order.paid_attempt_id === null) await setPaymentStatus(context, order_id, payment_status);
    if (kind === 'refund_due') await emit(refundDue, { order_id });
  };

  if (order.paid_attempt_id !== null) {
    await askPerson('refund_due', 'refund_due', 'pagos outra vez, a devolver');
    return { outcome: 'refund_due' };
  }
  if (paid_cents !== due_cents) {
    await askPerson('amount_mismatch', 'flagged', `recebidos, mas o valor devido era ${formatCents(due_cents)}`);
    return { outcome: 'flagged' };
  }
  if (order.status === 'pending') order = await walkEdge(context, order, 'awaiting_payment', { by: 'system' });
  if (order.status === 'expired') {
    const lines = await db
      .select({ product_id: order_items.product_id, quantity: order_items.quantity })
      .from(order_items)
      .where(and(eq(order_items.company_id, company_id), eq(order_items.order_id, order_id)))
      .orderBy(asc(order_items.product_id));
    const round = order.round + 1;
    const { short } = await call(holdStock, { order_id, round, lines });
    if (short.length > 0) {
      await askPerson('refund_due', 'refund_due', 'pagos após o prazo e sem estoque, a devolver');
      return { outcome: 'refund_due' };
    }
    order = { ...order, round };
  } else if (order.status !== 'awaiting_payment') {
    await askPerson('refund_due', 'refund_due', 'pagos depois de o pedido terminar, a devolver');
    return { outcome: 'refund_due' };
  }
  const { round } = order;
  await walkEdge(context, order, 'confirmed', {
    by: 'system',
    set: { payment_status: 'paid', paid_attempt_id: attempt_id, round },
  });
  return { outcome: 'confirmed' };
});
