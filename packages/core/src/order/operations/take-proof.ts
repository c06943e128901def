import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { KeptFile } from '../../payment/contract.ts';
import { awaitingProofOf } from '../awaiting-proof.ts';
import { takeReceipt } from '../take-receipt.ts';

export const takeProof = command({
  name: 'order.takeProof',
  summary:
    "Attaches a file of ours to the lead's order that a receipt is for; null where there is none any more",
  access: internal.tenant,
  audit: { target: 'order' },
  input: KeptFile.extend({ lead_id: Id }),
  output: z.object({
    order: z.object({ number: z.int(), taken: z.enum(['submitted', 'kept', 'late']) }).nullable(),
  }),
}).handle(async (context, { lead_id, ...file }) => {
  const order_id = await awaitingProofOf(context.db, context.company_id, lead_id);
  if (order_id === null) return { order: null };
  return { order: await takeReceipt(context, order_id, { media_url: null, ...file }) };
});
