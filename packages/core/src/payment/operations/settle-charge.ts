import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { Cents } from '../../kernel/money.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { GatewayError } from '../../ports/gateway-error.ts';
import type { PixCharge } from '../../ports/pix.ts';
import { askRefund } from './ask-refund.ts';
import { findCharge } from './find-charge.ts';
import { lookSoon } from './look-soon.ts';
import { noteReading } from './note-reading.ts';
import { recordPayment } from './record-payment.ts';
import { reportKey } from './report-key.ts';
import { saveCharge } from './save-charge.ts';

/** What the gateway calls money that came, and what became of it. */
const CAME: ReadonlySet<PixCharge['status']> = new Set(['paid', 'disputed', 'refunded']);
const came = (charge: PixCharge): charge is PixCharge & { status: 'paid' | 'disputed' | 'refunded' } =>
  CAME.has(charge.status);

export const settleCharge = flow({
  name: 'payment.settleCharge',
  summary:
    'Brings a charge to what the gateway says of it: its money recorded, given back, contested. What a webhook says proves nothing',
  access: internal.tenant,
  input: z.strictObject({
    store_id: Id,
    charge_id: z.string(),
    attempt_id: Id.nullable().default(null),
    claimed_cents: Cents.nullable().default(null),
    /** By a webhook: what it tells is looked for until it is found. Else the next look will do. */
    rung: z.boolean(),
  }),
  output: z.object({ came: z.boolean() }),
}).handle(
  async ({ gateways, call, vault, signal }, { store_id, charge_id, attempt_id, claimed_cents, rung }) => {
    const known = await call(findCharge, { store_id, charge_id, named: attempt_id });
    if (!known.sealed_api_key) {
      await call(reportKey, { store_id });
      return { came: false };
    }
    const credentials = { api_key: vault.open(known.sealed_api_key) };
    const read = (id: string) => gateways.pix.getCharge(credentials, id, signal);
    let charge: PixCharge | null = null;
    try {
      charge = await read(charge_id);
      // Events have been seen that call a charge by another name than it was made with.
      if (!charge && known.named_external_id) charge = await read(known.named_external_id);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      if (error.code === 'key_refused') await call(reportKey, { store_id });
      else if (rung) throw error;
      return { came: false };
    }
    if (!charge || !came(charge)) {
      if (rung && known.attempt_id) await call(lookSoon, { attempt_id: known.attempt_id });
      return { came: false };
    }

    const paid_id = charge.id === charge_id && known.attempt_id ? known.attempt_id : await attemptOf(charge);
    // A charge that the shop made elsewhere with the same account.
    if (!paid_id) return { came: false };
    await call(recordPayment, { attempt_id: paid_id, amount_cents: charge.amount_cents, claimed_cents });
    const reading = { attempt_id: paid_id, reading: charge.status, read_at: known.asked_at };
    const { status } = await call(noteReading, reading);
    if (status === 'refund_pending' && charge.status === 'paid')
      await call(askRefund, { attempt_id: paid_id });
    return { came: true };

    /** Where the webhook has overtaken the charge's own answer, only the charge's metadata says whose it is. */
    async function attemptOf({ metadata, id, br_code, qr_image, payment_url, expires_at }: PixCharge) {
      const named = Id.safeParse(metadata.attempt_id).data ?? null;
      const owner = await call(findCharge, { store_id, charge_id: id, named });
      if (owner.attempt_id || !owner.named_id) return owner.attempt_id;
      const facts = { external_id: id, br_code, qr_image, payment_url, expires_at };
      return (await call(saveCharge, { attempt_id: owner.named_id, charge: facts })).attempt_id;
    }
  },
);
