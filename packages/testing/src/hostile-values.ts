import { type Field, isId, type Node } from './contract-fields.ts';

const MALFORMED_IDS = [
  'amostra',
  '',
  '00000000-0000-4000-8000-00000000000',
  '00000000-0000-4000-8000-0000000000000',
  '{00000000-0000-4000-8000-000000000000}',
  '00000000-0000-4000-8000-00000000000g',
  '00000000-0000-4000-8000-000000000000\n',
  "' or '1'='1",
  '../../stores',
];

/** One of each type that JSON knows. */
const ONE_OF_EACH: Record<string, unknown> = {
  string: 'amostra',
  number: 7.5,
  boolean: true,
  array: ['amostra'],
  object: { amostra: 'amostra' },
};

/** No contract's type but its own lets it in. */
const typesOf = ({ type, enum: values, const: only }: Node): string[] => {
  if (values || only !== undefined) return (values ?? [only]).map((value) => typeof value);
  return type === 'integer' ? ['number'] : [String(type)];
};

const LARGEST_LIST = 1200;

function beyond(choice: Node, sample: unknown): unknown[] {
  const { type, maxLength, minLength, minimum, maximum, maxItems, minItems, format, enum: values } = choice;
  if (isId(choice)) return MALFORMED_IDS;
  const text = typeof sample === 'string' ? sample : 'a';
  return [
    ...(values ? ['amostra-que-ninguém-declarou'] : []),
    ...(format ? ['amostra'] : []),
    ...(type === 'string' && minLength ? [''] : []),
    ...(type === 'string' && maxLength && maxLength < 250_000 ? [text.padEnd(maxLength + 1, 'a')] : []),
    ...(type === 'integer' ? [1.5, 1e21, -1e21] : []),
    ...(minimum !== undefined && minimum > -1e15 ? [minimum - 1] : []),
    ...(maximum !== undefined && maximum < 9e15 ? [maximum + 1] : []),
    ...(minItems && Array.isArray(sample) ? [sample.slice(0, minItems - 1)] : []),
    ...(maxItems && maxItems < LARGEST_LIST && Array.isArray(sample)
      ? [Array.from({ length: maxItems + 1 }, () => sample[0])]
      : []),
  ];
}

/** Values that no contract of this field takes; `sample` is one that it does. None where anything goes. */
export function wrongValues({ choices, nullable }: Field, sample: unknown): unknown[] {
  if (
    choices.length === 0 ||
    choices.some(({ type, enum: values, const: only }) => !type && !values && only === undefined)
  )
    return [];
  const types = new Set(choices.flatMap(typesOf));
  const others = Object.entries(ONE_OF_EACH).flatMap(([type, value]) => (types.has(type) ? [] : [value]));
  const [only] = choices;
  return [
    ...others,
    ...(nullable ? [] : [null]),
    // Where there is a choice, what one refuses another may take.
    ...(choices.length === 1 && only ? beyond(only, sample) : []),
  ];
}

const deep = (levels: number): unknown => {
  let value: unknown = 'fundo';
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { fundo: value };
  return value;
};

/** More than an index can hold, and not to be compressed. */
const NOISE = Array.from({ length: 2000 }, (_, at) =>
  String.fromCodePoint(0x4e00 + ((at * 7919 + (at >> 3) * 104_729) % 20_000)),
).join('');

/** What no database and no encoding holds. */
const UNSTORABLE = ['a\u0000b', 'a\ud800b\udc00'];

/** Texts that are meant for something behind the contract. */
export const ODD_TEXTS = [`%_\\';--`, '<b>{{7}}&|!:*((<->', '\u202e\u200b\ufeff', ' ', NOISE];

/** Whether a field takes any words. */
export const isFreeText = ({ choices }: Field): boolean =>
  choices.some((choice) => choice.type === 'string' && !choice.enum && !choice.format && !choice.pattern);

const ODD_BY_FORMAT: Record<string, unknown[]> = {
  'date-time': [
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+23:59',
    '9999-12-31T23:59:59-23:59',
    '2026-02-28T23:59:59.999999999999Z',
  ],
  date: ['0000-01-01', '9999-12-31', '0001-01-01'],
  uri: [
    'http://[::1]:99999/',
    `https://loja.example/${'%00'.repeat(9)}`,
    'https://\u0000.example/',
    'javascript:alert(1)',
    'https://a\ud800.example/',
  ],
  email: ["o'hara+\u0000@loja.example", `${'a'.repeat(64)}@${'b'.repeat(63)}.example`],
};

const polluted = () =>
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":1}');

function oddOf({ type, format, minimum, maximum, enum: values, pattern }: Node): unknown[] {
  if (values) return [];
  if (format && format in ODD_BY_FORMAT) return ODD_BY_FORMAT[format] ?? [];
  switch (type) {
    case 'string':
      return pattern ? ['a\u0000b', `${'a'.repeat(20_000)}!`] : UNSTORABLE;
    case 'integer':
      return [minimum ?? -9_007_199_254_740_991, maximum ?? 9_007_199_254_740_991];
    case 'number':
      return [1.797e308, -1.797e308, 5e-324, -0];
    case 'object':
      return [
        polluted(),
        { 'a\u0000b': 'a\u0000b' },
        { 'a\ud800': 'a\ud800' },
        deep(9),
        deep(3000),
        Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`k${at}`, at])),
      ];
    case undefined:
      return [null, 7, 'a\u0000b', [], {}, polluted(), { a: ['a\u0000b', 'a\ud800b'] }, deep(3000)];
    default:
      return [];
  }
}

/** Values that a contract may take or refuse, and that nothing may break on. */
export const oddValues = ({ choices }: Field): unknown[] =>
  (choices.length === 0 ? [{}] : choices).flatMap(oddOf);
