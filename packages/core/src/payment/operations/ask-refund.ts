import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { claimRefund } from './claim-refund.ts';
import { noteRefund } from './note-refund.ts';

export const askRefund = flow({
  name: 'payment.askRefund',
  summary:
    'Asks the gateway to give a payment back, one at a time; for whoever has just read that it still has the money',
  access: internal.tenant,
  input: z.strictObject({ attempt_id: Id }),
  output: z.object({ asked: z.boolean() }),
}).handle(async ({ gateways, call, vault, signal }, { attempt_id }) => {
  const { claim } = await call(claimRefund, { attempt_id });
  if (!claim) return { asked: false };
  const { refusal } = await gateways.pix.refundCharge(
    { api_key: vault.open(claim.sealed_api_key) },
    claim.external_id,
    claim.reason,
    signal,
  );
  await call(noteRefund, { attempt_id, refusal });
  return { asked: true };
});
