import { describe, expect, it } from 'vitest';
import { historyOf } from './history.ts';

type Said = Parameters<typeof historyOf>[0][number];
const customer = (text: string, turn_id: string | null): Said => ({
  direction: 'inbound',
  kind: 'text',
  text,
  turn_id,
});
const shop = (text: string, kind: Said['kind'] = 'text'): Said => ({
  direction: 'outbound',
  kind,
  text,
  turn_id: 't1',
});

describe('what the model is shown of a conversation', () => {
  it('is nothing, of nothing', () => {
    expect(historyOf([], 't1')).toEqual([]);
  });

  it('is both sides in turn, a burst as one message', () => {
    const said = [
      customer('Oi', 't1'),
      customer('tem café?', 't1'),
      shop('Temos.'),
      shop('Quer ver?'),
      customer('Quero', 't2'),
    ];
    expect(historyOf(said, 't2')).toEqual([
      { role: 'user', text: 'Oi\ntem café?' },
      { role: 'assistant', text: 'Temos.\nQuer ver?', tool_calls: [] },
      { role: 'user', text: 'Quero' },
    ]);
  });

  it('ends with what this turn answers, though a late answer of ours stands after it', () => {
    const said = [customer('Oi', 't1'), customer('e o preço?', 't2'), shop('Olá!')];
    expect(historyOf(said, 't2').map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(historyOf(said, 't2').at(-1)).toEqual({ role: 'user', text: 'e o preço?' });
  });

  it('leaves out what has arrived since: it belongs to the next turn', () => {
    expect(historyOf([customer('Oi', 't1'), customer('depois', null)], 't1')).toEqual([
      { role: 'user', text: 'Oi' },
    ]);
  });

  it('names images and PIX codes instead of spelling them', () => {
    const said = [
      shop('Seu QR Code', 'image'),
      shop('00020126580014br.gov.bcb.pix6304ABCD'),
      shop('Pague em 30 minutos.'),
    ];
    expect(historyOf(said, 't2')).toEqual([
      {
        role: 'assistant',
        text: '[imagem] Seu QR Code\n[código PIX enviado]\nPague em 30 minutos.',
        tool_calls: [],
      },
    ]);
  });

  it('changes nothing of what it is given', () => {
    const said = Object.freeze([Object.freeze(customer('a', 't1')), Object.freeze(customer('b', 't1'))]);
    expect(historyOf(said, 't1')).toEqual([{ role: 'user', text: 'a\nb' }]);
  });
});
