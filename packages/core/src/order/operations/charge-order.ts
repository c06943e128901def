import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { claimAttempt } from '../../payment/operations/claim-attempt.ts';
import { failAttempt } from '../../payment/operations/fail-attempt.ts';
import { releaseClaim } from '../../payment/operations/release-claim.ts';
import { retryAttempt } from '../../payment/operations/retry-attempt.ts';
import { GatewayError } from '../../ports/gateway-error.ts';
import type { PixCharge } from '../../ports/pix.ts';
import { saveCheckout } from './save-checkout.ts';

const NO_KEY = 'A loja não tem chave do AbacatePay.';

export const chargeOrder = flow({
  name: 'order.charge',
  summary: 'Charges what an order asks for, once, whoever calls and however often',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id }),
  output: z.object({ charged: z.boolean() }),
}).handle(async ({ gateways, call, vault, signal }, { order_id }) => {
  const { claim } = await call(claimAttempt, { order_id });
  if (!claim) return { charged: false };
  const { amount_cents, expires_in_s, look_first } = claim;
  let { attempt_id } = claim;
  if (claim.sealed_api_key === null) {
    await call(failAttempt, { attempt_id, error: NO_KEY, key_refused: true });
    return { charged: false };
  }
  const credentials = { api_key: vault.open(claim.sealed_api_key) };

  async function charge(): Promise<PixCharge> {
    const metadata = { order_id, attempt_id };
    const wanted = { amount_cents, description: 'Pedido', expires_in_s, external_id: attempt_id, metadata };
    try {
      return await gateways.pix.createCharge(credentials, wanted, signal);
    } catch (error) {
      // Surely not charged: whoever comes next need not look for it, nor wait until this claim is over.
      if (error instanceof GatewayError && error.outcome === 'refused' && !error.final) {
        await call(releaseClaim, { attempt_id, may_exist: false });
      }
      throw error;
    }
  }

  async function findLost(): Promise<PixCharge | null> {
    try {
      return await gateways.pix.findByAttempt(credentials, attempt_id, signal);
    } catch (error) {
      // Nothing of ours is under way, and of all who find nothing `retryAttempt` lets one charge: the next may look at once.
      await call(releaseClaim, { attempt_id, may_exist: true });
      throw error;
    }
  }

  try {
    let made = look_first ? await findLost() : null;
    if (!made && look_first) {
      const next = await call(retryAttempt, { attempt_id });
      if (next.attempt_id === null) return { charged: false };
      attempt_id = next.attempt_id;
    }
    made ??= await charge();
    const { id: external_id, br_code, qr_image, payment_url, expires_at } = made;
    await call(saveCheckout, {
      order_id,
      attempt_id,
      charge: { external_id, br_code, qr_image, payment_url, expires_at },
    });
    return { charged: true };
  } catch (error) {
    // Only a final refusal ends the attempt: after an unknown outcome the charge may exist, and is looked for.
    if (!(error instanceof GatewayError && error.final)) throw error;
    const key_refused = error.code === 'key_refused';
    await call(failAttempt, { attempt_id, error: error.message.slice(0, 500), key_refused });
    return { charged: false };
  }
});
