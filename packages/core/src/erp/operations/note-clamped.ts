import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';

export const noteClamped = command({
  name: 'erp.noteClamped',
  summary: "Keeps in the audit log that the ERP's word would have left less than nothing of a product",
  access: internal.tenant,
  audit: { target: 'product' },
  input: z.strictObject({
    /** The product. */
    id: Id,
    event_id: z.string(),
    /** What was on the shelf. */
    was: z.int().nullable(),
    /** What would be there, if there could be less than nothing. */
    wanted: z.int(),
    quantity: z.int(),
  }),
  output: z.object({}),
}).handle(async ({ before }, { was }) => {
  before({ quantity: was });
  return {};
});
