import { GatewayError } from '@vek1/core/ports/gateway-error';
import type { Messaging, SentMessage } from '@vek1/core/ports/messaging';
import { z } from 'zod';
import { createOutboundCall } from '../outbound-call.ts';

const GATEWAY = 'evolution';

export interface EvolutionOptions {
  base_url: string;
  /** The server's global key. */
  api_key: string;
  timeout_ms?: number;
}

/**
 * WhatsApp by Evolution 2.x. `to` is a number's digits or a `…@lid`. Nothing is ever sent twice from here:
 * after an unknown outcome the message's echo tells.
 */
export function createEvolution({ base_url, api_key, timeout_ms = 20_000 }: EvolutionOptions): Messaging {
  const root = base_url.replace(/\/+$/, '');
  const call = createOutboundCall({ gateway: GATEWAY, timeout_ms, reason, outcome });

  async function send(
    verb: 'sendText' | 'sendMedia',
    message: { instance: string; body: object },
    signal: AbortSignal | undefined,
  ): Promise<SentMessage> {
    const answer = await call({
      method: 'POST',
      url: `${root}/message/${verb}/${encodeURIComponent(message.instance)}`,
      headers: { apikey: api_key },
      body: message.body,
      secret: api_key,
      retries: 0,
      signal,
    });
    return { key_id: read(Sent, answer).key.id };
  }

  return {
    async getMedia({ instance, key_id }, signal) {
      const answer = await call({
        method: 'POST',
        url: `${root}/chat/getBase64FromMediaMessage/${encodeURIComponent(instance)}`,
        headers: { apikey: api_key },
        body: { message: { key: { id: key_id } } },
        secret: api_key,
        retries: 2,
        signal,
      });
      return Buffer.from(read(Media, answer).base64, 'base64');
    },
    sendText: ({ instance, to, text }, signal) =>
      send('sendText', { instance, body: { number: to, text } }, signal),
    sendImage: ({ instance, to, image_base64, mimetype, caption }, signal) => {
      const media = image_base64.replace(/^data:[^,]*,/, '');
      const body = { number: to, mediatype: 'image', media, mimetype, caption };
      return send('sendMedia', { instance, body }, signal);
    },
  };
}

function read<Shape extends z.ZodType>(shape: Shape, answer: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(answer);
  if (parsed.success) return parsed.data;
  const why = `${GATEWAY}: an answer that can't be read: ${z.prettifyError(parsed.error)}`;
  throw new GatewayError({ code: 'gateway_failed', gateway: GATEWAY, outcome: 'unknown', message: why });
}

const Media = z.looseObject({ base64: z.string().min(1) });
const Sent = z.looseObject({ key: z.looseObject({ id: z.string().min(1) }) });

const Complaint = z.looseObject({ response: z.looseObject({ message: z.unknown() }) });

/** What the server says: a text, a list of texts, a list of lists of them, or who is not on WhatsApp. */
function complaints(body: unknown): string[] {
  const parsed = Complaint.safeParse(body);
  const said = parsed.success ? [parsed.data.response.message].flat(3) : [];
  return said.map((item) => {
    if (typeof item === 'string') return item;
    const absent = typeof item === 'object' && item !== null && 'exists' in item && item.exists === false;
    return absent ? 'the number is not on WhatsApp' : JSON.stringify(item);
  });
}

const reason = (body: unknown) => complaints(body).join('; ') || undefined;

/**
 * The server answers 400 with the error's text also to what broke after the message had left; and a phone
 * that is not linked is a 500 or a 400 although nothing can have left.
 */
function outcome(body: unknown, status: number): GatewayError['outcome'] | undefined {
  const said = complaints(body);
  if (said.some((text) => text.includes('Connection Closed'))) return 'refused';
  if (status === 400 && said.some((text) => /^\w*Error\b/.test(text))) return 'unknown';
  return undefined;
}
