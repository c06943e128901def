import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { LeadView } from '../contract.ts';
import { leadColumns } from '../rows.ts';
import { leads } from '../tables.ts';

export const getLead = query({
  name: 'lead.get',
  summary: 'One lead',
  access: app.company,
  rest: { method: 'get', path: '/internal/leads/{id}' },
  input: z.strictObject({ id: Id }),
  output: LeadView,
}).handle(async ({ db, company_id }, { id }) => {
  const [lead] = await db
    .select(leadColumns)
    .from(leads)
    .where(and(eq(leads.company_id, company_id), eq(leads.id, id)));
  return found(lead, 'lead');
});
