import { GatewayError } from '@vek1/core/ports/gateway-error';
import type { NewPixCharge, Pix, PixCredentials, PixRefund } from '@vek1/core/ports/pix';
import { z } from 'zod';
import { createOutboundCall } from '../outbound-call.ts';
import { Charge, Created, failureIn, Page, type Row } from './wire.ts';

const GATEWAY = 'abacatepay';
const READ_RETRIES = 2;
const PAGE_SIZE = 100;
const LONGEST_DESCRIPTION = 500;
const CLOCK_SKEW_MS = 10 * 60_000;
/** What it calls the refusals of a refund that asking again would not change. */
const REFUND_REFUSALS = new Map<string, NonNullable<PixRefund['refusal']>>([
  ['INSUFFICIENT_FUNDS', 'insufficient_funds'],
  ['TRANSACTION_UNDER_DISPUTE', 'under_dispute'],
  ['TRANSACTION_NOT_REFUNDABLE', 'not_refundable'],
  ['TRANSACTION_NOT_FOUND', 'not_refundable'],
  ['INVALID_METHOD', 'not_refundable'],
]);
/** A charge that waited may have been paid or have run out while we looked: in this order it can't slip by. */
const STATUSES_IN_ORDER_OF_LIFE = ['PENDING', 'PAID', 'EXPIRED'];

export interface AbacatePayOptions {
  /** Without the version: `https://api.abacatepay.com`. */
  base_url: string;
  fetch?: typeof fetch;
  /** Per attempt. */
  timeout_ms?: number;
}

/** PIX by AbacatePay's v2 `transparents`. Reads are retried twice; a charge is never asked for twice. */
export function createAbacatePay({ base_url, timeout_ms = 15_000, ...options }: AbacatePayOptions): Pix {
  const root = `${base_url.replace(/\/+$/, '')}/v2/transparents`;
  const reason = (body: unknown) => failureIn(body)?.said;
  const call = createOutboundCall({ gateway: GATEWAY, timeout_ms, fetch: options.fetch, reason });

  async function ask(
    { api_key }: PixCredentials,
    request: { path: string; body?: unknown; signal: AbortSignal | undefined },
  ): Promise<unknown> {
    const { path, body, signal } = request;
    const answer = await call({
      ...(body === undefined
        ? { method: 'GET', retries: READ_RETRIES }
        : { method: 'POST', retries: 0, body }),
      url: `${root}/${path}`,
      headers: { authorization: `Bearer ${api_key}` },
      secret: api_key,
      signal,
    });
    throwFailure(answer);
    return answer;
  }

  async function* list(credentials: PixCredentials, status: string, signal: AbortSignal | undefined) {
    const query = new URLSearchParams({ status, limit: String(PAGE_SIZE) });
    for (;;) {
      const page = readable(Page, await ask(credentials, { path: `list?${query}`, signal }));
      yield page.data;
      const { hasMore, next } = page.pagination ?? {};
      if (!hasMore || !next) return;
      if (next === query.get('after')) throw unreadable('its pages go round in a circle');
      query.set('after', next);
    }
  }

  return {
    async createCharge(credentials, charge, signal) {
      const answer = await ask(credentials, { path: 'create', body: createBody(charge), signal });
      return readable(Created, answer).data;
    },

    // `check` answers no amount, so a charge is re-read by the list.
    async getCharge(credentials, id, signal) {
      const path = `list?${new URLSearchParams({ id, limit: '1' })}`;
      const { data } = readable(Page, await ask(credentials, { path, signal }));
      const row = data.find((candidate) => candidate.id === id);
      return row ? readable(Charge, row) : null;
    },

    async findByAttempt(credentials, attempt_id, signal) {
      for (const status of STATUSES_IN_ORDER_OF_LIFE) {
        for await (const rows of list(credentials, status, signal)) {
          const found = rows.find((row) => row.metadata?.attempt_id === attempt_id);
          if (found) return readable(Charge, found);
          if (onlyOlderFollow(rows, madeAt(attempt_id) - CLOCK_SKEW_MS)) break;
        }
      }
      return null;
    },

    // Its answer is documented in two ways, and neither says that the money is back: the charge does.
    async refundCharge(credentials, id, reason, signal) {
      try {
        await ask(credentials, { path: 'refund', body: { id, reason }, signal });
        return { refusal: null };
      } catch (error) {
        const refusal = error instanceof GatewayError && REFUND_REFUSALS.get(error.said ?? '');
        if (refusal) return { refusal };
        throw error;
      }
    },
  };
}

function createBody({ amount_cents, description, expires_in_s, external_id, metadata }: NewPixCharge) {
  return {
    method: 'PIX',
    data: {
      amount: amount_cents,
      description: description.slice(0, LONGEST_DESCRIPTION),
      expiresIn: expires_in_s,
      externalId: external_id,
      metadata,
    },
  };
}

/** A 200 that says no is a no; one that says no and brings a charge all the same is not to be trusted. */
function throwFailure(answer: unknown): void {
  const failure = failureIn(answer);
  if (!failure) return;
  const outcome = failure.with_data ? 'unknown' : 'refused';
  const message = `${GATEWAY}: ${failure.said}`;
  const { said } = failure;
  throw new GatewayError({ code: 'gateway_failed', gateway: GATEWAY, outcome, message, said });
}

function readable<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw unreadable(z.prettifyError(parsed.error));
}

function unreadable(why: string): GatewayError {
  const message = `${GATEWAY}: an answer that can't be read: ${why}`;
  return new GatewayError({ code: 'gateway_failed', gateway: GATEWAY, outcome: 'unknown', message });
}

/** When a UUIDv7 was made, in ms; 0 for any other id. */
function madeAt(id: string): number {
  return id[14] === '7' ? Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) : 0;
}

/**
 * Whether a page that runs from new to old has passed `since` (ms): a charge is never older than its
 * attempt, and a shop's list of paid charges has no end. The order is undocumented, so it is looked at.
 */
function onlyOlderFollow(rows: Row[], since: number): boolean {
  const newest = Date.parse(rows[0]?.createdAt ?? '');
  const oldest = Date.parse(rows.at(-1)?.createdAt ?? '');
  return newest > oldest && oldest < since;
}
