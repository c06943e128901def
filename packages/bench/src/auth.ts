import { randomBytes } from 'node:crypto';
import { openDatabase } from '@vek1/core/kernel/db/open-database';
import { createTestDatabase, isRealServer } from '@vek1/testing/database';
import { TOKENS } from '@vek1/testing/house';
import { compare, startApi, startBare } from './load.ts';

/** More than a process keeps, and more than are asked for before what is kept has aged. */
const SESSIONS = 100_000;
/** Those of the people who are at work. */
const AT_WORK = 100;

const paths = (count: number) =>
  Array.from({ length: count }, (_, n) => `/internal/auth/sessions/by-token/token-${n}`);

/** GET sessions/by-token, kept and looked up, beside the same look-up from bare node:http. Ratios of one run. */
export async function run({ seconds }: { seconds: number }): Promise<void> {
  if (!isRealServer) throw new Error('DATABASE_URL: the bench runs on a real PostgreSQL');
  const database = await createTestDatabase();
  const { sql, close } = openDatabase({ url: database.url, pool: 1 });
  await sql`
    insert into users (id, name, email, created_at, updated_at)
    values ('ana', 'Ana', 'ana@loja.example', now(), now())`;
  await sql`
    insert into sessions (id, token, user_id, expires_at, ip_address, user_agent, created_at, updated_at)
    select n::text, 'token-' || n, 'ana', now() + interval '7 days', '10.0.0.1', 'Mozilla/5.0', now(), now()
      from generate_series(0, ${SESSIONS - 1}) as n`;
  await sql`analyze`;
  await close();

  const bare = await startBare('bare-sessions.ts', database.url);
  const api = await startApi(database.url, `bench:${randomBytes(32).toString('base64')}`);
  const headers = { 'x-auth-token': TOKENS.auth };
  const stats = async () => {
    const response = await fetch(`${api.url}/internal/auth/_cache-stats`, { headers });
    return (await response.json()).sessions_by_token as { hits: number; misses: number };
  };
  try {
    for (const [name, count] of [
      ['looked up', SESSIONS],
      ['kept', AT_WORK],
    ] as const) {
      const before = await stats();
      await compare(
        `GET sessions/by-token, ${name}`,
        { bare: { url: bare.url, paths: paths(count) }, rest: { url: api.url, paths: paths(count) } },
        headers,
        seconds,
      );
      const after = await stats();
      const [hits, misses] = [after.hits - before.hits, after.misses - before.misses];
      console.log(
        `  ${((100 * hits) / (hits + misses)).toFixed(1)} % of ${hits + misses} answered from memory`,
      );
    }
  } finally {
    bare.stop();
    await api.kill('SIGTERM');
    await database.close();
  }
}
