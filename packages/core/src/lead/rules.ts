import type { z } from 'zod';
import type { Channel } from './contract.ts';

/**
 * Who a person is, whatever way the channel spells it. Brazilian mobiles are known with and without
 * the ninth digit, and the gateway drops it for some area codes: the canonical form has none.
 */
export function identityOf(channel: z.infer<typeof Channel>, external_id: string): string {
  if (channel !== 'whatsapp' || external_id.includes('@lid')) return external_id.trim().toLowerCase();
  const digits = external_id.replace(/@.*$/, '').replace(/\D/g, '');
  const full = digits.length === 10 || digits.length === 11 ? `55${digits}` : digits;
  // Only the old mobiles lost it: what follows the 9 is 6 to 9. `93779-8561` without it would be a landline's number.
  return /^55\d{2}9[6-9]\d{7}$/.test(full) ? full.slice(0, 4) + full.slice(5) : full;
}

/** The number a person would dial, digits with country code: Brazilian mobiles get back the ninth digit the gateway drops. */
export function phoneOf(external_id: string): string | null {
  if (external_id.includes('@lid')) return null;
  const canonical = identityOf('whatsapp', external_id);
  if (!/^\d{8,15}$/.test(canonical)) return null;
  return /^55\d{2}[6-9]\d{7}$/.test(canonical) ? `${canonical.slice(0, 4)}9${canonical.slice(4)}` : canonical;
}
