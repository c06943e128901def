import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { conflict } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { Cents } from '../../kernel/money.ts';
import { command } from '../../kernel/operation.ts';
import { Id, Instant } from '../../kernel/wire.ts';
import { PaymentMethod } from '../contract.ts';
import { payment_attempts, payment_settings } from '../tables.ts';

export const openAttempt = command({
  name: 'payment.openAttempt',
  summary: 'Asks to be paid for an order; whoever charges claims it. 409 `payment.method_disabled`',
  access: internal.tenant,
  input: z.strictObject({
    order_id: Id,
    store_id: Id,
    method: PaymentMethod,
    amount_cents: Cents,
    /** The charge must be over by then. */
    expires_by: Instant.nullable().default(null),
  }),
  output: z.object({ attempt_id: Id }),
}).handle(async ({ db, company_id }, { order_id, store_id, method, amount_cents, expires_by }) => {
  const [settings] = await db
    .select({ pix_enabled: payment_settings.pix_enabled })
    .from(payment_settings)
    .where(and(eq(payment_settings.company_id, company_id), eq(payment_settings.store_id, store_id)));
  if (method !== 'pix' || !settings?.pix_enabled) {
    throw conflict('This store does not take this way of paying.', 'payment.method_disabled');
  }
  const id = newId();
  await db.insert(payment_attempts).values({
    company_id,
    id,
    store_id,
    order_id,
    method,
    gateway: 'abacatepay',
    amount_cents,
    status: 'requested',
    expires_by,
    created_at: now(),
  });
  return { attempt_id: id };
});
