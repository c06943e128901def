import { config } from '@/config.ts';
import { isSameOrigin } from './same-origin.ts';

const TIMEOUT_MS = 30_000;

/** Asks a fake to play its part, and answers what it says. Where there are no fakes there is no such door. */
export async function playFake(
  request: Request,
  fake: 'evolution' | 'abacatepay',
  path: string,
  body?: unknown,
): Promise<Response> {
  const { fakes, app_url } = config();
  if (!fakes) return new Response(null, { status: 404 });
  if (!isSameOrigin(request, app_url)) return new Response(null, { status: 403 });
  try {
    const answer = await fetch(`${fakes[fake]}/__fake/${path}`, {
      method: request.method,
      headers: { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return new Response(answer.body, {
      status: answer.status,
      headers: {
        'Content-Type': answer.headers.get('content-type') ?? 'application/json',
        'Cache-Control': 'no-store',
      },
    });
  } catch {
    return new Response(null, { status: 503 });
  }
}
