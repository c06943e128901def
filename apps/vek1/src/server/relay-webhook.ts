import type { Config } from '@/config.ts';
import { readBody } from './read-body.ts';

export interface Relay {
  /** Below the API's address, each part encoded. */
  path: string;
  query?: Record<string, string>;
  limit_bytes: number;
  /** Headers of the gateway that the API judges. */
  forward?: readonly string[];
}

/** Gateways give up after 30 s; ours is sooner so that they hear it from us. */
const TIMEOUT_MS = 25_000;

/**
 * Hands a gateway's webhook to the API, byte for byte, and the API's answer back.
 * An API that can't be reached is 503: the gateway tries again.
 */
export async function relayWebhook(
  request: Request,
  relay: Relay,
  { api_url, webhook_token }: Pick<Config, 'api_url' | 'webhook_token'>,
): Promise<Response> {
  const body = await readBody(request, relay.limit_bytes);
  if (body === null) return new Response(null, { status: 413 });

  const url = new URL(api_url + relay.path);
  for (const [name, value] of Object.entries(relay.query ?? {})) url.searchParams.set(name, value);
  const headers = new Headers({ 'X-Webhook-Token': webhook_token });
  for (const name of ['Content-Type', ...(relay.forward ?? [])]) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }

  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const type = answer.headers.get('content-type');
    const bytes = await answer.arrayBuffer();
    return new Response(bytes.byteLength > 0 ? bytes : null, {
      status: answer.status,
      headers: type ? { 'Content-Type': type } : {},
    });
  } catch {
    return new Response(null, { status: 503, headers: { 'Retry-After': '5' } });
  }
}

/** Gateways probe an address before they accept it. */
export const answerProbe = (): Response => new Response(null, { status: 200 });
