import { sessionOf } from '@/auth.ts';
import { config } from '@/config.ts';
import { clientAddress } from '@/server/client-address.ts';
import { isSameOrigin } from '@/server/same-origin.ts';

const TIMEOUT_MS = 30_000;

/** The signed-in person's data as a file. */
export async function GET(request: Request): Promise<Response> {
  const { api_url, app_url, internal_token, trust_proxy } = config();
  if (!isSameOrigin(request, app_url)) return new Response(null, { status: 403 });
  const session = await sessionOf(request.headers);
  if (!session) return new Response(null, { status: 401 });
  const address = clientAddress(request.headers, trust_proxy);
  const answer = await fetch(`${api_url}/internal/account/export`, {
    method: 'POST',
    headers: {
      'X-Internal-Token': internal_token,
      'X-Actor-User-Id': session.user.id,
      ...(address && { 'X-Client-Ip': address }),
    },
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) return new Response(null, { status: answer.status });
  return new Response(answer.body, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="vek1-meus-dados.json"',
      'Cache-Control': 'no-store',
    },
  });
}
