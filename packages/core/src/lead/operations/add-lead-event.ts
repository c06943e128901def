import { and, eq } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { AddLeadEvent, LeadEventView } from '../contract.ts';
import { writeLeadEvent } from '../rows.ts';
import { leads } from '../tables.ts';

export const addLeadEvent = command({
  name: 'lead.addEvent',
  summary: 'Keeps what happened to a lead',
  access: app.row(leads, 'lead_id'),
  rest: { method: 'post', path: '/internal/leads/{lead_id}/event', status: 201 },
  audit: { target: 'lead' },
  input: AddLeadEvent,
  output: LeadEventView,
}).handle(async ({ db, company_id, actor }, { lead_id, type, data }) => {
  const [lead] = await db
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.company_id, company_id), eq(leads.id, lead_id)));
  found(lead, 'lead');
  return found(await writeLeadEvent(db, { company_id, lead_id, actor, type, data }), 'event');
});
