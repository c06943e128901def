import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { leads } from '../../lead/tables.ts';
import { awaitingProofOf } from '../awaiting-proof.ts';
import { OrderView } from '../contract.ts';
import { orderView } from '../rows.ts';
import { WALKERS } from '../rules.ts';

export const findAwaitingProof = query({
  name: 'order.findAwaitingProof',
  summary:
    "A lead's newest order that a receipt is for: it awaits one, or its time for one ended within 7 days",
  access: app.row(leads, 'lead_id').orService,
  rest: { method: 'get', path: '/internal/orders/awaiting-proof-by-lead/{lead_id}' },
  input: z.strictObject({ lead_id: Id }),
  output: OrderView,
}).handle(async ({ db, company_id, actor }, { lead_id }) => {
  const id = found(await awaitingProofOf(db, company_id, lead_id), 'order');
  return orderView(db, company_id, id, WALKERS[actor.kind]);
});
