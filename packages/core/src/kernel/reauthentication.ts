import type { Actor } from './actor.ts';
import { forbidden } from './errors.ts';

/** How long a password holds for what asks for it again. */
const HOLDS_MS = 5 * 60_000;
/** Two machines never agree on the time to the second. */
const AHEAD_MS = 2_000;

/**
 * Refuses whoever has not given their password within the last five minutes: 403 `reauth_required`. The app's server
 * vouches for a person only; a machine, a job or an agent has none to give.
 */
export function requireReauthentication(actor: Actor): void {
  const given = actor.kind === 'user' ? actor.reauthenticated_at : undefined;
  const age_ms = given === undefined ? Number.NaN : Date.now() - Date.parse(given);
  if (age_ms >= -AHEAD_MS && age_ms <= HOLDS_MS) return;
  throw forbidden('Give your password again first.', 'reauth_required');
}
