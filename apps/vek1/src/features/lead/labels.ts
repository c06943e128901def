import type { Tone } from '@/components/ui/badge.tsx';
import type { Lead } from '@/trpc/wire.ts';

type Status = Lead['status'];

/** In the order a customer lives them. */
export const STATUS: Record<Status, { label: string; tone: Tone }> = {
  new: { label: 'Novo', tone: 'waiting' },
  engaged: { label: 'Em conversa', tone: 'moving' },
  qualified: { label: 'Interessado', tone: 'moving' },
  customer: { label: 'Comprou', tone: 'good' },
  lost: { label: 'Perdido', tone: 'quiet' },
};

/** What a merchant looks for; the key stands in the page's address. */
export const FILTERS = {
  novos: { label: 'Novos', statuses: ['new'] },
  em_conversa: { label: 'Em conversa', statuses: ['engaged'] },
  interessados: { label: 'Interessados', statuses: ['qualified'] },
  compraram: { label: 'Compraram', statuses: ['customer'] },
  perdidos: { label: 'Perdidos', statuses: ['lost'] },
} satisfies Record<string, { label: string; statuses: Status[] }>;

export const CHANNEL: Record<Lead['channel'], string> = { whatsapp: 'WhatsApp', web: 'Site' };

/** Where the API lets a merchant take a customer by hand. */
export const NEXT: Record<Status, readonly Status[]> = {
  new: ['engaged', 'lost'],
  engaged: ['qualified', 'lost'],
  qualified: ['customer', 'lost'],
  customer: ['lost'],
  lost: ['engaged'],
};
