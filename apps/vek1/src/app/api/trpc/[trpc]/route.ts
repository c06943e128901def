import { actorOf } from '@/auth.ts';
import { config } from '@/config.ts';
import { forwardTrpc } from '@/server/forward-trpc.ts';

/** The session says who acts, and nothing else does. */
async function forward(request: Request, { params }: RouteContext<'/api/trpc/[trpc]'>): Promise<Response> {
  return forwardTrpc(request, (await params).trpc, { ...config(), actorOf });
}

export { forward as GET, forward as POST };
