import postgres from 'postgres';
import { serveBare } from './serve-bare.ts';

/** The measure of the look-up by token: node:http and postgres.js, no contract, no access, no log. */
const [url = ''] = process.argv.slice(2);
const sql = postgres(url, { max: 10, connection: { TimeZone: 'UTC' } });

serveBare(async (request, response) => {
  const token = request.url?.split('/').at(-1) ?? '';
  const [session] = await sql`select * from sessions where token = ${token} and expires_at > now()`;
  response.statusCode = session ? 200 : 404;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(session ?? {}));
});
