const REAIS = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' });

/** `5990` becomes `R$ 59,90`, with a plain space so that it can be compared and copied. */
export const formatCents = (cents: number): string => REAIS.format(cents / 100).replace(/\u00a0/g, ' ');
