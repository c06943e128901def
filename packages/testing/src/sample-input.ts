import { z } from 'zod';

interface Node {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  anyOf?: Node[];
  oneOf?: Node[];
  allOf?: Node[];
  $ref?: string;
  $defs?: Record<string, Node>;
  properties?: Record<string, Node>;
  required?: string[];
  items?: Node;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  default?: unknown;
}

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

function sampleText(node: Node, key: string): string {
  if (node.format === 'date-time') return '2026-11-22T00:00:00.000Z';
  if (node.format === 'date') return '2026-11-22';
  if (node.format === 'email') return 'ana@loja.example';
  if (node.format === 'uri') return 'https://loja.example/';
  if (/phone|number|external_id/.test(key)) return '5511987654321';
  return 'amostra'.padEnd(node.minLength ?? 0, 'a');
}

/**
 * The smallest input that a contract takes: required fields, and every field that names a row.
 * `idOf` says which row a field names; whatever it does not know gets a well-formed unknown id.
 */
export function sampleInput(
  schema: z.ZodType,
  idOf: (key: string) => string | undefined,
): Record<string, unknown> {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node;

  const sample = (node: Node, key: string): unknown => {
    if (node.$ref) return sample(root.$defs?.[node.$ref.replace('#/$defs/', '')] ?? {}, key);
    if (node.const !== undefined) return node.const;
    if (node.enum) return node.enum[0];
    const choices = node.anyOf ?? node.oneOf;
    if (choices) return sample(choices.find((choice) => choice.type !== 'null') ?? {}, key);
    if (node.allOf) return sample(Object.assign({}, ...node.allOf), key);
    const type = Array.isArray(node.type) ? node.type[0] : node.type;
    switch (type) {
      case 'object': {
        const fields = Object.entries(node.properties ?? {});
        const wanted = fields.filter(([name, field]) => node.required?.includes(name) || isId(name, field));
        return Object.fromEntries(wanted.map(([name, field]) => [name, sample(field, name)]));
      }
      case 'array':
        return Array.from({ length: Math.max(1, node.minItems ?? 0) }, () =>
          sample(node.items ?? {}, key.replace(/s$/, '')),
        );
      case 'integer':
      case 'number':
        return Math.max(1, node.minimum ?? 0, (node.exclusiveMinimum ?? -1) + 1);
      case 'boolean':
        return true;
      default:
        return isId(key, node) ? (idOf(key) ?? UNKNOWN_ID) : sampleText(node, key);
    }
  };

  return sample(root, '') as Record<string, unknown>;
}

/** Whether a field names a row of ours: an id, or a list of them. */
export function isId(key: string, node: Node): boolean {
  const inner = node.anyOf?.find((choice) => choice.type !== 'null') ?? node;
  const leaf = inner.type === 'array' ? (inner.items ?? {}) : inner;
  return (
    /(^|_)ids?$/.test(key) &&
    (leaf.format === 'guid' || leaf.format === 'uuid' || /[0-9a-f]/i.test(leaf.pattern ?? ''))
  );
}

/** The keys of an input that name rows. */
export function idKeys(schema: z.ZodType): string[] {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node;
  return Object.entries(root.properties ?? {}).flatMap(([key, node]) => (isId(key, node) ? [key] : []));
}
