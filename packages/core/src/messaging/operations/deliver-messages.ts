import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { GatewayError } from '../../ports/gateway-error.ts';
import { claimOutgoing } from './claim-outgoing.ts';
import { settleOutgoing } from './settle-outgoing.ts';

const DATA_URL = /^data:([^;]+);base64,(.*)$/s;

export const deliverMessages = flow({
  name: 'messaging.deliver',
  summary: 'Sends what waits in a conversation, in the order it was written',
  access: internal.tenant,
  input: z.strictObject({ conversation_id: Id }),
  output: z.object({ sent: z.int() }),
}).handle(async ({ gateways, call, signal }, { conversation_id }) => {
  for (let sent = 0; ; sent += 1) {
    const { message } = await call(claimOutgoing, { conversation_id });
    if (!message) return { sent };
    const { message_id, instance, to, text, image } = message;
    const [, mimetype = '', image_base64 = ''] = image?.match(DATA_URL) ?? [];
    try {
      const { key_id } = image
        ? await gateways.messaging.sendImage({ instance, to, image_base64, mimetype, caption: text }, signal)
        : await gateways.messaging.sendText({ instance, to, text }, signal);
      await call(settleOutgoing, { message_id, key_id, failed: false, free: false });
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      // Refused for good, e.g. a number that is not on WhatsApp: said once, and the next one is sent.
      const gone = error.final;
      await call(settleOutgoing, {
        message_id,
        key_id: null,
        failed: gone,
        free: error.outcome === 'refused',
      });
      if (!gone) throw error;
    }
  }
});
