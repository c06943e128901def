import type { Lead, LeadChanges } from '@/trpc/wire.ts';

/** What of an address is asked for, in the order it is written. */
export const ADDRESS_PARTS = ['cep', 'street', 'number', 'complement', 'district', 'city', 'state'] as const;

/** A customer as the form holds one: all is text. */
export interface Draft {
  name: string;
  phone: string;
  email: string;
  /** Parted by commas. */
  interests: string;
  profile_summary: string;
  address: Record<(typeof ADDRESS_PARTS)[number], string>;
}

export function draftOf(lead: Lead): Draft {
  const { address } = lead;
  return {
    name: lead.name ?? '',
    phone: lead.phone ?? '',
    email: lead.email ?? '',
    interests: lead.interests.join(', '),
    profile_summary: lead.profile_summary ?? '',
    address: {
      cep: address.cep ?? '',
      street: address.street ?? '',
      number: address.number ?? '',
      complement: address.complement ?? '',
      district: address.district ?? '',
      city: address.city ?? '',
      state: address.state ?? '',
    },
  };
}

const TEXTS = ['name', 'phone', 'email', 'profile_summary'] as const;

const orNull = (text: string): string | null => text.trim() || null;

/** Only what the form says otherwise than the lead, so that others' changes stay; null where nothing. */
export function changesOf(lead: Lead, draft: Draft): LeadChanges | null {
  const was = draftOf(lead);
  const texts = TEXTS.filter((key) => orNull(draft[key]) !== orNull(was[key])).map(
    (key) => [key, orNull(draft[key])] as const,
  );
  const parts = ADDRESS_PARTS.filter((key) => orNull(draft.address[key]) !== orNull(was.address[key])).map(
    (key) => [key, orNull(draft.address[key])] as const,
  );
  const interests = draft.interests
    .split(',')
    .map((interest) => interest.trim())
    .filter(Boolean);
  const changes: LeadChanges = {
    ...Object.fromEntries(texts),
    ...(parts.length > 0 && { address: Object.fromEntries(parts) }),
    ...(interests.join() !== lead.interests.join() && { interests }),
  };
  return Object.keys(changes).length > 0 ? changes : null;
}
