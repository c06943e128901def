import { config } from '@/config.ts';
import { forwardTrpc } from '@/server/forward-trpc.ts';

async function forward(request: Request, { params }: RouteContext<'/api/trpc/[trpc]'>): Promise<Response> {
  return forwardTrpc(request, (await params).trpc, config());
}

export { forward as GET, forward as POST };
