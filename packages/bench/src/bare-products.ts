import { isoOf } from '@vek1/core/kernel/db/columns';
import postgres from 'postgres';
import { serveBare } from './serve-bare.ts';

/**
 * The measure of the list of products: node:http and postgres.js, no contract, no access, no log. `tuned` reads a
 * moment as the doors do; as postgres.js comes, it makes a `Date` of each, which JSON makes a text again.
 */
const [url = '', company_id = '', how] = process.argv.slice(2);
const sql = postgres(url, {
  max: 10,
  connection: { TimeZone: 'UTC' },
  ...(how === 'tuned' && {
    types: { moment: { to: 1184, from: [1184], serialize: String, parse: isoOf } },
  }),
});

/** What the list asks of the database, column by column. */
const ROWS = `
  select p.id, p.store_id, p.sku, p.name, p.description, p.category, p.price_cents::int, p.compare_at_cents::int,
         l.quantity as stock_quantity, coalesce(l.held, 0)::int as stock_held, p.status, p.product_group,
         p.images, p.attributes, p.created_at, p.updated_at
    from products p
    left join stock_levels l on l.company_id = p.company_id and l.product_id = p.id
   where p.company_id = $1 and p.store_id = $2 and p.status <> 'archived'
   order by p.name, p.id
   limit $3 offset $4`;
const COUNT = `
  select count(*)::int as total from (
    select 1 from products where company_id = $1 and store_id = $2 and status <> 'archived' limit 10001) counted`;

serveBare(async (request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://bare');
  const of = [company_id, searchParams.get('store_id') ?? ''];
  const [items, [counted]] = await Promise.all([
    sql.unsafe(ROWS, [...of, 50, 0], { prepare: true }),
    sql.unsafe(COUNT, of, { prepare: true }),
  ]);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ items, total: counted?.total, total_is_exact: true, limit: 50, offset: 0 }));
});
