import { auth, CLIENT_IP } from '@/auth.ts';
import { config } from '@/config.ts';
import { clientAddress } from '@/server/client-address.ts';

async function handle(request: Request): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.delete(CLIENT_IP);
  const address = clientAddress(request.headers, config().trust_proxy);
  if (address) headers.set(CLIENT_IP, address);
  return auth().handler(new Request(request, { headers }));
}

export { handle as GET, handle as POST };
