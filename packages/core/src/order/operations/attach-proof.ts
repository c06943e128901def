import { app } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { AttachProof, OrderView } from '../contract.ts';
import { orderView } from '../rows.ts';
import { WALKERS } from '../rules.ts';
import { orders } from '../tables.ts';
import { takeReceipt } from '../take-receipt.ts';

export const attachProof = command({
  name: 'order.attachProof',
  summary: 'Attaches a receipt to an order that awaits one: a person looks at it, and only a person confirms',
  access: app.row(orders).orService,
  rest: { method: 'post', path: '/internal/orders/{id}/attach-proof' },
  audit: { target: 'order' },
  input: AttachProof,
  output: OrderView,
}).handle(async (context, { id, ...receipt }) => {
  await takeReceipt(context, id, { ...receipt, file_key: null });
  return orderView(context.db, context.company_id, id, WALKERS[context.actor.kind]);
});
