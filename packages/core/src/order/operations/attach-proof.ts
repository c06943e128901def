import { and, eq } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { conflict } from '../../kernel/errors.ts';
import { formatCents } from '../../kernel/money.ts';
import { command } from '../../kernel/operation.ts';
import { keepProof } from '../../payment/operations/keep-proof.ts';
import { openTask } from '../../task/operations/open-task.ts';
import { AttachProof, OrderView } from '../contract.ts';
import { lockOrder, orderView } from '../rows.ts';
import { findEdge, WALKERS } from '../rules.ts';
import { orders } from '../tables.ts';
import { tryEdge } from '../walk-edge.ts';

const SYSTEM = ['system'] as const;

export const attachProof = command({
  name: 'order.attachProof',
  summary: 'Attaches a receipt to an order that awaits one: a person looks at it, and only a person confirms',
  access: app.row(orders).orService,
  rest: { method: 'post', path: '/internal/orders/{id}/attach-proof' },
  audit: { target: 'order' },
  input: AttachProof,
  output: OrderView,
}).handle(async (context, { id, ...receipt }) => {
  const { db, company_id, actor, call } = context;
  const order = await lockOrder(db, company_id, id);
  const view = () => orderView(db, company_id, id, WALKERS[actor.kind]);
  const moves =
    order.payment_method === 'manual_pix' && findEdge(order, 'proof_submitted', SYSTEM) !== undefined;
  if (!moves && order.status !== 'proof_submitted') {
    throw conflict('This order does not await a receipt.', 'payment.method_disabled');
  }
  const { proof_id, fresh, same_as_order_id } = await call(keepProof, {
    order_id: id,
    store_id: order.store_id,
    ...receipt,
  });
  if (!fresh) return view();

  const { short } = moves ? await tryEdge(context, order, 'proof_submitted', { by: SYSTEM }) : { short: [] };
  const [same] = same_as_order_id
    ? await db
        .select({ number: orders.number })
        .from(orders)
        .where(and(eq(orders.company_id, company_id), eq(orders.id, same_as_order_id)))
    : [];
  const notes = [
    `Pedido #${order.number}: confira o comprovante de ${formatCents(order.total_cents)}`,
    same && `é o mesmo do pedido #${same.number}`,
    short.length > 0 && 'veio depois do prazo e não há mais estoque',
  ];
  await call(openTask, {
    store_id: order.store_id,
    kind: 'proof_to_check',
    subject_id: proof_id,
    order_id: id,
    title: notes.filter(Boolean).join('; '),
  });
  return view();
});
