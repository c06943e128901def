import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import type { Tx } from '../../kernel/db/open-database.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { lockStock } from '../../stock/operations/lock-stock.ts';
import { setStock } from '../../stock/operations/set-stock.ts';
import { ErpLine, LineResult, MAX_ITEMS } from '../contract.ts';
import { judge } from '../rules.ts';
import { noteClamped } from './note-clamped.ts';

const lineRows = (lines: readonly ErpLine[]) =>
  sql`json_to_recordset(${JSON.stringify(lines)}::json)
    as line(product_id uuid, quantity int, stamp timestamptz, version double precision)`;

interface Known extends Record<string, unknown> {
  product_id: string;
  stale: boolean;
  unknown_to_erp: number;
}

/**
 * Of each product, locked: whether a newer value was applied, and the units that our orders moved and a value of that
 * moment cannot have in it. Counts of ours are not among them: the ERP's is as good, and newer.
 */
async function readKnown(
  db: Tx,
  { company_id, store_id, lines }: { company_id: string; store_id: string; lines: readonly ErpLine[] },
): Promise<Map<string, Known>> {
  const oldest = lines.map(({ stamp }) => stamp).toSorted()[0];
  const rows = await db.execute<Known>(sql`
    with line as (select * from ${lineRows(lines)}), moved as (
      select line.product_id, sum(i.delta)::int as units
        from erp_events e
        join erp_event_items i on i.company_id = e.company_id and i.event_id = e.id
        join line on line.product_id = i.product_id
       where e.company_id = ${company_id} and e.store_id = ${store_id} and e.event <> 'stock.adjusted'
         and (e.state <> 'known' or (e.known_from > ${oldest} and e.known_from > line.stamp))
       group by line.product_id
    )
    select line.product_id, coalesce(p.untold, 0) + coalesce(moved.units, 0) as unknown_to_erp,
           case when line.version is not null and p.version is not null then line.version < p.version
                else coalesce(line.stamp < p.stamp, false) end as stale
      from line
      left join erp_products p on p.company_id = ${company_id} and p.product_id = line.product_id
      left join moved on moved.product_id = line.product_id`);
  return new Map(rows.map((row) => [row.product_id, row]));
}

export const applyValues = command({
  name: 'erp.applyValues',
  summary:
    'Makes the shelves what the ERP says: less what our orders took and it cannot know, unless it counts our orders; never less than nothing',
  access: internal.tenant,
  input: z.strictObject({
    store_id: Id,
    event_id: z.string(),
    mode: z.enum(['set', 'delta']),
    erp_counts_our_orders: z.boolean(),
    /** Each product once. */
    lines: z.array(ErpLine).max(MAX_ITEMS),
  }),
  output: z.object({ results: z.array(LineResult) }),
}).handle(async ({ db, company_id, call }, { store_id, event_id, mode, erp_counts_our_orders, lines }) => {
  if (lines.length === 0) return { results: [] };
  const { levels } = await call(lockStock, { product_ids: lines.map(({ product_id }) => product_id) });
  const shelves = new Map(levels.map((level) => [level.product_id, level]));
  const known = await readKnown(db, { company_id, store_id, lines });

  const judged = lines.map((line) => {
    const { quantity = null, held = 0 } = shelves.get(line.product_id) ?? {};
    const { stale = false, unknown_to_erp = 0 } = known.get(line.product_id) ?? {};
    const facts = { quantity, held, stale, unknown_to_erp };
    return { line, was: quantity, ...judge(facts, { mode, units: line.quantity, erp_counts_our_orders }) };
  });
  const applied = judged.filter(({ status }) => status === 'applied');
  await call(setStock, {
    store_id,
    event_id,
    lines: applied.map(({ line, quantity }) => ({ product_id: line.product_id, quantity })),
  });
  // What is said anew when one of our events turns out to be in it: an ERP that counts our orders needs no such word.
  const lasting = mode === 'set' && !erp_counts_our_orders;
  await db.execute(sql`
    insert into erp_products (company_id, product_id, store_id, value, stamp, version)
    select ${company_id}::uuid, product_id, ${store_id}::uuid, case when ${lasting} then quantity end, stamp, version
      from ${lineRows(applied.map(({ line }) => line))} order by product_id
    on conflict (company_id, product_id) do update
       set value = excluded.value, stamp = greatest(erp_products.stamp, excluded.stamp),
           version = coalesce(excluded.version, erp_products.version)`);
  for (const { line, was, reason, wanted, quantity } of applied) {
    if (reason !== 'clamped' || wanted === null || quantity === null) continue;
    await call(noteClamped, { id: line.product_id, event_id, was, wanted, quantity });
  }
  return {
    results: judged.map(({ line, status, reason, quantity }) => ({
      product_id: line.product_id,
      status,
      reason,
      quantity,
    })),
  };
});
