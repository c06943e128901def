import { config } from '@/config.ts';
import { answerProbe, relayWebhook } from '@/server/relay-webhook.ts';

export const HEAD = answerProbe;

/** The names we make; a dot segment would climb to another of the API's doors. */
const INSTANCE = /^[\w-]{1,100}$/;

export async function POST(request: Request, { params }: RouteContext<'/api/webhooks/evolution/[instance]'>) {
  const { instance } = await params;
  if (!INSTANCE.test(instance)) return new Response(null, { status: 404 });
  const relay = {
    path: `/webhooks/evolution/${instance}`,
    limit_bytes: 32 * 1024 * 1024,
    forward: ['X-Vek1-Instance-Secret'],
  };
  return relayWebhook(request, relay, config());
}
