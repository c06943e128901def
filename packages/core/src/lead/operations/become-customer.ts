import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { writeLeadEvent } from '../rows.ts';
import { leads } from '../tables.ts';

export const becomeCustomer = command({
  name: 'lead.becomeCustomer',
  summary: 'Who bought is a customer, whatever they were before',
  access: internal.tenant,
  input: z.strictObject({ lead_id: Id }),
  output: z.object({}),
}).handle(async ({ db, company_id, actor }, { lead_id }) => {
  const moved = await db
    .update(leads)
    .set({ status: 'customer', updated_at: now() })
    .where(and(eq(leads.company_id, company_id), eq(leads.id, lead_id), ne(leads.status, 'customer')))
    .returning({ id: leads.id });
  if (moved.length > 0)
    await writeLeadEvent(db, {
      company_id,
      lead_id,
      actor,
      type: 'updated',
      data: { fields: ['status'], to: 'customer' },
    });
  return {};
});
