import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { conflict } from '../kernel/errors.ts';
import { formatCents } from '../kernel/money.ts';
import type { KeptReceipt } from '../payment/contract.ts';
import { keepProof } from '../payment/operations/keep-proof.ts';
import { openTask } from '../task/operations/open-task.ts';
import { lockOrder, type OrderContext } from './rows.ts';
import { findEdge } from './rules.ts';
import { orders } from './tables.ts';
import { tryEdge } from './walk-edge.ts';

const SYSTEM = ['system'] as const;

/** What came of a receipt: the order waits for a person now, or did before, or stays expired without stock. */
export type Taken = 'submitted' | 'kept' | 'late';

/**
 * Keeps a receipt of an order and asks a person to look at it. A late one holds the stock anew; where there is none
 * the order stays expired. 409 `payment.method_disabled` where the order awaits none.
 */
export async function takeReceipt(
  context: OrderContext,
  order_id: string,
  receipt: z.output<typeof KeptReceipt>,
): Promise<{ taken: Taken; number: number }> {
  const { db, company_id, call } = context;
  const order = await lockOrder(db, company_id, order_id);
  const { store_id, number } = order;
  const moves =
    order.payment_method === 'manual_pix' && findEdge(order, 'proof_submitted', SYSTEM) !== undefined;
  if (!moves && order.status !== 'proof_submitted') {
    throw conflict('This order does not await a receipt.', 'payment.method_disabled');
  }
  const { proof_id, fresh, same_as_order_id } = await call(keepProof, { order_id, store_id, ...receipt });
  if (!fresh) return { taken: 'kept', number };

  const { short } = moves ? await tryEdge(context, order, 'proof_submitted', { by: SYSTEM }) : { short: [] };
  const [same] = same_as_order_id
    ? await db
        .select({ number: orders.number })
        .from(orders)
        .where(and(eq(orders.company_id, company_id), eq(orders.id, same_as_order_id)))
    : [];
  const notes = [
    `Pedido #${number}: confira o comprovante de ${formatCents(order.total_cents)}`,
    same && `é o mesmo do pedido #${same.number}`,
    short.length > 0 && 'veio depois do prazo e não há mais estoque',
  ];
  await call(openTask, {
    store_id,
    kind: 'proof_to_check',
    subject_id: proof_id,
    order_id,
    title: notes.filter(Boolean).join('; '),
  });
  return { taken: short.length > 0 ? 'late' : moves ? 'submitted' : 'kept', number };
}
