import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow, serviceOf } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { findChargeOwner } from './find-charge-owner.ts';
import { recordPayment } from './record-payment.ts';
import { saveCharge } from './save-charge.ts';

export const settleCharge = flow({
  name: 'payment.settleCharge',
  summary:
    'Re-reads a charge at the gateway and records its money if it was paid: the webhook itself proves nothing',
  access: internal.global,
  input: z.strictObject({ store_id: Id, charge_id: z.string() }),
  output: z.object({ recorded: z.boolean() }),
}).handle(async ({ gateways, call, as, vault, signal }, { store_id, charge_id }) => {
  const store = await call(findChargeOwner, { store_id, charge_id, attempt_id: null });
  if (!store.sealed_api_key) return { recorded: false };
  const charge = await gateways.pix.getCharge(
    { api_key: vault.open(store.sealed_api_key) },
    charge_id,
    signal,
  );
  if (charge?.status !== 'paid') return { recorded: false };

  const owner = as(serviceOf(store.company_id, 'payment.settleCharge'));
  const { amount_cents } = charge;
  if (store.attempt_id) return owner.call(recordPayment, { attempt_id: store.attempt_id, amount_cents });

  // The webhook has overtaken the charge's own answer: only the metadata says whose it is.
  const named = Id.safeParse(charge.metadata.attempt_id).data ?? null;
  const { attempt_id } = await call(findChargeOwner, { store_id, charge_id, attempt_id: named });
  // A charge that the shop made elsewhere with the same account.
  if (!attempt_id) return { recorded: false };
  const { id: external_id, br_code, qr_image, payment_url, expires_at } = charge;
  const saved = await owner.call(saveCharge, {
    attempt_id,
    charge: { external_id, br_code, qr_image, payment_url, expires_at },
  });
  return owner.call(recordPayment, { attempt_id: saved.attempt_id, amount_cents });
});
