const UNITS =
  'zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove';
const TENS = 'vinte trinta quarenta cinquenta sessenta setenta oitenta noventa';
const HUNDREDS = 'duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos';

const VALUES = new Map<string, number>([
  ...UNITS.split(' ').map((word, at) => [word, at] as const),
  ...TENS.split(' ').map((word, at) => [word, (at + 2) * 10] as const),
  ...HUNDREDS.split(' ').map((word, at) => [word, (at + 2) * 100] as const),
  ['tres', 3],
  ['catorze', 14],
  ['cem', 100],
  ['cento', 100],
  ['mil', 1000],
]);

const WORD = [...VALUES.keys()].toSorted((a, b) => b.length - a.length).join('|');
const SEQUENCE = String.raw`(?<!\p{L})(?:${WORD})(?:\s+(?:e\s+)?(?:${WORD}))*`;

function amountOf(sequence: string): number {
  let [thousands, rest] = [0, 0];
  for (const word of sequence.toLowerCase().split(/\s+/)) {
    if (word === 'mil') [thousands, rest] = [thousands + (rest || 1) * 1000, 0];
    else rest += VALUES.get(word) ?? 0;
  }
  return thousands + rest;
}

/** `quarenta e dois reais` becomes `42 reais`: numbers in words, where `follows` comes after them. */
export const numbersAsDigits = (text: string, follows: RegExp): string =>
  text.replace(new RegExp(`${SEQUENCE}(?=${follows.source})`, 'giu'), (found) => String(amountOf(found)));
