const REAIS = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' });

/** `5990` becomes `R$ 59,90`, with a plain space so that it can be compared and copied. */
export const formatCents = (cents: number): string => REAIS.format(cents / 100).replace(/\u00a0/g, ' ');

/** `R$ 1.234,5` becomes 123450; null for what is no amount of reais, with up to two decimals. */
export function readCents(text: string): number | null {
  const [, whole = '', part = ''] =
    /^(?:R\$)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(text.replace(/\s/g, '')) ?? [];
  if (whole === '') return null;
  return Number(whole.replace(/\./g, '')) * 100 + Number(part.padEnd(2, '0'));
}

/** Cents as one types them: `59,90`. */
export const typedCents = (cents: number): string => formatCents(cents).replace('R$ ', '');
