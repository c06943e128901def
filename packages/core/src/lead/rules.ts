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
  return /^55\d{2}9\d{8}$/.test(full) ? full.slice(0, 4) + full.slice(5) : full;
}
