import type { z } from 'zod';
import type { Channel, LeadStatus } from './contract.ts';

/**
 * Who a person is, whatever way the channel spells it. Brazilian mobiles are known with and without
 * the ninth digit, and the gateway drops it for some area codes: the canonical form has none.
 */
export function identityOf(channel: z.infer<typeof Channel>, external_id: string): string {
  if (channel !== 'whatsapp' || external_id.includes('@lid')) return external_id.trim().toLowerCase();
  // With the country code, as WhatsApp has it: eleven digits may be Uberlândia's or Spain's, so nothing is guessed.
  const full = external_id.replace(/@.*$/, '').replace(/\D/g, '');
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

type Status = z.infer<typeof LeadStatus>;

const NEXT: Record<Status, readonly Status[]> = {
  new: ['engaged', 'lost'],
  engaged: ['qualified', 'lost'],
  qualified: ['customer', 'lost'],
  customer: ['lost'],
  lost: ['engaged'],
};

/** Where a person may take a lead: forward by steps, to `lost` from anywhere, and back. */
export const statusesAfter = (status: Status): readonly Status[] => NEXT[status];

/** What is known and what is new of it: a null forgets its key. */
export function mergeKeys<T>(
  known: Readonly<Record<string, T>>,
  patch: Readonly<Record<string, T | null | undefined>>,
): Record<string, T> {
  const merged = { ...known, ...patch };
  return Object.fromEntries(
    Object.entries(merged).filter(
      (entry): entry is [string, T] => entry[1] !== null && entry[1] !== undefined,
    ),
  );
}

/** Each interest once, however it is spelled; the first spelling stays. */
export const asSet = (interests: readonly string[]): string[] =>
  [
    ...new Map(
      interests.toReversed().map((interest) => [interest.toLocaleLowerCase('pt-BR'), interest]),
    ).values(),
  ].toReversed();
