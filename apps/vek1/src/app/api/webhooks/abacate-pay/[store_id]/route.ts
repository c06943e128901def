import { config } from '@/config.ts';
import { answerProbe, relayWebhook } from '@/server/relay-webhook.ts';

export const HEAD = answerProbe;

export async function POST(
  request: Request,
  { params }: RouteContext<'/api/webhooks/abacate-pay/[store_id]'>,
) {
  const { store_id } = await params;
  const webhookSecret = new URL(request.url).searchParams.get('webhookSecret') ?? '';
  const relay = {
    path: '/webhooks/abacate-pay',
    query: { store_id, webhookSecret },
    limit_bytes: 1024 * 1024,
    forward: ['X-Webhook-Signature'],
  };
  return relayWebhook(request, relay, config());
}
