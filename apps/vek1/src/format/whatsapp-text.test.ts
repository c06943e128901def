import { describe, expect, it } from 'vitest';
import { whatsappRuns } from './whatsapp-text.ts';

const styled = (text: string) => whatsappRuns(text).filter(({ style }) => style !== null);

describe('whatsappRuns', () => {
  it('loses no character but the marks', () => {
    const text = 'Oi, *Ana*! Total: _R$ 10,00_ (era ~R$ 12,00~)\nhttps://a.example/x.';
    expect(
      whatsappRuns(text)
        .map((run) => run.text)
        .join(''),
    ).toBe(text.replace(/[*_~]/g, ''));
  });

  it.each([
    ['*Pedido #1042*', 'Pedido #1042', 'bold'],
    ['vale por _30 minutos_.', '30 minutos', 'italic'],
    ['de ~R$ 49,90~ por', 'R$ 49,90', 'strike'],
    ['```00020126```', '00020126', 'mono'],
    ['veja https://loja.example/p?a=1, ok?', 'https://loja.example/p?a=1', 'link'],
  ])('styles %s', (text, inside, style) => {
    expect(styled(text)).toEqual([{ text: inside, style }]);
  });

  it.each(['2*3*4 = 24', 'a * b * c', 'nome_do_arquivo_novo', '** **', '*aberto', 'quebra *de\nlinha*'])(
    'leaves %j as it is',
    (text) => {
      expect(whatsappRuns(text)).toEqual([{ text, style: null }]);
    },
  );

  it('styles several in one message', () => {
    expect(styled('*a* e *b*').map(({ text }) => text)).toEqual(['a', 'b']);
  });
});
