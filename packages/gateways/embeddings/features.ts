/** Words that are in every text and tell nothing, folded. */
const SILENT = new Set(
  `a o as os e de da do das dos em na no nas nos um uma uns umas para pra pro por pelo pela pelos pelas com sem que se ou
  ao aos ate como mais mas muito nao sim ja so tambem eu me meu minha voce voces te seu sua seus suas ele ela eles elas
  isso isto esse essa este esta estes estas aquele aquela qual quais quando onde quanto quantos tem ter tenho temos
  quero queria gostaria preciso ser sao foi esta estao ha vai`.split(/\s+/),
);

/** What a feature is worth: a whole word, its stem, three letters of it. */
const WEIGHTS = { word: 1, stem: 1, trigram: 0.5 } as const;

interface Feature {
  weight: number;
  times: number;
}

/** What a text is made of, and of how many words. */
export function featuresOf(text: string): { features: ReadonlyMap<string, Feature>; words: number } {
  const all = fold(text).match(/[a-z0-9]+/g) ?? [];
  const telling = all.filter((word) => !SILENT.has(word));
  const features = new Map<string, Feature>();
  const add = (kind: keyof typeof WEIGHTS, value: string) => {
    const feature = features.get(`${kind} ${value}`);
    if (feature) feature.times += 1;
    else features.set(`${kind} ${value}`, { weight: WEIGHTS[kind], times: 1 });
  };
  // A text of nothing but silent words is still about them.
  for (const word of telling.length > 0 ? telling : all) {
    add('word', word);
    add('stem', stem(word));
    for (const trigram of trigrams(word)) add('trigram', trigram);
  }
  return { features, words: all.length };
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Plural to singular, first rule that fits: `cartoes`, `graos`, `aneis`, `azuis`, `bombons`, `flores`, `cafes`. */
const PLURALS: readonly [RegExp, string][] = [
  [/^maes$/, 'mae'],
  [/(?:[oa]e|ao)s$/, 'ao'],
  [/(?<=..[aeou])is$/, 'l'],
  [/(?<=..)ns$/, 'm'],
  [/(?<=..[rz])es$/, ''],
  [/(?<=...)s$/, ''],
];
/** Gender, diminutives, and the commonest endings of verbs and participles. */
const ENDINGS = /(?<=...)(?:zinh[oa]|inh[oa]|mente|ad[oa]|id[oa]|ar|er|ir|[aeo])$/;

/** Near to a stem: it is compared with others of its kind only, so that it need not be a word. */
function stem(word: string): string {
  const plural = PLURALS.find(([ending]) => ending.test(word));
  return (plural ? word.replace(...plural) : word).replace(ENDINGS, '');
}

function trigrams(word: string): string[] {
  const padded = ` ${word} `;
  return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3));
}
