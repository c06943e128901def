import type { Vault } from '../kernel/crypto.ts';
import type { Erp, ErpAnswer } from '../ports/erp.ts';
import { sign } from './signature.ts';

export interface SignedEvent {
  event_id: string;
  url: string;
  sealed_secret: string;
  /** JSON. */
  body: string;
}

/** Sends an event as the contract with ERPs says: signed over this second and the exact body. */
export function postEvent(
  erp: Erp,
  { event_id, url, sealed_secret, body }: SignedEvent,
  { vault, signal }: { vault: Vault; signal: AbortSignal },
): Promise<ErpAnswer> {
  const signature = sign(vault.open(sealed_secret), Math.floor(Date.now() / 1000), body);
  return erp.post(
    { url, headers: { 'x-vek1-event-id': event_id, 'x-vek1-signature': signature }, body },
    signal,
  );
}
