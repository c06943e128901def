import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { sessionOf } from '@/auth.ts';
import { config } from '@/config.ts';

const TIMEOUT_MS = 10_000;

/** Who is signed in; everybody else is shown the way in. */
export async function requireUser() {
  const given = await headers();
  const session = await sessionOf(given);
  // Which page was asked for is not known to a layout: after signing in one begins at the start.
  if (!session) redirect('/entrar');
  return session.user;
}

/** Who is signed in and has a shop; without one they are shown how to begin. */
export async function requireMerchant() {
  const user = await requireUser();
  if (!(await hasStore(user.id))) redirect('/bem-vindo');
  return user;
}

/** Whether a person has a store, or had one: an API that does not answer sends nobody to the beginning. */
export async function hasStore(user_id: string): Promise<boolean> {
  const { api_url, internal_token } = config();
  const answer = await fetch(`${api_url}/internal/stores`, {
    headers: { 'X-Internal-Token': internal_token, 'X-Actor-User-Id': user_id },
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (answer.ok) return ((await answer.json()) as { items: unknown[] }).items.length > 0;
  const { reason } = (await answer.json()) as { reason?: string };
  if (reason === 'company.required') return false;
  throw new Error(`The API answers ${answer.status} to who asks for their stores.`);
}
