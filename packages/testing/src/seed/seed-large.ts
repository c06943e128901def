import type { Vault } from '@vek1/core/kernel/crypto';
import type { Db, Tx } from '@vek1/core/kernel/db/open-database';
import { sql } from 'drizzle-orm';
import { demo } from '../demo.ts';
import { idOf } from './id-of.ts';
import { seedDemo } from './seed-demo.ts';

const { company_id } = demo;

export const LARGE_STORE_ID = idOf('store', 'atacado');

export interface Size {
  products: number;
  leads: number;
  /** Over the last year, each of one line, delivered or, every eighth, expired. */
  orders: number;
}

export const LARGE: Size = { products: 5_000, leads: 5_000, orders: 20_000 };

/** The ids of a series: the same on every machine, spread as ids are. */
const id = (kind: string, of: string) => sql.raw(`md5('demo ${kind} ' || ${of})::uuid`);
const made = sql.raw("date_trunc('milliseconds', now() - interval '1 year' * (1 - n::float8 / total))");

/** Tells the planner how many rows these have now: it checks foreign keys by what it last heard, row by row. */
const known = (tx: Tx, ...tables: string[]) => tx.execute(sql.raw(`analyze ${tables.join(', ')}`));

/**
 * Writes a second store of the demo company, large enough to see how lists, search and figures bear it; where it
 * is already, nothing. Its products are not counted: no stock, no ledger.
 */
export async function seedLarge(
  db: Db,
  vault: Vault,
  { products, leads, orders }: Size = LARGE,
): Promise<{ seeded: boolean }> {
  await seedDemo(db, vault);
  return db.transaction(async (tx) => {
    const store = await tx.execute(sql`
      insert into stores (company_id, id, name, slug, time_zone, created_at)
      values (${company_id}, ${LARGE_STORE_ID}, 'Atacado Serra Azul', 'atacado-serra-azul', 'America/Sao_Paulo', now())
      on conflict do nothing returning id`);
    if (store.length === 0) return { seeded: false };

    await tx.execute(sql`
      insert into products (company_id, id, store_id, sku, name, category, description, price_cents, status, created_at, updated_at)
      select ${company_id}, ${id('product', 'n')}, ${LARGE_STORE_ID}, 'AT-' || lpad(n::text, 5, '0'),
             kind.name || ' ' || (array['da Serra', 'do Vale', 'Mineiro', 'Paulista', 'Especial'])[1 + n / 7 % 5] || ' nº ' || n,
             kind.category, 'Caixa com ' || 6 + n % 4 * 6 || ' unidades.', 990 + n * 37 % 20000, 'active', now(), now()
        from generate_series(1, ${products}) n,
             lateral (select (array['Café', 'Chá', 'Mel', 'Doce de leite', 'Biscoito', 'Azeite', 'Geleia'])[1 + n % 7] as name,
                             (array['Cafés', 'Chás', 'Mel', 'Doces', 'Biscoitos', 'Azeites', 'Doces'])[1 + n % 7] as category) kind`);

    await tx.execute(sql`
      insert into leads (company_id, id, store_id, channel, external_id, name, phone, status, created_at, updated_at)
      select ${company_id}, ${id('lead', 'n')}, ${LARGE_STORE_ID}, 'whatsapp', phone, 'Cliente ' || n, phone, 'customer', at, at
        from (select n, '5531' || 980000000 + n as phone, ${made} as at
                from generate_series(1, ${leads}) n, (select ${leads}::int as total) t) people`);
    await known(tx, 'products', 'leads');
    await tx.execute(sql`
      insert into lead_identities (company_id, store_id, channel, identity, lead_id)
      select company_id, store_id, channel, external_id, id from leads where store_id = ${LARGE_STORE_ID}`);

    await tx.execute(sql`
      create temporary table sold on commit drop as
      select ${id('order', 'n')} as id, n, ${made} as at, 1 + n * 7919 % ${leads}::int as buyer, 1 + n % 3 as quantity,
             p.id as product_id, p.name, p.price_cents,
             case when n % 8 = 5 then array['pending', 'awaiting_payment', 'expired']
                  else array['pending', 'awaiting_payment', 'confirmed', 'shipped', 'delivered'] end as path
        from generate_series(1, ${orders}) n
        cross join (select ${orders}::int as total) t
        join products p on p.company_id = ${company_id} and p.id = md5('demo product ' || 1 + n * 104729 % ${products}::int)::uuid`);
    await tx.execute(sql`
      insert into orders (company_id, id, store_id, number, lead_id, status, status_since, payment_status, payment_method,
                          customer_name, items_count, total_cents, paid_at, created_at, updated_at)
      select ${company_id}, id, ${LARGE_STORE_ID}, 1000 + n, ${id('lead', 'buyer')}, path[cardinality(path)], at,
             case when 'delivered' = any(path) then 'paid' else 'unpaid' end, 'pix',
             'Cliente ' || buyer, quantity, quantity * price_cents,
             case when 'delivered' = any(path) then at end, at, at
        from sold`);
    await known(tx, 'orders');
    await tx.execute(sql`
      insert into order_items (company_id, order_id, product_id, name, quantity, price_cents)
      select ${company_id}, id, product_id, name, quantity, price_cents from sold`);
    await tx.execute(sql`
      insert into order_events (company_id, order_id, from_status, to_status, actor, created_at)
      select ${company_id}, id, path[step - 1], path[step], 'service:seed', at
        from sold, lateral generate_subscripts(path, 1) step
       order by n, step`);
    await tx.execute(sql`
      insert into order_numbers (company_id, store_id, last) values (${company_id}, ${LARGE_STORE_ID}, ${1_000 + orders})`);
    return { seeded: true };
  });
}
