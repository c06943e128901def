import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { readBody } from '../control-surface.ts';
import type { FakeEnv } from '../serve-fake.ts';
import { type EvolutionBook, type Instance, WebhookInput } from './book.ts';
import { doors, type Server } from './doors.ts';
import { canonicalNumber, jidOf } from './numbers.ts';
import { fakeQrCode } from './qr-code.ts';
import { EvolutionRefusal, read } from './refusal.ts';

const INTEGRATIONS = ['WHATSAPP-BAILEYS', 'WHATSAPP-BUSINESS', 'EVOLUTION'];

const CreateInstance = z.looseObject({
  instanceName: z.string().min(1),
  integration: z.string().optional(),
  qrcode: z.boolean().default(false),
  number: z.string().optional(),
  token: z.string().optional(),
  webhook: WebhookInput.optional(),
});

/** The doors of the server itself, for the global key only: making instances and listing them. */
export function serverRoutes(server: Server): Hono<FakeEnv> {
  const { book, faults } = server;
  const app = doors<FakeEnv>();

  const authorize = (c: Context<FakeEnv>) => {
    if (c.req.header('apikey') !== server.api_key) throw new EvolutionRefusal(401, 'Unauthorized');
  };

  app.post('/instance/create', faults.at('create'), async (c) => {
    const body = await readBody(c);
    const taken = z.looseObject({ instanceName: z.string() }).safeParse(body);
    if (taken.success && book.find(taken.data.instanceName)) {
      throw new EvolutionRefusal(403, [`This name "${taken.data.instanceName}" is already in use.`]);
    }
    authorize(c);
    const { instanceName, integration, qrcode, number, token, webhook } = read(CreateInstance, body);
    if (integration === undefined || !INTEGRATIONS.includes(integration)) {
      throw new EvolutionRefusal(400, ['Invalid integration']);
    }
    const instance = book.add({
      name: instanceName,
      number: number ?? null,
      state: qrcode ? 'connecting' : 'close',
      webhook: webhook ?? null,
      ...(token ? { token } : {}),
    });
    const code = qrcode ? await fakeQrCode(instanceName) : undefined;
    if (code) server.emit(instance, 'qrcode.updated', { qrcode: { instance: instanceName, ...code } });
    return c.json({ ...createdView(instance, integration), qrcode: code }, 201);
  });

  app.get('/instance/fetchInstances', faults.at('fetchInstances'), (c) => {
    authorize(c);
    const { instanceName, instanceId, number } = c.req.query();
    if (instanceName && !book.find(instanceName)) {
      throw new EvolutionRefusal(404, [`Instance "${instanceName}" not found`]);
    }
    const rows = book
      .instances()
      .filter(
        (instance) =>
          (!instanceName || instance.name === instanceName) &&
          (!instanceId || instance.id === instanceId) &&
          (!number || canonicalNumber(instance.number ?? '') === canonicalNumber(number)),
      );
    return c.json(rows.map((instance) => rowView(instance, book)));
  });

  return app;
}

function createdView({ name, id, token, state, webhook }: Instance, integration: string) {
  return {
    instance: {
      instanceName: name,
      instanceId: id,
      integration,
      webhookWaBusiness: null,
      accessTokenWaBusiness: '',
      status: state,
    },
    hash: token,
    webhook: {
      webhookUrl: webhook?.url,
      webhookHeaders: webhook?.headers,
      webhookByEvents: webhook?.byEvents,
      webhookBase64: webhook?.base64,
    },
    settings: {
      rejectCall: false,
      msgCall: '',
      groupsIgnore: false,
      alwaysOnline: false,
      readMessages: false,
      readStatus: false,
      syncFullHistory: false,
    },
  };
}

function rowView(instance: Instance, book: EvolutionBook) {
  const { id, name, state, number, token } = instance;
  const messages = book.messages(name);
  return {
    id,
    name,
    connectionStatus: state,
    ownerJid: number === null ? null : jidOf(number),
    profileName: name,
    profilePicUrl: null,
    integration: 'WHATSAPP-BAILEYS',
    number,
    token,
    Setting: null,
    _count: { Message: messages.length, Chat: new Set(messages.map(({ chat }) => chat)).size },
  };
}
