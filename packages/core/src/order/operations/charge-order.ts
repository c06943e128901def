import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { claimAttempt } from '../../payment/operations/claim-attempt.ts';
import { failAttempt } from '../../payment/operations/fail-attempt.ts';
import { GatewayError } from '../../ports/gateway-error.ts';
import { saveCheckout } from './save-checkout.ts';

export const chargeOrder = flow({
  name: 'order.charge',
  summary: 'Charges what an order asks for, once, whoever calls and however often',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id }),
  output: z.object({ charged: z.boolean() }),
}).handle(async ({ gateways, call, vault, signal }, { order_id }) => {
  const { claim } = await call(claimAttempt, { order_id });
  if (!claim) return { charged: false };
  const { attempt_id, amount_cents } = claim;
  const credentials = { api_key: vault.open(claim.sealed_api_key) };
  try {
    const charge =
      (claim.look_first ? await gateways.pix.findByAttempt(credentials, attempt_id, signal) : null) ??
      (await gateways.pix.createCharge(
        credentials,
        {
          amount_cents,
          description: 'Pedido',
          expires_in_s: claim.expires_in_s,
          external_id: attempt_id,
          metadata: { order_id, attempt_id },
        },
        signal,
      ));
    const { id: external_id, br_code, qr_image, payment_url, expires_at } = charge;
    await call(saveCheckout, {
      order_id,
      attempt_id,
      charge: { external_id, br_code, qr_image, payment_url, expires_at },
    });
    return { charged: true };
  } catch (error) {
    // Only a final refusal ends the attempt: after an unknown outcome the charge may exist, and is looked for.
    if (!(error instanceof GatewayError && error.final)) throw error;
    await call(failAttempt, { attempt_id, error: error.message.slice(0, 500) });
    return { charged: false };
  }
});
