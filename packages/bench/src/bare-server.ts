import { createServer } from 'node:http';
import { isoOf } from '@vek1/core/kernel/db/columns';
import postgres from 'postgres';

/** The measure of all doors: node:http and postgres.js, the same queries, no contract, no access, no log. */
const [url = '', company_id = '', query = '', count = ''] = process.argv.slice(2);
const sql = postgres(url, {
  max: 10,
  connection: { TimeZone: 'UTC' },
  // Without a `Date` of every moment: the doors make none either.
  types: { moment: { to: 1184, from: [1184], serialize: String, parse: isoOf } },
});

const server = createServer(async (request, response) => {
  if (request.url === '/metrics') {
    const { user, system } = process.cpuUsage();
    response.end(`process_cpu_seconds_total ${(user + system) / 1e6}\n`);
    return;
  }
  const { searchParams } = new URL(request.url ?? '/', 'http://bare');
  const of = [company_id, searchParams.get('store_id') ?? ''];
  const [items, [counted]] = await Promise.all([
    sql.unsafe(query, [...of, 50, 0], { prepare: true }),
    sql.unsafe(count, of, { prepare: true }),
  ]);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ items, total: counted?.total, total_is_exact: true, limit: 50, offset: 0 }));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 })}\n`);
});
