import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { formatCents } from '../../kernel/money.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { payment_attempts, payments } from '../../payment/tables.ts';
import type { TaskKind } from '../../task/contract.ts';
import { openTask } from '../../task/operations/open-task.ts';
import type { PaymentStatus } from '../contract.ts';
import { refundDue } from '../events.ts';
import { lockOrder } from '../rows.ts';
import { setPaymentStatus, tryEdge, walkEdge } from '../walk-edge.ts';

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
  // Paid before, by a charge or by hand: a second payment does not undo the first.
  const settled = order.paid_attempt_id !== null || order.payment_status === 'paid';

  const askPerson = async (kind: TaskKind, payment_status: PaymentStatus, why: string) => {
    await call(openTask, {
      store_id: order.store_id,
      kind,
      subject_id: attempt_id,
      title: `Pedido #${order.number}: ${formatCents(paid_cents)} ${why}`,
    });
    if (!settled) await setPaymentStatus(context, order_id, payment_status);
    if (kind === 'refund_due') await emit(refundDue, { order_id });
  };

  if (settled) {
    await askPerson('refund_due', 'refund_due', 'pagos outra vez, a devolver');
    return { outcome: 'refund_due' };
  }
  if (paid_cents !== due_cents) {
    await askPerson(
      'amount_mismatch',
      'flagged',
      `recebidos, mas o valor devido era ${formatCents(due_cents)}`,
    );
    return { outcome: 'flagged' };
  }
  if (order.status === 'pending')
    order = await walkEdge(context, order, 'awaiting_payment', { by: ['system'] });
  if (order.status !== 'awaiting_payment' && order.status !== 'expired') {
    await askPerson('refund_due', 'refund_due', 'pagos depois de o pedido terminar, a devolver');
    return { outcome: 'refund_due' };
  }
  const { short } = await tryEdge(context, order, 'confirmed', {
    by: ['system'],
    set: { paid_attempt_id: attempt_id },
  });
  if (short.length === 0) return { outcome: 'confirmed' };
  await askPerson('refund_due', 'refund_due', 'pagos e sem estoque, a devolver');
  return { outcome: 'refund_due' };
});
