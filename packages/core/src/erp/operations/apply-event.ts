import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db/open-database.ts';
import { command } from '../../kernel/operation.ts';
import { webhook_inbox } from '../../kernel/tables.ts';
import { Id, Instant } from '../../kernel/wire.ts';
import { EventId, InboundAnswer, MAX_ITEMS } from '../contract.ts';
import { isRead, linesOf, type ReadItem, readItem, resultOf } from '../read-items.ts';
import { erp_events } from '../tables.ts';
import { applyValues } from './apply-values.ts';

interface Store {
  company_id: string;
  store_id: string;
}

/** Whether we made this event ourselves: an echo. */
async function isOurs(db: Tx, { company_id, store_id }: Store, event_id: string): Promise<boolean> {
  const id = Id.safeParse(event_id);
  if (!id.success) return false;
  const ours = and(eq(erp_events.company_id, company_id), eq(erp_events.id, id.data));
  const found = await db
    .select({ id: erp_events.id })
    .from(erp_events)
    .where(and(ours, eq(erp_events.store_id, store_id)));
  return found.length > 0;
}

/** The products that items are about, by sku, else by the ERP's own id of them. */
async function findProducts(db: Tx, { company_id, store_id }: Store, items: readonly ReadItem[]) {
  const named = items.map(({ at, sku, external_id }) => ({ at, sku, external_id }));
  const rows = await db.execute<{ at: number; product_id: string }>(sql`
    select item.at, coalesce(p.id, x.product_id) as product_id
      from json_to_recordset(${JSON.stringify(named)}::json) as item(at int, sku text, external_id text)
      left join products p on p.company_id = ${company_id} and p.store_id = ${store_id} and p.sku = item.sku
      left join erp_products x on x.company_id = ${company_id} and x.store_id = ${store_id} and x.external_id = item.external_id
     where coalesce(p.id, x.product_id) is not null`);
  return new Map(rows.map(({ at, product_id }) => [at, product_id]));
}

type FoundItem = ReadItem & { product_id: string };

/** An item that carries both names teaches us one by the other; the newest word holds. */
async function learnNames(
  db: Tx,
  { company_id, store_id }: Store,
  items: readonly FoundItem[],
): Promise<void> {
  const taught = items.flatMap(({ product_id, sku, external_id }) =>
    sku && external_id ? [[external_id, product_id] as const] : [],
  );
  if (taught.length === 0) return;
  // The last of each name and of each product: neither may stand twice.
  const by_name = new Map(taught);
  const by_product = new Map([...by_name].map(([external_id, product_id]) => [product_id, external_id]));
  const rows = [...by_product].map(([product_id, external_id]) => ({ product_id, external_id }));
  const names = sql`json_to_recordset(${JSON.stringify(rows)}::json) as name(product_id uuid, external_id text)`;
  await db.execute(sql`
    update erp_products x set external_id = null
      from ${names}
     where x.company_id = ${company_id} and x.store_id = ${store_id} and x.external_id = name.external_id
       and x.product_id <> name.product_id`);
  await db.execute(sql`
    insert into erp_products (company_id, product_id, store_id, external_id)
    select ${company_id}::uuid, product_id, ${store_id}::uuid, external_id from ${names} order by product_id
    on conflict (company_id, product_id) do update set external_id = excluded.external_id
     where erp_products.external_id is distinct from excluded.external_id`);
}

export const applyEvent = command({
  name: 'erp.applyEvent',
  summary: 'Takes an event of the ERP once: what it says of each product is applied, ignored or refused',
  access: internal.tenant,
  audit: { target: 'erp_event' },
  input: z.strictObject({
    /** The event's own name. */
    id: EventId,
    store_id: Id,
    mode: z.enum(['set', 'delta']),
    /** When its values were true, where an item does not say. */
    stamp: Instant,
    warehouse: z.string().nullable(),
    erp_counts_our_orders: z.boolean(),
    items: z.array(z.unknown()).max(MAX_ITEMS),
  }),
  output: InboundAnswer,
}).handle(async ({ db, company_id, call }, { id, store_id, mode, items, ...event }) => {
  const store = { company_id, store_id };
  const read = items.map((item, at) => readItem(item, at, event));
  if (await isOurs(db, store, id)) {
    return { status: 'ignored', items: read.map((item) => resultOf(item, 'ignored', 'own_event')) };
  }
  const fresh = await db
    .insert(webhook_inbox)
    .values({ source: `erp:${store_id}`, event_id: id, received_at: now() })
    .onConflictDoNothing()
    .returning();
  if (fresh.length === 0) return { status: 'duplicate' };

  const readable = read.filter(isRead);
  const products = await findProducts(db, store, readable);
  const found = readable.flatMap((item) => {
    const product_id = products.get(item.at);
    return product_id ? [{ ...item, product_id }] : [];
  });
  const { lines, superseded } = linesOf(found, mode);
  const { erp_counts_our_orders } = event;
  const applied = await call(applyValues, { store_id, event_id: id, mode, erp_counts_our_orders, lines });
  // After the levels are locked, as whoever counts by hand takes them.
  await learnNames(db, store, found);
  const results = new Map(applied.results.map((result) => [result.product_id, result]));
  return {
    status: 'received',
    items: read.map((item) => {
      if (!isRead(item)) return item;
      if (superseded.has(item.at)) return resultOf(item, 'ignored', 'duplicate_in_batch');
      const result = results.get(products.get(item.at) ?? '');
      return result
        ? resultOf(item, result.status, result.reason, result)
        : resultOf(item, 'unknown', 'no_such_product');
    }),
  };
});
