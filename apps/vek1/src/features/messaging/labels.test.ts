import { describe, expect, it } from 'vitest';
import type { Conversation } from '@/trpc/wire.ts';
import { FILTERS, previewOf, STATE } from './labels.ts';

it('every state is found by exactly one filter', () => {
  const found = Object.values(FILTERS).flatMap(({ states }) => states);
  expect(found.toSorted()).toEqual(Object.keys(STATE).toSorted());
});

describe('the preview of a message', () => {
  const preview = (changes: Partial<NonNullable<Conversation['last_message']>>) =>
    previewOf({
      direction: 'inbound',
      role: 'customer',
      kind: 'text',
      text: 'oi',
      status: 'received',
      created_at: '2026-11-22T00:00:00Z',
      ...changes,
    });

  it('says who spoke, unless it was the customer', () => {
    expect([preview({}), preview({ role: 'agent' }), preview({ role: 'person' })]).toEqual([
      'oi',
      'Agente: oi',
      'Loja: oi',
    ]);
  });

  it('is one line without marks', () => {
    expect(preview({ text: 'Temos *dois*:\n\n- Café\n- Filtro' })).toBe('Temos dois: - Café - Filtro');
  });

  it('names what has no words worth reading', () => {
    expect(preview({ kind: 'image', text: '' })).toBe('Imagem');
    expect(preview({ text: '00020126580014br.gov.bcb.pix63041D3D' })).toBe('Código PIX 00020126…1D3D');
    expect(previewOf(null)).toBe('Nenhuma mensagem ainda');
  });
});
