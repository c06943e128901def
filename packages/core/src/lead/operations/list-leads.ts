import { and, desc, eq, inArray } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { counted } from '../../kernel/db/counted.ts';
import { query } from '../../kernel/operation.ts';
import { pageOf } from '../../kernel/page.ts';
import { LeadPage, ListLeads } from '../contract.ts';
import { leadColumns } from '../rows.ts';
import { leads } from '../tables.ts';

export const listLeads = query({
  name: 'lead.list',
  summary: 'Leads, the one that changed last first',
  access: app.stores,
  rest: { method: 'get', path: '/internal/leads' },
  input: ListLeads,
  output: LeadPage,
}).handle(async ({ db, company_id }, { store_ids, status, channel, limit, offset }) => {
  const where = and(
    eq(leads.company_id, company_id),
    store_ids && inArray(leads.store_id, store_ids),
    status && inArray(leads.status, status),
    channel && inArray(leads.channel, channel),
  );
  const items = db
    .select(leadColumns)
    .from(leads)
    .where(where)
    .orderBy(desc(leads.updated_at), desc(leads.id))
    .limit(limit)
    .offset(offset);
  return pageOf(items, counted(db, leads, where), { limit, offset });
});
