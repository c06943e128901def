// The one exact TypeScript parser that the workspace already has, and a fast one (oxc).
import { parseAst } from 'vitest/node';

type Node = NonNullable<ReturnType<typeof parseAst>['body'][number]['parent']>;
type NodeOf<Type extends Node['type']> = Extract<Node, { type: Type }>;

export interface Import {
  specifier: string;
  typeOnly: boolean;
  /** What the file calls it → what it is called where it comes from (`*`: all of it). */
  names: ReadonlyMap<string, string>;
}

export interface Write {
  verb: string;
  /** As SQL names it, or as the file's code does. */
  table: { sql: string } | { local: string };
}

type OnLine<Fact> = Fact & { line: number };

/** What the rules need to know of a file. Lines count from 1. */
export interface Source {
  path: string;
  lines: number;
  imports: readonly OnLine<Import>[];
  /** The tables declared here: what code calls one → what SQL calls it. */
  tables: ReadonlyMap<string, string>;
  writes: readonly OnLine<Write>[];
  environment: readonly number[];
  moduleMocks: readonly number[];
  defaultExports: readonly number[];
}

/** Reads a file's facts. Throws what the parser says of text that is not TypeScript. */
export function readSource(path: string, text: string): Source {
  const nodes = nodesOf(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts', sourceType: 'module' }));
  const lineOf = (node: Node) => text.slice(0, node.start).split('\n').length;
  const linesOf = (is: (node: Node) => boolean) => nodes.filter(is).map(lineOf);
  return {
    path,
    lines: text.replace(/\n$/, '').split('\n').length,
    imports: nodes.flatMap((node) => importsOf(node).map((it) => ({ ...it, line: lineOf(node) }))),
    tables: new Map(nodes.flatMap(tablesOf)),
    writes: nodes.flatMap((node) =>
      writesOf(node).map(({ below, ...it }) => ({ ...it, line: lineOf(node) + below })),
    ),
    environment: linesOf(readsEnvironment),
    moduleMocks: linesOf((node) => isMember(node, 'vi', ['mock', 'doMock'])),
    defaultExports: linesOf(exportsDefault),
  };
}

function nodesOf(root: unknown): Node[] {
  const nodes: Node[] = [];
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    // Of all that hangs in the parser's tree only its nodes carry a type.
    if ('type' in value) nodes.push(value as Node);
    for (const child of Object.values(value)) visit(child);
  };
  visit(root);
  return nodes;
}

/** The text of a name or a literal; empty for anything else. */
const nameOf = (node: Node): string =>
  node.type === 'Identifier' ? node.name : node.type === 'Literal' ? String(node.value) : '';

const isMember = (node: Node, object: string, properties: readonly string[]): boolean =>
  node.type === 'MemberExpression' &&
  nameOf(node.object) === object &&
  properties.includes(nameOf(node.property));

function importsOf(node: Node): Import[] {
  const names = new Map<string, string>();
  switch (node.type) {
    case 'ImportDeclaration':
      for (const it of node.specifiers) {
        const whole = it.type === 'ImportDefaultSpecifier' ? 'default' : '*';
        names.set(it.local.name, it.type === 'ImportSpecifier' ? nameOf(it.imported) : whole);
      }
      return [{ specifier: node.source.value, typeOnly: node.importKind === 'type', names }];
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return node.source
        ? [{ specifier: node.source.value, typeOnly: node.exportKind === 'type', names }]
        : [];
    case 'ImportExpression':
      return node.source.type === 'Literal'
        ? [{ specifier: nameOf(node.source), typeOnly: false, names }]
        : [];
    case 'TSImportType':
      return [{ specifier: node.source.value, typeOnly: true, names }];
    default:
      return [];
  }
}

function tablesOf(node: Node): [string, string][] {
  if (node.type !== 'VariableDeclarator' || node.init?.type !== 'CallExpression') return [];
  const [name] = node.init.arguments;
  return nameOf(node.init.callee) === 'pgTable' && name ? [[nameOf(node.id), nameOf(name)]] : [];
}

function readsEnvironment(node: Node): boolean {
  if (node.type === 'ImportDeclaration' && node.source.value === 'node:process') {
    return node.specifiers.some((it) => it.type === 'ImportSpecifier' && nameOf(it.imported) === 'env');
  }
  if (node.type === 'VariableDeclarator' && node.id.type === 'ObjectPattern') {
    const env = node.id.properties.some((it) => it.type === 'Property' && nameOf(it.key) === 'env');
    return env && node.init !== null && nameOf(node.init) === 'process';
  }
  return isMember(node, 'process', ['env']);
}

const exportsDefault = (node: Node): boolean =>
  node.type === 'ExportDefaultDeclaration' ||
  (node.type === 'ExportNamedDeclaration' && node.specifiers.some((it) => nameOf(it.exported) === 'default'));

/** `below`: how many lines below the node's first one. */
type WriteBelow = Write & { below: number };

function writesOf(node: Node): WriteBelow[] {
  if (node.type === 'TaggedTemplateExpression') return writesInSql(sqlOf(node.quasi));
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
  const verb = nameOf(node.callee.property);
  const [first, ...others] = node.arguments;
  if (first?.type === 'Identifier' && others.length === 0 && ['insert', 'update', 'delete'].includes(verb)) {
    return [{ verb, table: { local: first.name }, below: 0 }];
  }
  if (!first || !['raw', 'unsafe'].includes(verb)) return [];
  return writesInSql(first.type === 'TemplateLiteral' ? sqlOf(first) : nameOf(first));
}

const SQL_WRITE =
  /\b(insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+(?:only\s+)?(?:public\.)?(?:"?(\w+)"?|\$\{(\w+)\})/gi;

/** A template's text, with `${name}` where a name is put in and `${}` for other expressions. */
function sqlOf({ quasis, expressions }: NodeOf<'TemplateLiteral'>): string {
  const holes = [...expressions.map((it) => `\${${nameOf(it)}}`), ''];
  return quasis.map((quasi, index) => quasi.value.raw + holes[index]).join('');
}

const writesInSql = (sql: string): WriteBelow[] =>
  [...sql.matchAll(SQL_WRITE)].map(({ 1: verb = '', 2: name, 3: local = '', index }) => ({
    verb: verb.toLowerCase().replace(/\s+/, ' '),
    table: name ? { sql: name.toLowerCase() } : { local },
    below: sql.slice(0, index).split('\n').length - 1,
  }));
