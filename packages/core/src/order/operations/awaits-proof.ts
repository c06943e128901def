import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { awaitingProofOf } from '../awaiting-proof.ts';

export const awaitsProof = query({
  name: 'order.awaitsProof',
  summary: 'Whether a picture that a lead sends would be a receipt',
  access: internal.tenant,
  input: z.strictObject({ lead_id: Id }),
  output: z.object({ awaits: z.boolean() }),
}).handle(async ({ db, company_id }, { lead_id }) => ({
  awaits: (await awaitingProofOf(db, company_id, lead_id)) !== null,
}));
