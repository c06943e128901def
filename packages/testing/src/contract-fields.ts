import { z } from 'zod';

/** What a contract says of one value, as JSON Schema. */
export interface Node {
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
  additionalProperties?: boolean | Node;
  items?: Node;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
}

export type Path = readonly (string | number)[];

export interface Field {
  /** Where it stands, e.g. `items`, 0, `product_id`. */
  path: Path;
  /** What it is called; an element of a list is called as the list is. */
  key: string;
  /** What it may be, null aside; empty where anything goes. */
  choices: readonly Node[];
  nullable: boolean;
}

export interface Contract {
  root: Node;
  /** What a value may be: references followed, unions flat, null aside. */
  choicesOf(node: Node): Node[];
  isNullable(node: Node): boolean;
}

const MOST_DEPTH = 8;

/** Reads a contract as callers have to fulfil it. */
export function readContract(schema: z.ZodType): Contract {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node;

  function flat(node: Node): Node[] {
    if (node.$ref) return flat(root.$defs?.[node.$ref.replace('#/$defs/', '')] ?? {});
    if (node.allOf) return flat(Object.assign({}, ...node.allOf.flatMap(flat)));
    const { type } = node;
    const union =
      node.anyOf ?? node.oneOf ?? (Array.isArray(type) && type.map((one) => ({ ...node, type: one })));
    return union ? union.flatMap(flat) : [node];
  }
  return {
    root,
    choicesOf: (node) => flat(node).filter(({ type }) => type !== 'null'),
    isNullable: (node) => flat(node).some(({ type }) => type === 'null'),
  };
}

/** Every field of a contract, outer ones first; of a list its first element, of a recursive one a few turns. */
export function fieldsOf(schema: z.ZodType): Field[] {
  const { root, choicesOf, isNullable } = readContract(schema);
  const fields: Field[] = [];

  function visit(node: Node, path: Path, key: string): void {
    const choices = choicesOf(node);
    if (path.length > 0) fields.push({ path, key, choices, nullable: isNullable(node) });
    if (path.length >= MOST_DEPTH) return;
    const object = choices.find(({ properties }) => properties);
    for (const [name, inner] of Object.entries(object?.properties ?? {})) visit(inner, [...path, name], name);
    const list = choices.find(({ items }) => items);
    if (list?.items) visit(list.items, [...path, 0], key);
  }

  visit(root, [], '');
  return fields;
}

/** Whether a value names a row by an id of ours. */
export const isId = ({ type, format }: Node): boolean =>
  type === 'string' && (format === 'uuid' || format === 'guid');

/** A copy of `input` with another value at `path`. */
export function withValue<T>(input: T, [step, ...rest]: Path, value: unknown): T {
  if (step === undefined) return value as T;
  const copy: unknown = Array.isArray(input) ? [...input] : { ...input };
  const at = copy as Record<string | number, unknown>;
  at[step] = withValue(at[step], rest, value);
  return copy as T;
}
