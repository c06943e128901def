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
import type { Runner } from '@vek1/core/kernel/runner';
import { limited } from '@vek1/faces/rest';
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Identify } from '../identify.ts';
import { CHAT_LIMITS, type ChatLimits, chatLimiter, clientAddress } from './chat-limits.ts';

export interface ChatParts {
  runner: Runner;
  identify: Identify;
  traceOf: (c: Context) => string;
  /** Proxies of ours in front, that add to `X-Forwarded-For`. */
  trust_proxy?: number;
  limits?: ChatLimits;
}

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
  const { company_id } = actor;
  if (company_id === null) throw forbidden('This user has no company yet.', 'company.required');
  return { ...actor, company_id };
}

/** `POST /chat`: one turn, as JSON, or as it happens with `Accept: text/event-stream`. */
export function chatDoor({
  runner,
  identify,
  traceOf,
  trust_proxy = 0,
  limits = CHAT_LIMITS,
}: ChatParts): Hono {
  const hono = new Hono();
  const limit = chatLimiter(limits);

  hono.post('/chat', limited(MAX_BODY), async (c) => {
    const { headers, signal } = c.req.raw;
    const trace = traceOf(c);
    // Whoever shows a token must show a true one.
    const actor = headers.has('x-internal-token') ? await identify(headers, 'app') : null;
    const trusted = actor !== null;
    const request = await readRequest(c);
    const shop = request.store_id ?? request.agent_id ?? null;
    const address = clientAddress(c, { trusted, trust_proxy });
    await limit(c, { ip: address, shop });

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
