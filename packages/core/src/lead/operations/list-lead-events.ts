import { and, desc, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { cursorPageOf, readCursor } from '../../kernel/cursor.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { LeadEventPage, ListLeadEvents } from '../contract.ts';
import { lead_events, leads } from '../tables.ts';

export const listLeadEvents = query({
  name: 'lead.events',
  summary: 'What became of a lead, newest first',
  access: app.company,
  rest: { method: 'get', path: '/internal/leads/{lead_id}/events' },
  input: ListLeadEvents,
  output: LeadEventPage,
}).handle(async ({ db, company_id }, { lead_id, limit, cursor }) => {
  const before = readCursor(cursor, z.tuple([z.int()]));
  const [lead] = await db
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.company_id, company_id), eq(leads.id, lead_id)));
  found(lead, 'lead');
  const rows = await db
    .select()
    .from(lead_events)
    .where(
      and(
        eq(lead_events.company_id, company_id),
        eq(lead_events.lead_id, lead_id),
        before && lt(lead_events.id, before[0]),
      ),
    )
    .orderBy(desc(lead_events.id))
    .limit(limit + 1);
  return cursorPageOf(rows, limit, ({ id }) => [id]);
});
