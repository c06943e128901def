import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import type { Actor, AnonymousActor } from '../../kernel/actor.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { type CommandContext, command } from '../../kernel/operation.ts';
import { Id, Instant } from '../../kernel/wire.ts';
import { ErpAnswer } from '../../ports/erp.ts';
import { openTask } from '../../task/operations/open-task.ts';
import { explain, outcomeOf } from '../erp-answer.ts';
import { deliveryDue } from '../events.ts';
import { erp_events } from '../tables.ts';
import { applyValues } from './apply-values.ts';

type Context = CommandContext<Exclude<Actor, AnonymousActor>, string>;
type Event = typeof erp_events.$inferSelect;

/**
 * Values that came between the call and its answer were corrected by an event that they turn out to have in them, as
 * of an ERP that tells us before it answers: they are applied anew.
 */
async function applyAnew(
  { db, company_id, call }: Context,
  { id, store_id, event }: Event,
  known_from: string,
) {
  if (event === 'stock.adjusted') return;
  const rows = await db.execute<{ product_id: string; value: number; stamp: string }>(sql`
    select p.product_id, p.value, p.stamp
      from erp_event_items i
      join erp_products p on p.company_id = i.company_id and p.product_id = i.product_id
      join erp_settings s on s.company_id = p.company_id and s.store_id = p.store_id and not s.erp_counts_our_orders
     where i.company_id = ${company_id} and i.event_id = ${id} and p.value is not null and p.stamp >= ${known_from}`);
  const lines = rows.map(({ product_id, value, stamp }) => ({
    product_id,
    quantity: value,
    stamp: new Date(stamp).toISOString(),
    version: null,
  }));
  await call(applyValues, { store_id, event_id: id, mode: 'set', erp_counts_our_orders: false, lines });
}

/** A person is asked once for as long as any event of the store is given up. */
async function askPerson({ db, company_id, call }: Context, { id, store_id }: Event, error: string) {
  const [other] = await db.execute(sql`
    select 1 from erp_events
     where company_id = ${company_id} and store_id = ${store_id} and state = 'dead' and id <> ${id} limit 1`);
  if (other) return;
  await call(openTask, {
    store_id,
    kind: 'erp_dead_letter',
    subject_id: `${id}:${now()}`,
    title: `O ERP não recebeu uma mudança de estoque. ${error}`.slice(0, 300),
  });
}

/** A bounded broom: what the ERP has known for a month, a little with each new one. */
const sweep = ({ db, company_id }: Context, { store_id }: Event) =>
  db.execute(sql`
    delete from erp_events where company_id = ${company_id} and id in (
      select id from erp_events
       where company_id = ${company_id} and store_id = ${store_id} and state = 'known'
         and known_from < now() - interval '30 days'
       order by known_from limit 20)`);

export const settleEvent = command({
  name: 'erp.settleEvent',
  summary: 'What came of telling the ERP: it knows, it is told again later, or a person is asked',
  access: internal.tenant,
  input: z.strictObject({ event_id: Id, began_at: Instant, answer: ErpAnswer }),
  output: z.object({ next: z.boolean() }),
}).handle(async (context, { event_id, began_at, answer }) => {
  const { db, company_id, emit } = context;
  const mine = and(eq(erp_events.company_id, company_id), eq(erp_events.id, event_id));
  const [row] = await db.select().from(erp_events).where(mine).for('update');
  const event = found(row, 'event');
  if (event.state !== 'waiting') return { next: true };

  const outcome = outcomeOf(answer, event.attempts);
  const error = outcome.state === 'known' ? null : explain(answer);
  const settled = { state: outcome.state, claimed_until: null, error };
  switch (outcome.state) {
    case 'known':
      await db
        .update(erp_events)
        .set({ ...settled, known_from: began_at })
        .where(mine);
      await applyAnew(context, event, began_at);
      await sweep(context, event);
      return { next: true };
    case 'dead':
      await db.update(erp_events).set(settled).where(mine);
      await askPerson(context, event, error ?? '');
      return { next: true };
    case 'waiting': {
      const { pause_ms } = outcome;
      const due_at = sql<string>`now() + ${pause_ms} * interval '1 ms'`;
      await db
        .update(erp_events)
        .set({ ...settled, due_at })
        .where(mine);
      await emit(deliveryDue, { store_id: event.store_id, pause_ms });
      return { next: false };
    }
  }
});
