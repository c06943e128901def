import { createServer } from 'node:http';
import postgres from 'postgres';

/** The measure of all doors: node:http and postgres.js, the same query, no contract, no access, no log. */
const [url = '', company_id = '', store_id = '', query = ''] = process.argv.slice(2);
const sql = postgres(url, { max: 10, connection: { TimeZone: 'UTC' } });

const server = createServer(async (_request, response) => {
  const rows = await sql.unsafe(query, [company_id, store_id, 50, 0], { prepare: true });
  const [counted] = await sql`
    select count(*)::int as total from (
      select 1 from products where company_id = ${company_id} and store_id = ${store_id} and status <> 'archived' limit 10001) c`;
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({ items: rows, total: counted?.total, total_is_exact: true, limit: 50, offset: 0 }),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 })}\n`);
});
