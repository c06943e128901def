import { formatPhone } from '@/format/phone.ts';
import type { Conversation } from '@/trpc/wire.ts';

/** Whom one speaks with: the name, else the number. */
export const leadName = ({ lead_name, lead_phone }: Pick<Conversation, 'lead_name' | 'lead_phone'>): string =>
  lead_name ?? (lead_phone ? formatPhone(lead_phone) : 'Sem nome');
