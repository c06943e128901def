import { auth, CLIENT_IP } from '@/auth.ts';
import { config } from '@/config.ts';
import { clientAddress } from '@/server/client-address.ts';
import { atOnePace } from '@/server/one-pace.ts';
import { readBody } from '@/server/read-body.ts';

const LIMIT_BYTES = 64 * 1024;

async function handle(request: Request): Promise<Response> {
  const body = request.method === 'POST' ? await readBody(request, LIMIT_BYTES) : undefined;
  if (body === null) return new Response(null, { status: 413 });
  const headers = new Headers(request.headers);
  headers.delete(CLIENT_IP);
  const address = clientAddress(request.headers, config().trust_proxy);
  if (address) headers.set(CLIENT_IP, address);
  const asked = new Request(request.url, { method: request.method, headers, body });
  return atOnePace(new URL(request.url).pathname, auth().handler(asked));
}

export { handle as GET, handle as POST };
