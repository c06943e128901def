import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { readBody } from '../control-surface.ts';
import { pause } from '../pause.ts';
import { type Message, makeKeyId } from './book.ts';
import { doors, type InstanceEnv, instanceGuard, type Server } from './doors.ts';
import { jidOf } from './numbers.ts';
import { messageData } from './payloads.ts';
import { EvolutionRefusal, read } from './refusal.ts';

const Delay = z.int().min(0).default(0);
const SendText = z.looseObject({ number: z.string(), text: z.string(), delay: Delay });
const SendMedia = z.looseObject({
  number: z.string(),
  mediatype: z.enum(['image', 'document', 'video', 'audio']),
  media: z.string(),
  mimetype: z.string().optional(),
  fileName: z.string().optional(),
  caption: z.string().optional(),
  delay: Delay,
});
const SendAudio = z.looseObject({ number: z.string(), audio: z.string(), delay: Delay });

const MIMETYPES = {
  image: 'image/png',
  document: 'application/octet-stream',
  video: 'video/mp4',
  audio: 'audio/ogg',
};

/** `/message/*`: sending. */
export function messageRoutes(server: Server): Hono<InstanceEnv> {
  const { faults } = server;
  const app = doors<InstanceEnv>();
  const guard = instanceGuard(server);

  app.post('/message/sendText/:name', guard, faults.at('sendText'), async (c) => {
    const { number, text, delay } = read(SendText, await readBody(c));
    if (text.trim() === '') throw new EvolutionRefusal(400, ['Text is required']);
    return send(server, c, { number, delay }, { kind: 'text', text, media: null });
  });

  app.post('/message/sendMedia/:name', guard, faults.at('sendMedia'), async (c) => {
    const body = read(SendMedia, await readBody(c));
    const { mediatype: kind, mimetype = MIMETYPES[kind], fileName, caption = null } = body;
    if (kind === 'document' && !isUrl(body.media) && fileName === undefined) {
      throw new EvolutionRefusal(400, ['For base64 the file name must be informed.']);
    }
    const media = { content: owned(body.media), mimetype, file_name: fileName ?? null };
    return send(server, c, body, { kind, text: caption, media });
  });

  app.post('/message/sendWhatsAppAudio/:name', guard, faults.at('sendWhatsAppAudio'), async (c) => {
    const { number, audio, delay } = read(SendAudio, await readBody(c));
    const media = { content: owned(audio), mimetype: 'audio/ogg; codecs=opus', file_name: null };
    return send(server, c, { number, delay }, { kind: 'audio', text: null, media });
  });

  return app;
}

async function send(
  { book, emit, now, closing }: Server,
  c: Context<InstanceEnv>,
  { number, delay }: { number: string; delay: number },
  content: Pick<Message, 'kind' | 'text' | 'media'>,
): Promise<Response> {
  const { instance } = c.var;
  if (instance.state !== 'open') throw new EvolutionRefusal(500, 'Connection Closed');
  const jid = jidOf(number);
  if (!book.onWhatsApp(number)) throw new EvolutionRefusal(400, [{ jid, exists: false, number }]);
  await pause(delay, closing);
  const message: Message = {
    ...content,
    id: makeKeyId('server'),
    instance: instance.name,
    jid,
    chat: book.chatOf(jid),
    direction: 'outbound',
    at: now(),
    status: 'PENDING',
  };
  book.record(message);
  const base64 = instance.webhook?.base64 ?? false;
  const echo = messageData(instance, message, { shape: '2.3', base64, source: 'unknown' });
  emit(instance, 'send.message', echo);
  if (instance.echo) emit(instance, 'messages.upsert', { ...echo, status: 'SERVER_ACK' });
  return c.json(messageData(instance, message, { shape: '2.3', base64: false, source: 'unknown' }), 201);
}

const isUrl = (media: string) => /^https?:\/\//.test(media);

/** The media if it is an address or bare base64; a `data:` URL is neither. */
function owned(media: string): string {
  if (isUrl(media) || /^[A-Za-z0-9+/]+={0,2}$/.test(media)) return media;
  throw new EvolutionRefusal(400, ['Owned media must be a url or base64']);
}
