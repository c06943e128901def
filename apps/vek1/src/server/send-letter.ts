import type { Config } from '@/config.ts';

const TIMEOUT_MS = 10_000;

/** Has the API write a letter with a link. It queues, so this is quick. Throws where it is refused. */
export async function sendLetter(
  door: 'send-reset-password' | 'send-verification' | 'send-account-exists',
  { email, name, url }: { email: string; name: string; url: string },
  { api_url, webhook_token }: Pick<Config, 'api_url' | 'webhook_token'>,
): Promise<void> {
  const answer = await fetch(`${api_url}/internal/email/${door}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Webhook-Token': webhook_token },
    body: JSON.stringify({ email, ...(name.trim() && { name: name.trim().slice(0, 200) }), url }),
    redirect: 'error',
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  // Its text may repeat the link.
  if (!answer.ok) throw new Error(`The API refused to ${door}: ${answer.status}`);
}
