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

export const recordChange = command({
  name: 'erp.recordChange',
  summary: 'Keeps a change of stock that the ERP did not make, in its order, for the ERP to be told',
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
  const { outbound_enabled, erp_counts_our_orders } = settings;
  // While nothing is sent, only what later values of the ERP must be corrected by is kept.
  if (!outbound_enabled && (kind === 'set' || erp_counts_our_orders)) return {};
  const told = await tellable(db, company_id, moves);
  const at = now();
  const state = outbound_enabled ? ('waiting' as const) : ('untold' as const);
  for (let from = 0; from < told.length; from += MAX_ITEMS) {
    const id = newId();
    const event = {
      company_id,
      id,
      store_id,
      event: EVENTS[kind],
      order_id,
      state,
      due_at: at,
      created_at: at,
    };
    await db.insert(erp_events).values(event);
    const items = told.slice(from, from + MAX_ITEMS);
    await db.insert(erp_event_items).values(items.map((item) => ({ company_id, event_id: id, ...item })));
  }
  if (outbound_enabled && told.length > 0) await emit(deliveryDue, { store_id, pause_ms: 0 });
  return {};
});
