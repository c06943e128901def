import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { stores } from '../../store/tables.ts';
import { OutboxView } from '../contract.ts';
import { findStore } from '../rows.ts';

interface Row extends Record<string, unknown> {
  waiting: number;
  dead: number;
  due_at: string | null;
  error: string | null;
}

export const getOutbox = query({
  name: 'erp.getOutbox',
  summary: 'How far the ERP of a store has been told, and what holds it up',
  access: app.row(stores, 'store_id'),
  rest: { method: 'get', path: '/internal/stock-sync/outbox/{store_id}' },
  input: z.strictObject({ store_id: Id }),
  output: OutboxView,
}).handle(async ({ db, company_id }, { store_id }) => {
  await findStore(db, company_id, store_id);
  const [row] = await db.execute<Row>(sql`
    select count(*) filter (where state = 'waiting')::int as waiting,
           count(*) filter (where state = 'dead')::int as dead,
           (array_agg(due_at order by seq) filter (where state = 'waiting' and due_at > now()))[1] as due_at,
           (array_agg(error order by seq) filter (where state = 'waiting'))[1] as error
      from erp_events
     where company_id = ${company_id} and store_id = ${store_id} and state in ('waiting', 'dead')`);
  const { waiting = 0, dead = 0, due_at = null, error = null } = row ?? {};
  return { waiting, dead, next_at: due_at && new Date(due_at).toISOString(), error };
});
