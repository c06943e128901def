import { describe, expect, it } from 'vitest';
import type { Lead } from '@/trpc/wire.ts';
import { changesOf, draftOf } from './draft.ts';

const lead: Lead = {
  id: 'l',
  store_id: 's',
  channel: 'whatsapp',
  external_id: '5511987654321',
  name: 'Ana Souza',
  phone: '5511987654321',
  email: null,
  address: { city: 'São Paulo', state: 'SP' },
  custom_attributes: {},
  interests: ['café', 'filtros'],
  profile_summary: null,
  status: 'engaged',
  created_at: '2026-11-22T00:00:00Z',
  updated_at: '2026-11-22T00:00:00Z',
};

const draft = draftOf(lead);

describe('what the form changes', () => {
  it('is nothing when nothing was written, or spaces', () => {
    expect(changesOf(lead, draft)).toBeNull();
    expect(changesOf(lead, { ...draft, name: ' Ana Souza ', email: ' ' })).toBeNull();
  });

  it('is only what differs, null where a field was emptied', () => {
    expect(changesOf(lead, { ...draft, name: '', email: 'ana@example.com' })).toEqual({
      name: null,
      email: 'ana@example.com',
    });
  });

  it('of an address are its parts', () => {
    const address = { ...draft.address, city: '', cep: '01310-100' };
    expect(changesOf(lead, { ...draft, address })).toEqual({ address: { cep: '01310-100', city: null } });
  });

  it('of interests is the whole set, as it now is', () => {
    expect(changesOf(lead, { ...draft, interests: 'café, moedores,, ' })).toEqual({
      interests: ['café', 'moedores'],
    });
  });
});
