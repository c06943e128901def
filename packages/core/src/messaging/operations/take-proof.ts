import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { takeProof as attachToOrder } from '../../order/operations/take-proof.ts';
import { LARGEST_RECEIPT } from '../../payment/contract.ts';
import { keepFile } from '../../payment/operations/keep-file.ts';
import { GatewayError } from '../../ports/gateway-error.ts';
import { proofMessageOf, UNREADABLE_PROOF } from '../order-messages.ts';
import { writeMessages } from './write-messages.ts';

export const takeProof = flow({
  name: 'messaging.takeProof',
  summary: 'Keeps the picture or PDF of a message as the receipt of an order: a person looks at it',
  access: internal.tenant,
  input: z.strictObject({
    lead_id: Id,
    conversation_id: Id,
    instance: z.string(),
    key_id: z.string(),
    /** As the sender's phone counts them. */
    bytes: z.number().nullable(),
  }),
  output: z.object({ taken: z.boolean() }),
}).handle(async ({ gateways, call, signal }, { lead_id, conversation_id, instance, key_id, bytes }) => {
  const answer = async (text: string) => {
    const message = { text, cause_key: `proof:${instance}:${key_id}` };
    await call(writeMessages, { conversation_id, role: 'system', messages: [message] });
  };
  const media =
    (bytes ?? 0) > LARGEST_RECEIPT
      ? null
      : await gateways.messaging.getMedia({ instance, key_id }, signal).catch((error: unknown) => {
          if (error instanceof GatewayError && error.final) return null;
          throw error;
        });
  const { file } = media ? await call(keepFile, { bytes: media }) : { file: null };
  if (!file) {
    await answer(UNREADABLE_PROOF);
    return { taken: false };
  }
  const { order } = await call(attachToOrder, { lead_id, ...file });
  const text = order && proofMessageOf(order);
  if (text) await answer(text);
  return { taken: order !== null };
});
