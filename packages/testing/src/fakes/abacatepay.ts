import { Hono } from 'hono';
import { z } from 'zod';
import { type Charge, createChargeBook, makeId } from './abacatepay/charges.ts';
import { type EventName, eventBody, signWebhook } from './abacatepay/events.ts';
import { abacatePayRoutes, ROUTES, refusal } from './abacatepay/routes.ts';
import { ControlRefusal, controlSurface, readBody } from './control-surface.ts';
import { createFaults, type Fault } from './faults.ts';
import { type FakeEnv, serveFake } from './serve-fake.ts';
import type { StateFile } from './state-file.ts';
import { createWebhookEmitter, type RetryPolicy } from './webhook-emitter.ts';

const AccountInput = z.strictObject({
  api_key: z.string().min(1),
  webhook: z.strictObject({ url: z.url(), secret: z.string() }).optional(),
});
/** A merchant at AbacatePay. The webhook's secret goes into the query of each delivery. */
export type AbacatePayAccount = z.infer<typeof AccountInput>;

export interface AbacatePayOptions {
  accounts?: AbacatePayAccount[];
  /** The clock that expires charges, in ms. */
  now?: () => number;
  /** How webhooks are tried again; the real delays are unpublished, ours are short. */
  retry?: Partial<RetryPolicy>;
  /** Keeps the charges over a restart. */
  state_file?: StateFile;
}

const PayInput = z.strictObject({
  /** What the payer sent, if not the amount of the charge. Only the webhook tells. */
  paid_amount: z.int().min(0).optional(),
  /** How many equal webhooks leave at once. */
  deliveries: z.int().min(0).default(1),
  webhook: z.boolean().default(true),
  /** Null leaves the root id out, as older senders did. */
  event_id: z.string().nullable().optional(),
  generation: z.enum(['v1', 'v2']).default('v2'),
});
export type PayOptions = z.input<typeof PayInput>;

export interface Outcome {
  charge: Charge;
  /** For each delivery the status of every attempt, 0 where nobody answered. */
  deliveries: number[][];
}

export interface AbacatePayFake {
  app: Hono<FakeEnv>;
  /** Adds an account, or changes the webhook of one. */
  account(account: AbacatePayAccount): void;
  /** Newest first. */
  charges(): Charge[];
  charge(id: string): Charge;
  /** A customer pays, late too. Resolves when the webhooks have been delivered or given up. */
  pay(id: string, options?: PayOptions): Promise<Outcome>;
  expire(id: string): Charge;
  refund(id: string): Promise<Outcome>;
  /** The payer's bank contests the payment. */
  dispute(id: string): Promise<Outcome>;
  /** Won: the money stays, and no webhook tells of it. Lost: it went back. */
  endDispute(id: string, how: 'won' | 'lost'): Promise<Outcome>;
  /** Sends the charge's newest event again, byte for byte. */
  redeliver(id: string): Promise<Outcome>;
  fault(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

export interface FakeAbacatePay extends AbacatePayFake {
  /** The base address to give an adapter: no `/v2` at its end. */
  url: string;
}

const RETRY: RetryPolicy = {
  attempts: 5,
  base_delay_ms: 200,
  max_delay_ms: 2_000,
  timeout_ms: 10_000,
  final_statuses: [],
};

/** AbacatePay v2 PIX charges with an honest memory, and `/__fake/*` to play payer and bank. */
export function abacatePayFake(options: AbacatePayOptions = {}): AbacatePayFake {
  const now = options.now ?? Date.now;
  const closing = new AbortController();
  const book = createChargeBook(now, options.state_file);
  const emitter = createWebhookEmitter({ ...RETRY, ...options.retry });
  const faults = createFaults(ROUTES, (status) => refusal(`fault ${status}`), closing.signal);
  const accounts = new Map<string, AbacatePayAccount>();
  for (const account of options.accounts ?? []) accounts.set(account.api_key, account);

  async function deliver(charge: Charge, copies: number): Promise<Outcome> {
    const webhook = accounts.get(charge.api_key)?.webhook;
    const body = charge.events.at(-1)?.body;
    const outcome = { charge: structuredClone(charge), deliveries: [] };
    if (!webhook || body === undefined || copies === 0) return outcome;
    const url = new URL(webhook.url);
    url.searchParams.set('webhookSecret', webhook.secret);
    const headers = { 'X-Webhook-Signature': signWebhook(body) };
    return { ...outcome, deliveries: await emitter.deliver({ url: url.href, headers, body, copies }) };
  }

  function settle(charge: Charge, { paid_amount, event_id, generation }: z.infer<typeof PayInput>) {
    if (charge.status !== 'PENDING' && charge.status !== 'EXPIRED') {
      throw new ControlRefusal(409, `charge ${charge.id} is ${charge.status}`);
    }
    book.change(charge, {
      status: 'PAID',
      paidAmount: paid_amount ?? charge.amount,
      receiptUrl: `https://app.abacatepay.example/receipt/${charge.id}`,
    });
    const facts = { event_id: event_id === undefined ? makeId('log_') : event_id, generation };
    book.change(charge, { events: [{ body: eventBody('transparent.completed', charge, facts) }] });
  }

  /** What becomes of a charge after it was paid, and the event that tells of it. */
  function move(charge: Charge, from: Charge['status'], fields: Partial<Charge>, event: EventName) {
    if (charge.status !== from) throw new ControlRefusal(409, `charge ${charge.id} is ${charge.status}`);
    book.change(charge, fields);
    const facts = { event_id: makeId('log_'), generation: 'v2' as const };
    book.change(charge, { events: [...charge.events, { body: eventBody(event, charge, facts) }] });
  }

  const fake: Omit<AbacatePayFake, 'app'> = {
    account: (account) => void accounts.set(account.api_key, AccountInput.parse(account)),
    charges: () => structuredClone(book.list()),
    charge: (id) => structuredClone(book.get(id)),
    async pay(id, pay_options) {
      const input = PayInput.parse(pay_options ?? {});
      const charge = book.get(id);
      settle(charge, input);
      return deliver(charge, input.webhook ? input.deliveries : 0);
    },
    expire(id) {
      const charge = book.get(id);
      if (charge.status !== 'PENDING') throw new ControlRefusal(409, `charge ${id} is ${charge.status}`);
      return structuredClone(
        book.change(charge, { status: 'EXPIRED', expiresAt: new Date(now()).toISOString() }),
      );
    },
    async refund(id) {
      const charge = book.get(id);
      const fields = { status: 'REFUNDED', refundPublicId: makeId('tran_') } as const;
      move(charge, 'PAID', fields, 'transparent.refunded');
      return deliver(charge, 1);
    },
    async dispute(id) {
      const charge = book.get(id);
      move(charge, 'PAID', { status: 'UNDER_DISPUTE' }, 'transparent.disputed');
      return deliver(charge, 1);
    },
    async endDispute(id, how) {
      const charge = book.get(id);
      const fields = { status: how === 'won' ? 'PAID' : 'REFUNDED' } as const;
      move(charge, 'UNDER_DISPUTE', fields, 'transparent.lost');
      return deliver(charge, how === 'won' ? 0 : 1);
    },
    redeliver: async (id) => deliver(book.get(id), 1),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    async close() {
      closing.abort();
      await emitter.close();
    },
  };

  // What AbacatePay's own doors set off is delivered behind their back, as it is there.
  const doors = abacatePayRoutes({
    book,
    faults,
    known: (api_key) => accounts.has(api_key),
    settle: (charge) => void fake.pay(charge.id),
    refund: (charge) => void fake.refund(charge.id),
  });
  const app = new Hono<FakeEnv>()
    .route('/__fake', abacatePayControl(fake, controlSurface(faults)))
    .route('/v2', doors);
  return { ...fake, app };
}

function abacatePayControl(fake: Omit<AbacatePayFake, 'app'>, control: Hono<FakeEnv>): Hono<FakeEnv> {
  control.post('/accounts', async (c) => {
    fake.account(AccountInput.parse(await readBody(c)));
    return c.body(null, 204);
  });
  control.get('/charges', (c) => c.json({ items: fake.charges().map(withoutKey) }));
  control.get('/charges/:id', (c) => c.json(withoutKey(fake.charge(c.req.param('id')))));
  control.post('/charges/:id/pay', async (c) =>
    c.json(outcomeView(await fake.pay(c.req.param('id'), PayInput.parse(await readBody(c))))),
  );
  control.post('/charges/:id/expire', (c) => c.json(withoutKey(fake.expire(c.req.param('id')))));
  control.post('/charges/:id/refund', async (c) => c.json(outcomeView(await fake.refund(c.req.param('id')))));
  control.post('/webhooks/redeliver/:id', async (c) =>
    c.json(outcomeView(await fake.redeliver(c.req.param('id')))),
  );
  return control;
}

/** Starts the fake on loopback; without a port on any free one. */
export async function startAbacatePay(
  options: AbacatePayOptions & { port?: number } = {},
): Promise<FakeAbacatePay> {
  const fake = abacatePayFake(options);
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

/** A charge as `/__fake` shows it: whose it is stays inside. */
function withoutKey({ api_key: _, events, ...charge }: Charge) {
  return { ...charge, events: events.map((event) => JSON.parse(event.body) as unknown) };
}

const outcomeView = ({ charge, deliveries }: Outcome) => ({ charge: withoutKey(charge), deliveries });
