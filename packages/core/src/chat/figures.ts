import type { Json, ModelMessage } from '../ports/language-model.ts';
import { numbersAsDigits } from './number-words.ts';

const NUMBER = String.raw`(\d{1,3}(?:\.\d{3})+|\d+)(?:[,.](\d{1,2})(?!\d))?(\s*mil(?!\p{L}))?`;
const REAIS = String.raw`(?:reais|real|contos?|pilas?)(?!\p{L})(?:\s+e\s+(\d{1,2})\s+centavos)?`;
/** What makes `1,50` something else than money. */
const UNIT = String.raw`(?:%|x|kg|g|gr|mg|ml|l|litros?|cm|mm|m|km|h|anos?)(?!\p{L})`;

/** `R$ 1.234,56`, `$ 5`, `1234,56 reais e 10 centavos`, a bare `42,90`. */
const AMOUNT = new RegExp(
  [
    String.raw`(?:(?:R|US)?\$|BRL|USD|€)\s*${NUMBER}`,
    String.raw`(?<![\d.,])${NUMBER}\s*${REAIS}`,
    String.raw`(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d+),(\d{2})(?![\d]|[.,]\d|\s*${UNIT})`,
    String.raw`(?<![\d.,])(\d{1,2})\s+centavos(?!\p{L})`,
  ].join('|'),
  'giu',
);

/** What follows a number that is an amount of money. */
const MONEY = /\s+(?:reais|real|contos?|pilas?|centavos)(?!\p{L})/u;

/** A share off the price: the agent grants none, so it is true only where a tool tells of it. */
const DISCOUNT =
  /(\d{1,3}(?:[.,]\d{1,2})?)\s?%\s+(?:de\s+)?(?:desconto|off|cashback)|(?:desconto|cashback)\s+de\s+(\d{1,3}(?:[.,]\d{1,2})?)\s?%/giu;

/** A PIX code: no tool tells the model one, we send them ourselves. */
const BR_CODE = /000201\d{4,}[\w.@*$-]*/g;

export interface Amount {
  cents: number;
  /** As it was written. */
  text: string;
}

function centsOf(whole = '0', fraction = '', thousands: string | undefined, more = '0'): number {
  const cents = Number(whole.replaceAll('.', '')) * 100 + Number(fraction.padEnd(2, '0'));
  return (thousands ? cents * 1000 : cents) + Number(more);
}

/** The amounts of money that a text states, in cents of BRL. */
export function amountsIn(text: string): Amount[] {
  return [...numbersAsDigits(text, MONEY).matchAll(AMOUNT)].map(
    ([written, a, b, c, d, e, f, more, g, h, only_cents]) => ({
      text: written.trim(),
      cents: only_cents
        ? Number(only_cents)
        : a
          ? centsOf(a, b, c)
          : d
            ? centsOf(d, e, f, more)
            : centsOf(g, h, undefined),
    }),
  );
}

/** Every amount a tool's result holds: `…_cents`, and those written in its texts. */
function amountsOf(value: Json, key = ''): number[] {
  if (typeof value === 'number') return key.endsWith('_cents') ? [value] : [];
  if (typeof value === 'string') return amountsIn(value).map(({ cents }) => cents);
  if (Array.isArray(value)) return value.flatMap((part) => amountsOf(part));
  return value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([name, part]) => amountsOf(part, name))
    : [];
}

const WORDS: readonly [RegExp, number][] = [
  [/\bduas?\b|\bdois\b|\bpar\b|\bdobro\b/iu, 2],
  [/\btrês\b|\btres\b/iu, 3],
  [/\bquatro\b/iu, 4],
  [/\bcinco\b/iu, 5],
  [/\bseis\b|\bmeia dúzia\b/iu, 6],
  [/\bsete\b/iu, 7],
  [/\boito\b/iu, 8],
  [/\bnove\b/iu, 9],
  [/\bdez\b/iu, 10],
  [/\bdúzia\b|\bdoze\b/iu, 12],
];
const MOST_QUANTITIES = 8;

/** How many of a thing texts speak of; their amounts of money are no quantities. */
function quantitiesIn(text: string): number[] {
  const rest = numbersAsDigits(text, MONEY).replace(AMOUNT, ' ');
  const digits = [...rest.matchAll(/(?<![\d#.,])\d{1,4}(?![\d.,]?\d)/g)]
    .map(([found]) => Number(found))
    .filter((n) => n > 1);
  const words = WORDS.flatMap(([word, n]) => (word.test(rest) ? [n] : []));
  return [1, ...new Set([...words, ...digits])].slice(0, MOST_QUANTITIES);
}

/** With more lines than this three of them would add up to nearly anything. */
const FEW_LINES = 8;

/** What is said truly of these amounts: each, a quantity of it, and two or three such lines added up. */
function derivable(seen: ReadonlySet<number>, quantities: readonly number[]): Set<number> {
  const lines = [
    ...new Set([...seen].filter((cents) => cents > 0).flatMap((cents) => quantities.map((n) => n * cents))),
  ];
  const sums = new Set<number>([...seen, ...lines]);
  for (const [at, one] of lines.entries()) {
    for (const [next, two] of lines.slice(at + 1).entries()) {
      sums.add(one + two);
      if (lines.length > FEW_LINES) continue;
      for (const three of lines.slice(at + next + 2)) sums.add(one + two + three);
    }
  }
  return sums;
}

const sharesIn = (text: string) =>
  [...text.matchAll(DISCOUNT)].map(([written, before, after]) => ({ written, share: before ?? after ?? '' }));

/** Discounts that no result tells of, and PIX codes, which none ever does. */
function inventedPromises(answer: string, results: readonly Json[]): string[] {
  const told = new Set(sharesIn(JSON.stringify(results)).map(({ share }) => share));
  const discounts = sharesIn(answer).flatMap(({ written, share }) => (told.has(share) ? [] : [written]));
  return [...discounts, ...(answer.match(BR_CODE) ?? []).map((code) => `${code.slice(0, 12)}…`)];
}

/**
 * What an answer states and no tool of this turn told, as it is written: amounts, discounts, PIX codes. Quantities
 * are taken from the answer and from what was asked; amounts only from results: what the customer writes is never
 * a price.
 */
export function inventedFigures(
  answer: string,
  asked: string,
  transcript: readonly ModelMessage[],
): string[] {
  const results = transcript.flatMap((entry) =>
    entry.role === 'tool' && !entry.is_error ? [entry.result] : [],
  );
  const stated = amountsIn(answer.replace(BR_CODE, ' '));
  const promises = inventedPromises(answer, results);
  if (stated.length === 0) return promises;
  const seen = new Set(results.flatMap((result) => amountsOf(result)));
  const true_ones = derivable(seen, quantitiesIn(`${answer}\n${asked}`));
  return [...stated.filter(({ cents }) => !true_ones.has(cents)).map(({ text }) => text), ...promises];
}

/** What the model is told of an answer that was not sent. */
export const figureNote = (figures: readonly string[]): string =>
  `[nota do sistema, não do cliente] Sua resposta não foi enviada: ${figures.join(', ')} não veio de nenhuma ferramenta nesta conversa. ` +
  'Consulte as ferramentas e responda de novo só com valores que elas mostrarem, ou sem valor nenhum.';

/** Said instead of a figure that nothing backs. */
export const UNSURE = 'Deixa eu confirmar esse valor para você. Qual produto você quer?';
