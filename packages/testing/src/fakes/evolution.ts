import { Hono } from 'hono';
import { z } from 'zod';
import { ControlRefusal, controlSurface, readBody } from './control-surface.ts';
import {
  CONNECTION_STATES,
  createEvolutionBook,
  type Instance,
  type Message,
  makeKeyId,
  WebhookInput,
} from './evolution/book.ts';
import { chatRoutes } from './evolution/chat-routes.ts';
import { ROUTES, type Server } from './evolution/doors.ts';
import { deliveryOf } from './evolution/emit.ts';
import { instanceRoutes } from './evolution/instance-routes.ts';
import { messageRoutes } from './evolution/message-routes.ts';
import { canonicalNumber, jidOf } from './evolution/numbers.ts';
import { messageData, receiptData } from './evolution/payloads.ts';
import { refusal } from './evolution/refusal.ts';
import { serverRoutes } from './evolution/server-routes.ts';
import { createFaults, type Fault } from './faults.ts';
import { type FakeEnv, serveFake } from './serve-fake.ts';
import type { StateFile } from './state-file.ts';
import { createWebhookEmitter, type RetryPolicy } from './webhook-emitter.ts';

const InstanceInput = z.strictObject({
  name: z.string().min(1),
  number: z.string().regex(/^\d+$/),
  state: z.enum(CONNECTION_STATES).default('open'),
  webhook: WebhookInput.optional(),
  echo: z.boolean().default(false),
});
/** An instance that is linked already. Given again it changes, and keeps its key and its chats. */
export type EvolutionInstance = z.input<typeof InstanceInput>;

const InboundInput = z
  .strictObject({
    /** The customer's number, digits. */
    from: z.string().regex(/^\d+$/),
    push_name: z.string().optional(),
    text: z.string().optional(),
    image: z
      .strictObject({ base64: z.base64(), mimetype: z.string(), caption: z.string().optional() })
      .optional(),
    document: z
      .strictObject({
        base64: z.base64(),
        mimetype: z.string(),
        file_name: z.string(),
        caption: z.string().optional(),
      })
      .optional(),
    shape: z.enum(['2.2', '2.3']).default('2.3'),
    /** Digits of a lid: the message arrives by it alone, without number and name. */
    lid: z
      .string()
      .regex(/^\d+(@lid)?$/)
      .optional(),
    key_id: z.string().min(1).optional(),
    /** How many equal webhooks leave at once. */
    deliveries: z.int().min(0).default(1),
    /** The shop's owner typed it on the phone to that customer. */
    from_me: z.boolean().default(false),
  })
  .refine(({ text, image, document }) => text ?? image ?? document, 'a text, an image or a document');
export type Inbound = z.input<typeof InboundInput>;

const ReceiptInput = z.strictObject({
  key_id: z.string(),
  status: z.enum(['SERVER_ACK', 'DELIVERY_ACK', 'READ', 'PLAYED', 'ERROR']),
});
export type Receipt = z.input<typeof ReceiptInput>;

const ConnectionInput = z.strictObject({
  state: z.enum(CONNECTION_STATES),
  status_reason: z.int().default(200),
});
const NumberInput = z.strictObject({ number: z.string(), on_whatsapp: z.boolean() });

/** A message as a phone shows it. */
export interface TimelineItem {
  id: string;
  direction: 'inbound' | 'outbound';
  kind: Message['kind'];
  text: string | null;
  /** A `data:` URL, or the address it was sent by. */
  image?: string;
  file_name?: string;
  /** ISO 8601 UTC */
  at: string;
  status: Message['status'];
}

export interface EvolutionOptions {
  /** The global key; each instance also has its own. */
  api_key: string;
  instances?: EvolutionInstance[];
  /** ms */
  now?: () => number;
  /** How webhooks are tried again; the real one waits 5 s at first, ours is impatient. */
  retry?: Partial<RetryPolicy>;
  /** Keeps instances and chats over a restart. */
  state_file?: StateFile;
}

/** For each delivery the status of every attempt, 0 where nobody answered. */
export interface Delivered {
  deliveries: number[][];
}

export interface EvolutionFake {
  app: Hono<FakeEnv>;
  instance(instance: EvolutionInstance): void;
  /** A customer writes. Resolves when the webhooks have been delivered or given up. */
  inbound(instance: string, message: Inbound): Promise<Delivered & { key_id: string }>;
  /** A chat, oldest first; all chats without a number. The ninth digit does not matter. */
  messages(instance: string, number?: string): TimelineItem[];
  /** The customer's phone got or read one of our messages. */
  receipt(instance: string, receipt: Receipt): Promise<Delivered>;
  connection(instance: string, change: z.input<typeof ConnectionInput>): Promise<Delivered>;
  setOnWhatsApp(number: string, exists: boolean): void;
  fault(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

export interface FakeEvolution extends EvolutionFake {
  url: string;
}

const RETRY: RetryPolicy = {
  attempts: 10,
  base_delay_ms: 100,
  max_delay_ms: 2_000,
  timeout_ms: 30_000,
  final_statuses: [400, 401, 403, 404, 422],
};

/** Evolution API 2.3 with its own memory, and `/__fake/*` to play the customers' phones. */
export function evolutionFake(options: EvolutionOptions): EvolutionFake {
  const { api_key, now = Date.now } = options;
  const closing = new AbortController();
  const book = createEvolutionBook(options.state_file);
  const emitter = createWebhookEmitter({ ...RETRY, ...options.retry });
  const faults = createFaults(ROUTES, (status) => refusal(status, ['fault']), closing.signal);

  async function emit(instance: Instance, event: string, data: unknown, copies = 1): Promise<Delivered> {
    const delivery = copies === 0 ? null : deliveryOf(instance, event, data, { now: now(), copies });
    return { deliveries: delivery ? await emitter.deliver(delivery) : [] };
  }

  function addInstance(input: EvolutionInstance): void {
    const { webhook = null, ...fields } = InstanceInput.parse(input);
    const known = book.find(fields.name);
    if (known) book.change(known, { ...fields, webhook });
    else book.add({ ...fields, webhook });
  }
  for (const instance of options.instances ?? []) addInstance(instance);

  const fake: Omit<EvolutionFake, 'app'> = {
    instance: addInstance,
    async inbound(name, input) {
      const instance = book.get(name);
      const parsed = InboundInput.parse(input);
      const message = inboundMessage(instance.name, parsed, now());
      if (parsed.lid !== undefined) book.learnLid(message.jid, parsed.from);
      book.record(message);
      const base64 = instance.webhook?.base64 ?? false;
      const { shape, push_name } = parsed;
      const data = messageData(instance, message, { shape, push_name, base64, source: 'android' });
      return { key_id: message.id, ...(await emit(instance, 'messages.upsert', data, parsed.deliveries)) };
    },
    messages(name, number) {
      const chat = number === undefined ? undefined : book.chatOf(number);
      return book.messages(book.get(name).name, chat).map(timelineItem);
    },
    async receipt(name, input) {
      const instance = book.get(name);
      const { key_id, status } = ReceiptInput.parse(input);
      const message = book.message(name, key_id);
      if (!message) throw new ControlRefusal(404, `no message ${key_id}`);
      book.setStatus(message, status);
      return emit(instance, 'messages.update', receiptData(instance, message));
    },
    async connection(name, input) {
      const instance = book.get(name);
      const { state, status_reason } = ConnectionInput.parse(input);
      book.change(instance, { state });
      const wuid = instance.number === null ? undefined : jidOf(instance.number);
      const data = { instance: name, state, statusReason: status_reason, wuid };
      return emit(instance, 'connection.update', data);
    },
    setOnWhatsApp: (number, exists) => book.setOnWhatsApp(number, exists),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    async close() {
      closing.abort();
      await emitter.close();
    },
  };

  const server: Server = {
    ...{ api_key, book, faults, now, closing: closing.signal },
    emit: (instance, event, data) => void emit(instance, event, data),
  };
  const app = new Hono<FakeEnv>()
    .route('/__fake', evolutionControl(fake, controlSurface(faults)))
    .route('/', serverRoutes(server))
    .route('/', messageRoutes(server))
    .route('/', chatRoutes(server))
    .route('/', instanceRoutes(server))
    .notFound((c) => c.json(refusal(404, [`Cannot ${c.req.method} ${c.req.path}`]), 404));
  return { ...fake, app };
}

function evolutionControl(fake: Omit<EvolutionFake, 'app'>, control: Hono<FakeEnv>): Hono<FakeEnv> {
  control.post('/instances', async (c) => {
    fake.instance(InstanceInput.parse(await readBody(c)));
    return c.body(null, 204);
  });
  control.post('/instances/:name/inbound', async (c) =>
    c.json(await fake.inbound(c.req.param('name'), InboundInput.parse(await readBody(c)))),
  );
  control.get('/instances/:name/messages', (c) =>
    c.json({ items: fake.messages(c.req.param('name'), c.req.query('number')) }),
  );
  control.post('/instances/:name/receipts', async (c) =>
    c.json(await fake.receipt(c.req.param('name'), ReceiptInput.parse(await readBody(c)))),
  );
  control.post('/instances/:name/connection', async (c) =>
    c.json(await fake.connection(c.req.param('name'), ConnectionInput.parse(await readBody(c)))),
  );
  control.post('/numbers', async (c) => {
    const { number, on_whatsapp } = NumberInput.parse(await readBody(c));
    fake.setOnWhatsApp(number, on_whatsapp);
    return c.body(null, 204);
  });
  return control;
}

/** Starts the fake on loopback; without a port on any free one. */
export async function startEvolution(options: EvolutionOptions & { port?: number }): Promise<FakeEvolution> {
  const fake = evolutionFake(options);
  const served = await serveFake(fake.app, options.port);
  return {
    ...fake,
    url: served.url,
    async close() {
      await fake.close();
      await served.close();
    },
  };
}

function inboundMessage(instance: string, input: z.infer<typeof InboundInput>, at: number): Message {
  const { image, document, lid } = input;
  const media = document ?? (image && { ...image, file_name: null });
  return {
    id: input.key_id ?? makeKeyId('phone'),
    instance,
    jid: lid === undefined ? jidOf(input.from) : `${lid.replace('@lid', '')}@lid`,
    chat: canonicalNumber(input.from),
    direction: input.from_me ? 'outbound' : 'inbound',
    kind: document ? 'document' : image ? 'image' : 'text',
    text: (media ? media.caption : input.text) ?? null,
    media: media ? { content: media.base64, mimetype: media.mimetype, file_name: media.file_name } : null,
    at,
    status: input.from_me ? 'SERVER_ACK' : 'DELIVERY_ACK',
  };
}

function timelineItem({ id, direction, kind, text, media, at, status }: Message): TimelineItem {
  const file_name = media?.file_name;
  const item = {
    id,
    direction,
    kind,
    text,
    at: new Date(at).toISOString(),
    status,
    ...(file_name && { file_name }),
  };
  if (kind !== 'image' || !media) return item;
  const by_address = media.content.startsWith('http');
  return { ...item, image: by_address ? media.content : `data:${media.mimetype};base64,${media.content}` };
}
