import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db/open-database.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { MovementKind, StockMove } from '../../stock/contract.ts';
import { MAX_ITEMS } from '../contract.ts';
import { deliveryDue } from '../events.ts';
import { erp_event_items, erp_events, erp_settings } from '../tables.ts';

const EVENTS = {
  sale: 'order.stock_decremented',
  restock: 'order.stock_restored',
  set: 'stock.adjusted',
} as const;

interface TellableMove {
  product_id: string;
  delta: number;
  resulting: number;
}

/** The moves of products that the ERP can tell apart: those with a sku, or with an id of its own that it told us. */
async function tellable(db: Tx, company_id: string, moves: readonly StockMove[]): Promise<TellableMove[]> {
  const real = moves.filter(({ delta, resulting }) => delta !== 0 && resulting !== null);
  const rows = await db.execute<TellableMove & Record<string, unknown>>(sql`
    select move.product_id, move.delta, move.resulting
      from json_to_recordset(${JSON.stringify(real)}::json) as move(product_id uuid, delta int, resulting int)
      join products p on p.company_id = ${company_id} and p.id = move.product_id
      left join erp_products x on x.company_id = ${company_id} and x.product_id = move.product_id
     where p.sku is not null or x.external_id is not null`);
  return [...rows];
}

/** While nothing is sent, later values of the ERP are corrected by the sum. */
const keepUntold = (
  db: Tx,
  { company_id, store_id, moves }: { company_id: string; store_id: string; moves: readonly TellableMove[] },
) =>
  db.execute(sql`
    insert into erp_products (company_id, product_id, store_id, untold)
    select ${company_id}::uuid, product_id, ${store_id}::uuid, delta
      from json_to_recordset(${JSON.stringify(moves)}::json) as move(product_id uuid, delta int) order by product_id
    on conflict (company_id, product_id) do update set untold = erp_products.untold + excluded.untold`);

export const recordChange = command({
  name: 'erp.recordChange',
  summary:
    'Keeps a change of stock that the ERP did not make: in its order for the ERP to be told, or to correct its values by',
  access: internal.tenant,
  input: z.object({
    store_id: Id,
    order_id: Id.nullable(),
    kind: MovementKind,
    moves: z.array(StockMove).min(1),
  }),
  output: z.object({}),
}).handle(async ({ db, company_id, emit }, { store_id, order_id, kind, moves }) => {
  // What came from the ERP is not sent back to it.
  if (kind === 'erp') return {};
  const [settings] = await db
    .select()
    .from(erp_settings)
    .where(and(eq(erp_settings.company_id, company_id), eq(erp_settings.store_id, store_id)));
  if (!settings?.inbound_enabled && !settings?.outbound_enabled) return {};
  const ids = JSON.stringify(moves.map(({ product_id }) => product_id));
  if (kind === 'set') {
    // Whoever counts says something newer than the ERP's last value.
    await db.execute(sql`
      update erp_products set value = null
       where company_id = ${company_id} and value is not null
         and product_id in (select value::uuid from json_array_elements_text(${ids}::json))`);
  }
  const told = await tellable(db, company_id, moves);
  if (told.length === 0) return {};
  if (!settings.outbound_enabled) {
    const corrects = kind !== 'set' && !settings.erp_counts_our_orders;
    if (corrects) await keepUntold(db, { company_id, store_id, moves: told });
    return {};
  }
  const at = now();
  for (let from = 0; from < told.length; from += MAX_ITEMS) {
    const id = newId();
    const event = { company_id, id, store_id, event: EVENTS[kind], order_id };
    await db.insert(erp_events).values({ ...event, state: 'waiting', due_at: at, created_at: at });
    const items = told.slice(from, from + MAX_ITEMS);
    await db.insert(erp_event_items).values(items.map((item) => ({ company_id, event_id: id, ...item })));
  }
  await emit(deliveryDue, { store_id, pause_ms: 0 });
  return {};
});
