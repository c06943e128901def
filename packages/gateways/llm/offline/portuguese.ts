/** Lower case without accents. */
export const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** How people type on WhatsApp, and what they mean. */
// biome-ignore format: a table reads better in rows
const ABBREVIATIONS: Record<string, string> = {
  vc: 'voce', vcs: 'voces', ce: 'voce', ces: 'voces', oces: 'voces', tu: 'voce',
  qto: 'quanto', qnto: 'quanto', qt: 'quanto', qtos: 'quantos', quantu: 'quanto', qnt: 'quanto',
  qro: 'quero', qero: 'quero', kero: 'quero', qria: 'queria', q: 'que', k: 'que', ki: 'que', oq: 'o que', pq: 'porque',
  n: 'nao', ñ: 'nao', nn: 'nao', naum: 'nao', s: 'sim', ss: 'sim', tb: 'tambem', tbm: 'tambem', tmb: 'tambem',
  blz: 'beleza', vlw: 'valeu', flw: 'falou', obg: 'obrigado', obgd: 'obrigado', obgda: 'obrigada', brigado: 'obrigado',
  brigada: 'obrigada', pfv: 'por favor', pf: 'por favor', pfvr: 'por favor', msm: 'mesmo', hj: 'hoje', mto: 'muito',
  eh: 'e', ta: 'esta', tah: 'esta', to: 'estou', d: 'de', tds: 'todos', td: 'tudo', und: 'unidades', uni: 'unidades',
  '👍': 'ok', '👌': 'ok', '✅': 'ok', un: 'unidades', pra: 'para', pro: 'para', pros: 'para', pras: 'para', cade: 'onde esta', preso: 'preco', presso: 'preco',
};

/** A word as written and as understood; a comma or a line break is a token of its own. */
export interface Token {
  raw: string;
  form: string;
}

const TOKEN = /#\d+|r\$|\d+(?:[.,]\d+)*[\p{L}%]*|\p{L}[\p{L}\p{M}\d'’-]*|[,;+\n]|[👍👌✅]/gu;

export function tokens(text: string): Token[] {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\b([pcsd])\//g, (_, letter) => `${SHORT[letter]} `);
  return [...plain.matchAll(TOKEN)].flatMap(([raw]) => {
    const form = fold(raw);
    const meant = Object.hasOwn(ABBREVIATIONS, form) ? ABBREVIATIONS[form] : undefined;
    return meant ? meant.split(' ').map((word) => ({ raw: word, form: word })) : [{ raw, form }];
  });
}

const SHORT: Record<string, string> = { p: 'para', c: 'com', s: 'sem', d: 'de' };

/** The text as patterns see it: abbreviations written out, no accents, no punctuation, single spaces. */
export const plain = (text: string) =>
  tokens(text)
    .map(({ form }) => form)
    .filter((form) => !/^[,;+\n]$/.test(form))
    .join(' ');

const PLURALS: [RegExp, string][] = [
  [/(oes|aes|aos)$/, 'ao'],
  [/([aeou])is$/, '$1l'],
  [/ns$/, 'm'],
  [/([rz])es$/, '$1'],
  [/s$/, ''],
]; // grãos, sabonetes florais, bombons, sabores, cafés

/** What a word keeps in plural, feminine and masculine: `grãos` and `grão`, `moída` and `moído`. */
export function stem(word: string): string {
  const folded = fold(word);
  if (folded.length < 4 || /\d/.test(folded)) return folded;
  const rule = PLURALS.find(([ending]) => ending.test(folded));
  const singular = rule ? folded.replace(rule[0], rule[1]) : folded;
  return singular.length > 4 ? singular.replace(/[ao]$/, '') : singular;
}

const SMALL = new Set('a o as os e de do da dos das em no na nos nas com sem para por um uma ao'.split(' '));

/** The stems that carry a name's or a query's meaning. */
export const stems = (text: string): string[] =>
  (fold(text).match(/\d+|[a-z]+/g) ?? []).filter((word) => !SMALL.has(word)).map(stem);

/** The same word, one slip of the finger allowed in a long one. Never in a number: 102 is not 103. */
export function alike(a: string, b: string): boolean {
  if (a === b) return true;
  if (a[0] !== b[0] || Math.min(a.length, b.length) < 6 || /\d/.test(a + b)) return false;
  return isOneSlip(a, b);
}

/** One letter more, less, different, or swapped with its neighbour. */
function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  if (long.length > short.length) return short.slice(start) === long.slice(start + 1);
  const swapped = long[start] === short[start + 1] && long[start + 1] === short[start];
  return (
    short.slice(start + 1) === long.slice(start + 1) ||
    (swapped && short.slice(start + 2) === long.slice(start + 2))
  );
}
