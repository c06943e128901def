import type { Tone } from '@/components/ui/badge.tsx';
import type { Lead, LeadEvent } from '@/trpc/wire.ts';

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

const FIELD: Record<string, string> = {
  name: 'nome',
  phone: 'telefone',
  email: 'e-mail',
  address: 'endereço',
  custom_attributes: 'outros dados',
  interests: 'interesses',
  profile_summary: 'resumo',
};

const isStatus = (value: unknown): value is Status => typeof value === 'string' && value in STATUS;

/** One event of a customer's history as a sentence; others' own events by their name. */
export function describeLeadEvent({ type, data }: LeadEvent): string {
  if (type === 'created') return 'Primeiro contato';
  if (type === 'identified') return 'Escreveu por outro número ou identificador';
  if (type !== 'updated') return type.replaceAll('_', ' ');
  if (isStatus(data.to)) return `Situação: ${STATUS[data.to].label}`;
  const fields = Array.isArray(data.fields) ? data.fields.flatMap((field) => FIELD[String(field)] ?? []) : [];
  return fields.length > 0 ? `Mudou: ${fields.join(', ')}` : 'Dados mudaram';
}

/** Who did it; the house itself goes without saying. */
export const describeLeadActor = (actor: string): string =>
  actor.startsWith('user:') ? 'pela loja' : actor.startsWith('agent:') ? 'pelo agente' : '';
