import type { Hono } from 'hono';
import { z } from 'zod';
import { readBody } from '../control-surface.ts';
import { type Instance, WebhookInput } from './book.ts';
import { doors, type InstanceEnv, instanceGuard, type Server } from './doors.ts';
import { fakeQrCode } from './qr-code.ts';
import { read } from './refusal.ts';

const SetWebhook = z.looseObject({ webhook: WebhookInput });

/** `/webhook/*` and `/instance/*` of one instance: where its events go, and its link to a phone. */
export function instanceRoutes(server: Server): Hono<InstanceEnv> {
  const { book, faults, emit } = server;
  const app = doors<InstanceEnv>();
  const guard = instanceGuard(server);

  app.post('/webhook/set/:name', guard, faults.at('webhook'), async (c) => {
    const { webhook } = read(SetWebhook, await readBody(c));
    book.change(c.var.instance, { webhook });
    return c.json(webhookView(c.var.instance), 201);
  });
  app.get('/webhook/find/:name', guard, faults.at('webhook'), (c) => c.json(webhookView(c.var.instance)));

  app.get('/instance/connectionState/:name', guard, faults.at('connectionState'), (c) =>
    c.json(stateView(c.var.instance)),
  );
  app.get('/instance/connect/:name', guard, faults.at('connect'), async (c) => {
    const { instance } = c.var;
    if (instance.state === 'open') return c.json(stateView(instance));
    book.change(instance, { state: 'connecting' });
    const qrcode = await fakeQrCode(instance.name);
    emit(instance, 'qrcode.updated', { qrcode: { instance: instance.name, ...qrcode } });
    return c.json(qrcode);
  });
  app.delete('/instance/logout/:name', guard, (c) => {
    const { instance } = c.var;
    book.change(instance, { state: 'close' });
    emit(instance, 'connection.update', { instance: instance.name, state: 'close', statusReason: 401 });
    return c.json(success('Instance logged out'));
  });
  app.delete('/instance/delete/:name', guard, (c) => {
    book.remove(c.var.instance);
    return c.json(success('Instance deleted'));
  });

  return app;
}

const success = (message: string) => ({ status: 'SUCCESS', error: false, response: { message } });

const stateView = ({ name, state }: Instance) => ({ instance: { instanceName: name, state } });

function webhookView({ webhook, id }: Instance) {
  if (!webhook) return null;
  const { enabled, url, headers, events, byEvents, base64 } = webhook;
  return { enabled, url, headers, events, webhookByEvents: byEvents, webhookBase64: base64, instanceId: id };
}
