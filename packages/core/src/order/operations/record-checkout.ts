import { and, eq } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { inMs } from '../../kernel/clock.ts';
import { found, invalidField } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { payment_settings } from '../../payment/tables.ts';
import { attemptOf } from '../attempt-of.ts';
import { CheckoutState, OrderView } from '../contract.ts';
import { lockOrder, orderView } from '../rows.ts';
import { WALKERS } from '../rules.ts';
import { orders } from '../tables.ts';
import { saveCheckout } from './save-checkout.ts';

export const recordCheckout = command({
  name: 'order.recordCheckout',
  summary:
    'Keeps the charge that the caller made by itself: the order waits for its payment, and nobody else charges it',
  access: app.row(orders).orService,
  rest: { method: 'post', path: '/internal/orders/{id}/checkout-state' },
  audit: { target: 'order' },
  input: CheckoutState,
  output: OrderView,
}).handle(async (context, { id, payment_link_url = null, br_code = null, qr_image = null, ...given }) => {
  const { db, company_id, actor, call } = context;
  const order = await lockOrder(db, company_id, id);
  const attempt = await attemptOf(context, order);
  const external_id = given.external_id ?? attempt.external_id;
  if (external_id === null) throw invalidField('external_id', 'Which charge of the gateway it is.');

  const [settings] = await db
    .select({ minutes: payment_settings.pix_expires_minutes })
    .from(payment_settings)
    .where(and(eq(payment_settings.company_id, company_id), eq(payment_settings.store_id, order.store_id)));
  // Every wait has an end.
  const expires_at =
    given.expires_at ?? attempt.expires_at ?? inMs(found(settings, 'payment settings').minutes * 60_000);
  await call(saveCheckout, {
    order_id: id,
    attempt_id: attempt.id,
    charge: { external_id, br_code, qr_image, payment_url: payment_link_url, expires_at },
  });
  return orderView(db, company_id, id, WALKERS[actor.kind]);
});
