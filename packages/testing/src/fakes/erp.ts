import { Hono } from 'hono';
import { z } from 'zod';
import { controlSurface } from './control-surface.ts';
import { isSigned, type SignatureOptions, signatureOf } from './erp/sign.ts';
import { createFaults, type Fault } from './faults.ts';
import { type FakeEnv, serveFake } from './serve-fake.ts';

const Event = z.looseObject({
  event_id: z.string(),
  event: z.string(),
  occurred_at: z.string(),
  store_id: z.string(),
  order_id: z.string().nullable(),
  items: z.array(
    z.looseObject({
      sku: z.string().nullable(),
      external_id: z.string().optional(),
      delta: z.int(),
      resulting: z.int(),
    }),
  ),
});
export type ErpEvent = z.infer<typeof Event>;

export interface ErpFakeOptions {
  /** What vek1 signs its events with. */
  secret: string;
}

export interface ErpSending extends SignatureOptions {
  /** Where vek1 takes events of this store. */
  url: string;
  /** Sent as it is; anything but a text is written as JSON. */
  body: unknown;
  headers?: Record<string, string>;
}

export interface ErpFake {
  app: Hono<FakeEnv>;
  /** Each event once, in order of arrival. */
  events(): ErpEvent[];
  /** The ids of all deliveries that were signed and taken, repeated ones too. */
  deliveries(): string[];
  /** Units by its own count. */
  balance(sku: string): number;
  /** Somebody counts the shelf. */
  count(sku: string, units: number): void;
  /** Tells vek1 something, signed. Resolves with what vek1 answers. */
  send(sending: ErpSending): Promise<{ status: number; body: unknown }>;
  fault(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

export interface FakeErp extends ErpFake {
  /** Its base address; it takes events at `/hook`. */
  url: string;
}

/** An ERP's bridge that keeps to vek1's contract: verifies signatures, takes each event once, keeps its own balances. */
export function erpFake({ secret }: ErpFakeOptions): ErpFake {
  const closing = new AbortController();
  const faults = createFaults(['hook'], (status) => ({ error: `fault ${status}` }), closing.signal);
  const events = new Map<string, ErpEvent>();
  const deliveries: string[] = [];
  const balances = new Map<string, number>();
  const balance = (sku: string) => balances.get(sku) ?? 0;

  const app = new Hono<FakeEnv>();
  app.post('/hook', faults.at('hook'), async (c) => {
    const body = await c.req.text();
    if (!isSigned(body, c.req.header('x-vek1-signature'), secret)) {
      return c.json({ error: 'the signature is wrong' }, 401);
    }
    const event = Event.parse(JSON.parse(body));
    if (event.event_id !== c.req.header('x-vek1-event-id')) return c.json({ error: 'whose id is it?' }, 400);
    deliveries.push(event.event_id);
    if (!events.has(event.event_id)) {
      events.set(event.event_id, event);
      for (const { sku, delta } of event.items) if (sku) balances.set(sku, balance(sku) + delta);
    }
    return c.json({ status: 'received' });
  });
  app.post('/moved', (c) => c.redirect('/hook', 307));
  app.post('/endless', (c) => {
    const chunk = new TextEncoder().encode('na '.repeat(1_000));
    const body = new ReadableStream({ pull: (controller) => controller.enqueue(chunk) });
    return c.body(body, 200);
  });
  const control = controlSurface(faults);
  control.get('/events', (c) => c.json({ items: [...events.values()] }));
  app.route('/__fake', control);

  return {
    app,
    events: () => structuredClone([...events.values()]),
    deliveries: () => [...deliveries],
    balance,
    count: (sku, units) => void balances.set(sku, units),
    async send({ url, body, headers, ...signing }) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signatureOf(text, signing), ...headers },
        body: text,
      });
      return { status: response.status, body: await response.json() };
    },
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    close: async () => closing.abort(),
  };
}

/** Starts the fake on loopback; without a port on any free one. */
export async function startErp(options: ErpFakeOptions & { port?: number }): Promise<FakeErp> {
  const fake = erpFake(options);
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
