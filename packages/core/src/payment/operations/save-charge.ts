import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db/open-database.ts';
import { conflict, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { AttemptStatus, ChargeFacts } from '../contract.ts';
import { payment_attempts, payment_references } from '../tables.ts';

type Attempt = typeof payment_attempts.$inferSelect;

const foreignCharge = () => conflict('This charge belongs to something else.', 'payment.foreign_charge');

/** The attempt that a charge stands in. One attempt is one charge: each of two can be paid, and is told apart. */
async function attemptOfCharge(db: Tx, attempt: Attempt, external_id: string): Promise<string> {
  const { company_id, store_id, order_id, method, gateway, amount_cents } = attempt;
  const [known] = await db
    .select({
      company_id: payment_references.company_id,
      attempt_id: payment_references.attempt_id,
      order_id: payment_attempts.order_id,
    })
    .from(payment_references)
    .leftJoin(
      payment_attempts,
      and(
        eq(payment_attempts.company_id, company_id),
        eq(payment_attempts.id, payment_references.attempt_id),
      ),
    )
    .where(and(eq(payment_references.gateway, gateway), eq(payment_references.external_id, external_id)));
  if (known && (known.company_id !== company_id || known.order_id !== order_id)) throw foreignCharge();
  if (known) return known.attempt_id;

  let attempt_id = attempt.id;
  if (attempt.external_id !== null) {
    attempt_id = newId();
    await db.insert(payment_attempts).values({
      company_id,
      id: attempt_id,
      store_id,
      order_id,
      method,
      gateway,
      amount_cents,
      status: 'superseded',
      created_at: now(),
    });
  }
  const written = await db
    .insert(payment_references)
    .values({ gateway, external_id, company_id, attempt_id })
    .onConflictDoNothing()
    .returning({ attempt_id: payment_references.attempt_id });
  // Somebody wrote it in between, for another attempt.
  if (written.length === 0) throw foreignCharge();
  return attempt_id;
}

export const saveCharge = command({
  name: 'payment.saveCharge',
  summary:
    'Keeps what the gateway answered to a charge, even when the attempt is over or has another: it can still be paid',
  access: internal.tenant,
  input: z.strictObject({ attempt_id: Id, charge: ChargeFacts }),
  output: z.object({ attempt_id: Id, status: AttemptStatus }),
}).handle(async ({ db, company_id }, { attempt_id: asked, charge: { external_id, ...facts } }) => {
  const [attempt] = await db
    .select()
    .from(payment_attempts)
    .where(and(eq(payment_attempts.company_id, company_id), eq(payment_attempts.id, asked)))
    .for('update');
  const attempt_id = await attemptOfCharge(db, found(attempt, 'payment attempt'), external_id);
  const given = Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== null));
  const [saved] = await db
    .update(payment_attempts)
    .set({
      external_id,
      ...given,
      // The code is in the world from now on: it can be paid without a webhook.
      next_look_at: sql`case when ${payment_attempts.status} = 'paid' then null else coalesce(${payment_attempts.next_look_at}, now() + interval '3 min') end`,
      status: sql`case when ${payment_attempts.status} = 'requested' then 'open' else ${payment_attempts.status} end`,
    })
    .where(and(eq(payment_attempts.company_id, company_id), eq(payment_attempts.id, attempt_id)))
    .returning({ status: payment_attempts.status });
  return { attempt_id, status: found(saved, 'payment attempt').status };
});
