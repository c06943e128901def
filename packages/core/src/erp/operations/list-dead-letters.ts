import { asc, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { counted } from '../../kernel/db/counted.ts';
import { query } from '../../kernel/operation.ts';
import { pageOf } from '../../kernel/page.ts';
import { stores } from '../../store/tables.ts';
import { type DeadLetter, DeadLetterPage, ListDeadLetters } from '../contract.ts';
import { deadOf } from '../dead-letters.ts';
import { findStore } from '../rows.ts';
import { erp_events } from '../tables.ts';

type Items = z.infer<typeof DeadLetter>['items'];

/** What it was about, by the names of now. */
const items = sql<Items>`(
  select coalesce(json_agg(json_build_object('product_id', p.id, 'name', p.name, 'sku', p.sku, 'delta', i.delta) order by p.name), '[]')
    from erp_event_items i
    join products p on p.company_id = i.company_id and p.id = i.product_id
   where i.company_id = erp_events.company_id and i.event_id = erp_events.id)`;

export const listDeadLetters = query({
  name: 'erp.deadLetters',
  summary:
    'What the ERP was told and did not take, oldest first: a person has it sent again, or says that it is known',
  access: app.row(stores, 'store_id'),
  rest: { method: 'get', path: '/internal/stock-sync/dead-letters/{store_id}' },
  input: ListDeadLetters,
  output: DeadLetterPage,
}).handle(async ({ db, company_id }, { store_id, limit, offset }) => {
  await findStore(db, company_id, store_id);
  const where = deadOf(company_id, store_id);
  const { id, event, order_id, attempts, error, created_at } = erp_events;
  const rows = db
    .select({ id, event, order_id, items, attempts, error, created_at })
    .from(erp_events)
    .where(where)
    .orderBy(asc(erp_events.seq))
    .limit(limit)
    .offset(offset);
  return pageOf(rows, counted(db, erp_events, where), { limit, offset });
});
