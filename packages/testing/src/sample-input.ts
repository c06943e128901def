import fc from 'fast-check';
import type { z } from 'zod';
import { isId, type Node, readContract } from './contract-fields.ts';

/** Of a field that only its name explains. */
const EXAMPLES: Record<string, unknown> = {
  address: { cep: '01310-100', street: 'Avenida Paulista', number: '1000', city: 'São Paulo', state: 'SP' },
  cached_tokens: 0,
  csv: Buffer.from('nome;preço\nAmostra;R$ 1,00').toString('base64'),
  event: {},
  external_id: '5511987654321',
  from: 'awaiting_payment',
  fee_by_cep_range: [{ cep_from: '01000-000', cep_to: '05999-999', fee_cents: 900 }],
  manual_pix_key: 'pix@loja.example',
  manual_pix_key_type: 'email',
  opens: '08:00',
  closes: '18:00',
  phone: '5511987654321',
  qr_image: 'data:image/png;base64,iVBORw0KGgo=',
  time_zone: 'America/Manaus',
  to: 'returned',
  type: 'sales',
  /** An address of the test house's app. */
  url: 'http://app.test/entrar',
};

/** Either one or the other: which one the sample leaves out. */
const LEFT_OUT: Record<string, readonly string[]> = {
  identifier: ['id'],
  rows: ['csv'],
  texts: ['text'],
};

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

function sampleText({ format, pattern, minLength = 0 }: Node): string {
  if (format === 'date-time') return '2026-11-22T00:00:00.000Z';
  if (format === 'date') return '2026-11-22';
  if (format === 'email') return 'ana@loja.example';
  if (format === 'uri') return 'https://loja.example/';
  if (pattern && !new RegExp(pattern, 'u').test('amostra')) {
    return fc.sample(fc.stringMatching(new RegExp(pattern)), { seed: 1, numRuns: 1 })[0] ?? '';
  }
  return 'amostra'.padEnd(minLength, 'a');
}

/** Which row an id names, by the name of its field; an id that it does not know is well-formed and unknown. */
export type IdOf = (key: string) => string | undefined;

export interface SampleOptions {
  /** With every field, not only those that are required or name rows. */
  whole?: boolean;
}

/** An input that a contract takes: a small one, where it is content with that. */
export function sampleInput(
  schema: z.ZodType,
  idOf: IdOf = () => undefined,
  { whole = false }: SampleOptions = {},
): Record<string, unknown> {
  const { root, choicesOf } = readContract(schema);
  const namesRow = (node: Node, key: string): boolean =>
    choicesOf(node).some(
      (choice) =>
        isId(choice) ||
        (choice.type === 'string' && /(^|_)id$/.test(key) && idOf(key) !== undefined) ||
        (choice.items !== undefined && namesRow(choice.items, key)),
    );

  function sample(node: Node, key: string): unknown {
    const [choice = {}] = choicesOf(node);
    if (choice.type === 'string' && namesRow(choice, key)) return idOf(key) ?? UNKNOWN_ID;
    if (key in EXAMPLES) return EXAMPLES[key];
    if (choice.const !== undefined) return choice.const;
    if (choice.enum) return choice.enum[0];
    switch (choice.type) {
      case 'object':
        return sampleObject(choice);
      case 'array': {
        const { items = {}, minItems = 0 } = choice;
        return Array.from({ length: Math.max(1, minItems) }, () => sample(items, key));
      }
      case 'integer':
      case 'number':
        return Math.max(1, choice.minimum ?? 0, (choice.exclusiveMinimum ?? -1) + 1);
      case 'boolean':
        return true;
      default:
        return sampleText(choice);
    }
  }

  function sampleObject({ properties, required = [], additionalProperties }: Node): Record<string, unknown> {
    if (!properties) {
      return additionalProperties ? { amostra: sample(Object(additionalProperties), 'amostra') } : {};
    }
    const fields = Object.entries(properties);
    const left_out = fields.flatMap(([key]) => LEFT_OUT[key] ?? []);
    const wanted = fields.filter(
      ([key, node]) => required.includes(key) || (whole ? !left_out.includes(key) : namesRow(node, key)),
    );
    return Object.fromEntries(wanted.map(([key, node]) => [key, sample(node, key)]));
  }

  const input = sampleObject(root);
  // A patch wants something to change, a choice one of two.
  return whole || schema.safeParse(input).success ? input : sampleInput(schema, idOf, { whole: true });
}
