import { chat } from '@vek1/core/chat';
import { type ChatEvent, ChatRequest } from '@vek1/core/chat/contract';
import type { Actor } from '@vek1/core/kernel/actor';
import {
  AppError,
  errorBody,
  forbidden,
  malformedJson,
  toAppError,
  validationError,
} from '@vek1/core/kernel/errors';
import { countUse, networkOf, type RateLimit, tooMany } from '@vek1/core/kernel/rate-limits';
import type { Runner } from '@vek1/core/kernel/runner';
import type { RateLimiter } from '@vek1/core/ports/rate-limiter';
import { setRateHeaders } from '@vek1/faces/rate-headers';
import { limited, originSaid } from '@vek1/faces/rest';
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Identify } from '../identify.ts';

export interface ChatParts {
  runner: Runner;
  identify: Identify;
  traceOf: (c: Context) => string;
  addressOf: (c: Context) => string | null;
  rate_limiter: RateLimiter | null;
}

const IN_A_SHOP: readonly RateLimit[] = [
  { by: 'address', points: 30, per_s: 60 },
  { by: 'store', points: 300, per_s: 60 },
];
/** Without a shop a turn is on nobody's bill. */
const IN_GENERAL: readonly RateLimit[] = [{ by: 'address', points: 10, per_s: 60 }];

const MAX_BODY = 256 * 1024;
const HOUSE: Actor = { kind: 'service', company_id: null, cause: 'chat' };

async function readRequest(c: Context): Promise<ChatRequest> {
  const body: unknown = await c.req.json().catch((error: unknown) => {
    throw error instanceof AppError ? error : malformedJson();
  });
  const parsed = ChatRequest.safeParse(body);
  if (!parsed.success) throw validationError(parsed.error);
  return parsed.data;
}

/** The person of a shop who speaks; null: a customer, or a machine for one. */
function personOf(actor: Actor | null) {
  if (actor?.kind !== 'user') return null;
  const { kind, user_id, company_id } = actor;
  if (company_id === null) throw forbidden('This user has no company yet.', 'company.required');
  return { kind, user_id, company_id };
}

/** `POST /chat`: one turn, as JSON, or as it happens with `Accept: text/event-stream`. */
export function chatDoor({ runner, identify, traceOf, addressOf, rate_limiter }: ChatParts): Hono {
  const hono = new Hono();

  async function withinLimits(c: Context, address: string | null, store: string | null) {
    if (!rate_limiter) return;
    const [door, limits] = store ? ['chat', IN_A_SHOP] : ['chat.general', IN_GENERAL];
    const rate = await countUse(rate_limiter, door, limits, { address, store, person: null });
    if (rate) setRateHeaders(rate, (name, value) => c.header(name, value));
    if (rate?.exceeded) throw tooMany(rate);
  }

  hono.post('/chat', limited(MAX_BODY), async (c) => {
    const { headers, signal } = c.req.raw;
    const trace = traceOf(c);
    // Whoever shows a token must show a true one.
    const actor = headers.has('x-internal-token') ? await identify(headers, 'app') : null;
    const trusted = actor !== null;
    const request = await readRequest(c);
    const shop = request.store_id ?? request.agent_id ?? null;
    const from = trusted ? originSaid(headers).ip : addressOf(c);
    const address = from && networkOf(from);
    await withinLimits(c, address, shop);

    // The run itself does not end with the client: a started tool goes on. Only the model hears of it.
    const { events } = await runner.run(
      chat.converse,
      HOUSE,
      { request, trusted, person: personOf(actor), address, hung_up: signal },
      { face: 'rest', trace },
    );

    if (!c.req.header('accept')?.includes('text/event-stream')) {
      let answer: Extract<ChatEvent, { type: 'done' }>['data'] | undefined;
      for await (const event of events) if (event.type === 'done') answer = event.data;
      return c.json(answer);
    }
    return streamSSE(c, async (stream) => {
      try {
        // Read to its end, also when nobody listens: what has begun is kept.
        for await (const { type, data } of events)
          await stream.writeSSE({ event: type, data: JSON.stringify(data) });
      } catch (thrown) {
        const error = errorBody(toAppError(thrown), { path: c.req.path, trace });
        await stream.writeSSE({ event: 'error', data: JSON.stringify(error) });
      }
    });
  });
  return hono;
}
