import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { ASKED_BY_ANYBODY, Letter } from '../contract.ts';

/** More letters of one kind that anybody can ask for to one address in an hour are somebody's game. */
const MOST_AN_HOUR = 5;
const KEPT_DAYS = 30;

interface Row extends Record<string, unknown> {
  to_address: string;
  letter: string;
}

export const takeEmail = command({
  name: 'email.take',
  summary:
    'A letter that is to be sent; null where it is settled, or goes to nobody we know, or is one too many',
  access: internal.global,
  input: z.strictObject({ id: Id }),
  output: z.object({ letter: Letter.extend({ to: z.string() }).nullable() }),
}).handle(async ({ db, vault }, { id }) => {
  // Decided here and not at the door, which answers an unknown address as fast as a known one.
  await db.execute(sql`
    update emails e set status = 'dropped', letter = null, settled_at = now()
     where id = ${id} and status = 'queued'
       and (not exists (select from users u where lower(u.email) = lower(e.to_address))
         or e.kind in ${[...ASKED_BY_ANYBODY]} and (select count(*) from emails o
              where lower(o.to_address) = lower(e.to_address) and o.kind = e.kind and o.status <> 'dropped'
                and o.id < e.id and o.created_at > e.created_at - interval '1 hour') >= ${MOST_AN_HOUR})`);
  await db.execute(sql`
    delete from emails where id in (
      select id from emails where created_at < now() - ${KEPT_DAYS} * interval '1 day' limit 20 for update skip locked)`);
  const [row] = await db.execute<Row>(
    sql`select to_address, letter from emails where id = ${id} and status = 'queued'`,
  );
  return { letter: row ? { to: row.to_address, ...Letter.parse(JSON.parse(vault.open(row.letter))) } : null };
});
