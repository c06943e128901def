import type { Token } from './portuguese.ts';

// biome-ignore format: a table reads better in rows
const NUMBERS: Record<string, number> = {
  um: 1, uma: 1, dois: 2, duas: 2, tres: 3, quatro: 4, cinco: 5, seis: 6, sete: 7, oito: 8, nove: 9, dez: 10,
  onze: 11, doze: 12, treze: 13, quatorze: 14, catorze: 14, quinze: 15, dezesseis: 16, dezessete: 17, dezoito: 18,
  dezenove: 19, vinte: 20, trinta: 30, quarenta: 40, cinquenta: 50, sessenta: 60, setenta: 70, oitenta: 80,
  noventa: 90, cem: 100, duzentos: 200,
};

const MULTIPLES: Record<string, number> = { duzia: 12, duzias: 12, par: 2, pares: 2 };
const UNITS = new Set(
  'unidade unidades x vezes peca pecas pct pacote pacotes saco sacos saquinho saquinhos'.split(' '),
);
const MEASURES = new Set(
  'g gr grs gramas grama kg kgs quilo quilos mg ml l lt litro litros cm mm m metro metros polegadas gb tb w v volts % reais real conto contos pila pau paus ano anos mes meses'.split(
    ' ',
  ),
);
const LARGEST_ORDER = 999;

/** How many, and how many tokens said so; `sure` where it can be nothing but a quantity. */
export interface Count {
  value: number;
  length: number;
  sure: boolean;
}

/** `duas`, `meia dúzia`, `um par`, `3 unidades`, `2x`, `x2`; not `500 g`, `2l`, `R$ 10`. */
export function countAt(tokens: Token[], at: number): Count | undefined {
  const form = tokens[at]?.form ?? '';
  const next = tokens[at + 1]?.form ?? '';
  if (form === 'meia' && next.startsWith('duzia')) return { value: 6, length: 2, sure: true };
  const times = /^(?:(\d+)x|x(\d+))$/.exec(form);
  if (times) return { value: Number(times[1] ?? times[2]), length: 1, sure: true };
  const value = numberOf(form);
  if (value === undefined || value < 1 || value > LARGEST_ORDER || !Number.isInteger(value)) return undefined;
  if (tokens[at - 1]?.form === 'r$' || MEASURES.has(next)) return undefined;
  const multiple = MULTIPLES[next];
  if (multiple) return { value: value * multiple, length: 2, sure: true };
  if (UNITS.has(next)) return { value, length: 2, sure: true };
  return {
    value,
    length: 1,
    sure: /^(dois|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|onze|doze)$/.test(form),
  };
}

/** A number in digits or words, decimals and thousands as Brazilians write them. */
export function numberOf(form: string): number | undefined {
  if (Object.hasOwn(NUMBERS, form)) return NUMBERS[form];
  if (!/^\d/.test(form) || /[a-z%]/.test(form)) return undefined;
  const value = Number(form.replace(/\.(?=\d{3}\b)/g, '').replace(',', '.'));
  return Number.isNaN(value) ? undefined : value;
}
