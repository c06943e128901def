import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { webhook } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { sameSecret } from '../../kernel/crypto.ts';
import { unauthorized } from '../../kernel/errors.ts';
import { command, serviceOf } from '../../kernel/operation.ts';
import { webhook_inbox } from '../../kernel/tables.ts';
import { Id } from '../../kernel/wire.ts';
import { readAbacatePayEvent } from '../abacatepay-event.ts';
import { payment_settings } from '../tables.ts';
import { settleCharge } from './settle-charge.ts';

export const receiveWebhook = command({
  name: 'payment.receiveWebhook',
  summary: "AbacatePay's webhook: proved by the store's own secret, kept once, settled by a job",
  access: webhook,
  rest: { method: 'post', path: '/webhooks/abacate-pay', body_as: 'event' },
  input: z.strictObject({ store_id: Id, webhookSecret: z.string(), event: z.unknown() }),
  output: z.object({ status: z.enum(['received', 'duplicate', 'ignored']) }),
}).handle(async ({ db, vault, as }, { store_id, webhookSecret, event }) => {
  const [settings] = await db
    .select({
      company_id: payment_settings.company_id,
      secret: payment_settings.abacatepay_webhook_secret,
    })
    .from(payment_settings)
    .where(eq(payment_settings.store_id, store_id));
  // One answer for an unknown store, a store without a secret, and a wrong secret.
  if (!settings?.secret || !sameSecret(webhookSecret, vault.open(settings.secret))) throw unauthorized();
  const about = readAbacatePayEvent(event);
  if (!about) return { status: 'ignored' };
  const { event_id, ...charge } = about;
  const fresh = await db
    .insert(webhook_inbox)
    .values({ source: `abacatepay:${store_id}`, event_id, received_at: now() })
    .onConflictDoNothing()
    .returning();
  if (fresh.length === 0) return { status: 'duplicate' };
  const { enqueue } = as(serviceOf(settings.company_id, 'payment.receiveWebhook'));
  await enqueue(settleCharge, { store_id, ...charge, rung: true }, { about: charge.charge_id });
  return { status: 'received' };
});
