import type { Hono } from 'hono';
import { z } from 'zod';
import { readBody } from '../control-surface.ts';
import { pause } from '../pause.ts';
import { doors, type InstanceEnv, instanceGuard, type Server } from './doors.ts';
import { jidOf } from './numbers.ts';
import { mediaAnswer } from './payloads.ts';
import { EvolutionRefusal, read } from './refusal.ts';

const Numbers = z.looseObject({ numbers: z.array(z.string()).min(1) });
const MediaKey = z.looseObject({ message: z.looseObject({ key: z.looseObject({ id: z.string() }) }) });
const ReadMessages = z.looseObject({
  readMessages: z.array(z.looseObject({ id: z.string(), fromMe: z.boolean(), remoteJid: z.string() })),
});
const Presence = z.looseObject({ number: z.string(), presence: z.string(), delay: z.int().min(0) });

/** `/chat/*`: who is on WhatsApp, media of a message, reading and typing. */
export function chatRoutes(server: Server): Hono<InstanceEnv> {
  const { book, faults } = server;
  const app = doors<InstanceEnv>();
  const guard = instanceGuard(server);

  app.post('/chat/whatsappNumbers/:name', guard, faults.at('whatsappNumbers'), async (c) => {
    const { numbers } = read(Numbers, await readBody(c));
    return c.json(numbers.map((number) => ({ jid: jidOf(number), exists: book.onWhatsApp(number), number })));
  });

  const fault = faults.at('getBase64FromMediaMessage');
  app.post('/chat/getBase64FromMediaMessage/:name', guard, fault, async (c) => {
    const { message: wanted } = read(MediaKey, await readBody(c));
    const message = book.message(c.var.instance.name, wanted.key.id);
    if (!message) throw new EvolutionRefusal(400, ['Message not found']);
    const answer = mediaAnswer(message);
    if (!answer) throw new EvolutionRefusal(400, ['The message is not of the media type']);
    return c.json(answer, 201);
  });

  app.post('/chat/markMessageAsRead/:name', guard, faults.at('markMessageAsRead'), async (c) => {
    for (const { id } of read(ReadMessages, await readBody(c)).readMessages) {
      const message = book.message(c.var.instance.name, id);
      if (message?.direction === 'inbound') book.setStatus(message, 'READ');
    }
    return c.json({ message: 'Read messages', read: 'success' }, 201);
  });

  app.post('/chat/sendPresence/:name', guard, faults.at('sendPresence'), async (c) => {
    const { presence, delay } = read(Presence, await readBody(c));
    await pause(delay, server.closing);
    return c.json({ presence }, 201);
  });

  return app;
}
