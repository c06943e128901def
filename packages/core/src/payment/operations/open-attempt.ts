import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { inMs, now } from '../../kernel/clock.ts';
import { conflict } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { Cents } from '../../kernel/money.ts';
import { command } from '../../kernel/operation.ts';
import { Id, Instant } from '../../kernel/wire.ts';
import { methodsOffered, PaymentMethod } from '../contract.ts';
import { staticCode } from '../static-code.ts';
import { payment_attempts, payment_settings } from '../tables.ts';

type Settings = typeof payment_settings.$inferSelect;

interface Asked {
  gateway: 'abacatepay' | 'manual';
  /** `requested`: whoever charges claims it. `open`: it can be paid. */
  status: 'requested' | 'open';
  br_code?: string;
  qr_image?: string;
  expires_at: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A merchant who has not accepted an order by then will not. */
const ACCEPT_MS = 24 * HOUR_MS;

/** What each way of paying begins with, and how long it waits. */
const ASK: Record<PaymentMethod, (settings: Settings, order_id: string, amount_cents: number) => Asked> = {
  pix: ({ pix_expires_minutes }) => ({
    gateway: 'abacatepay',
    status: 'requested',
    expires_at: inMs(pix_expires_minutes * MINUTE_MS),
  }),
  manual_pix: (settings, order_id, amount_cents) => ({
    gateway: 'manual',
    status: 'open',
    ...staticCode(settings, order_id, amount_cents),
    expires_at: inMs(settings.proof_deadline_hours * HOUR_MS),
  }),
  cash_on_delivery: ({ cod_max_cents }, _, amount_cents) => {
    if (cod_max_cents !== null && amount_cents > cod_max_cents) {
      const message = 'This store does not take so much on delivery.';
      throw conflict(message, 'payment.cod_over_limit', { max_cents: cod_max_cents });
    }
    return { gateway: 'manual', status: 'open', expires_at: inMs(ACCEPT_MS) };
  },
};

export const openAttempt = command({
  name: 'payment.openAttempt',
  summary:
    'Asks to be paid for an order: a gateway’s charge is made by whoever claims it, a static code is there at once',
  access: internal.tenant,
  input: z.strictObject({
    order_id: Id,
    store_id: Id,
    method: PaymentMethod,
    amount_cents: Cents,
    /** The wait must be over by then. */
    expires_by: Instant.nullable().default(null),
  }),
  output: z.object({ attempt_id: Id, expires_at: Instant }),
}).handle(async ({ db, company_id }, { order_id, store_id, method, amount_cents, expires_by }) => {
  const [settings] = await db
    .select()
    .from(payment_settings)
    .where(and(eq(payment_settings.company_id, company_id), eq(payment_settings.store_id, store_id)));
  if (!settings || !methodsOffered(settings).includes(method)) {
    throw conflict('This store does not take this way of paying.', 'payment.method_disabled');
  }
  const asked = ASK[method](settings, order_id, amount_cents);
  const id = newId();
  const expires_at = expires_by && expires_by < asked.expires_at ? expires_by : asked.expires_at;
  const row = { company_id, id, store_id, order_id, method, amount_cents, ...asked, expires_at, expires_by };
  await db.insert(payment_attempts).values({ ...row, created_at: now() });
  return { attempt_id: id, expires_at };
});
