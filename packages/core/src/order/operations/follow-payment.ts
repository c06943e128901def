import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { formatCents } from '../../kernel/money.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import type { RefundRefusal } from '../../payment/contract.ts';
import { payments } from '../../payment/tables.ts';
import { closeTasks } from '../../task/operations/close-tasks.ts';
import { openTask } from '../../task/operations/open-task.ts';
import { moneyReturned } from '../events.ts';
import { closeRefundTasks } from '../money-effects.ts';
import { lockOrder } from '../rows.ts';
import { findEdge } from '../rules.ts';
import { setMoney, walkEdge } from '../walk-edge.ts';

const SYSTEM = ['system'] as const;

const REFUSED: Record<RefundRefusal, string> = {
  insufficient_funds: 'não há saldo no AbacatePay. Reponha o saldo e tente de novo, ou devolva por fora',
  under_dispute: 'o cliente contestou o pagamento. Acompanhe pelo AbacatePay',
  not_refundable: 'o AbacatePay não devolve este pagamento. Devolva por fora',
};

export const followPayment = command({
  name: 'order.followPayment',
  summary:
    'Money of an order was given back, contested or doubted at the gateway: the order follows, and asks or releases a person',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id, attempt_id: Id }),
  output: z.object({}),
}).handle(async (context, { order_id, attempt_id }) => {
  const { db, company_id, call, emit } = context;
  const order = await lockOrder(db, company_id, order_id);
  const [row] = await db
    .select()
    .from(payments)
    .where(and(eq(payments.company_id, company_id), eq(payments.attempt_id, attempt_id)));
  const money = found(row, 'payment');
  const cents = formatCents(money.amount_cents);
  const ask = (kind: 'refund_due' | 'disputed' | 'amount_mismatch', what: string) =>
    call(openTask, {
      store_id: order.store_id,
      kind,
      subject_id: attempt_id,
      order_id,
      title: `Pedido #${order.number}: ${what}`,
      again: kind !== 'amount_mismatch',
    });

  if (money.status === 'refunded') {
    await closeRefundTasks(call, attempt_id);
    const own = order.paid_attempt_id === attempt_id;
    if (own && findEdge(order, 'refunded', SYSTEM)) {
      await walkEdge(context, order, 'refunded', { by: SYSTEM, reason: money.refund_reason ?? undefined });
      return {};
    }
    await setMoney(context, order);
    await emit(moneyReturned, { order_id, attempt_id });
    return {};
  }
  await setMoney(context, order);
  if (money.disputed_at) await ask('disputed', `o cliente contestou o pagamento de ${cents}`);
  else await call(closeTasks, { kind: 'disputed', subject_id: attempt_id });
  if (money.status === 'refund_failed' && money.refund_refusal) {
    await ask('refund_due', `a devolução de ${cents} não foi aceita: ${REFUSED[money.refund_refusal]}.`);
  }
  // A doubt about money that was decided already: a person looks, the order stays where it is.
  if (money.claimed_cents !== null && money.status === 'kept') {
    const claim = formatCents(money.claimed_cents);
    await ask('amount_mismatch', `o aviso do AbacatePay fala em ${claim}, a cobrança em ${cents}`);
  }
  return {};
});
