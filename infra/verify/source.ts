// Vitest's parser is the one fast, exact TypeScript parser that the workspace already has.
import { parseAst } from 'vitest/node';

type Program = ReturnType<typeof parseAst>;
type Node = NonNullable<Program['body'][number]['parent']>;

export interface Import {
  specifier: string;
  line: number;
  typeOnly: boolean;
  /** What the file calls it → what it is called where it comes from (`*`: all of it). */
  names: ReadonlyMap<string, string>;
}

export interface Write {
  line: number;
  verb: string;
  /** As SQL names it, or as the file's code does. */
  table: { sql: string } | { local: string };
}

/** What the rules need to know of a file. Lines count from 1. */
export interface Source {
  path: string;
  lines: number;
  imports: readonly Import[];
  /** The tables declared here: what code calls one → what SQL calls it. */
  tables: ReadonlyMap<string, string>;
  writes: readonly Write[];
  environment: readonly number[];
  moduleMocks: readonly number[];
  defaultExports: readonly number[];
}

const QUERY_WRITES = new Set(['insert', 'update', 'delete']);
const SQL_WRITE =
  /\b(insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+(?:only\s+)?(?:public\.)?(?:"?(\w+)"?|\$\{(\w+)\})/gi;

/** Reads a file's facts. Throws what the parser says of text that is not TypeScript. */
export function readSource(path: string, text: string): Source {
  const lang = path.endsWith('x') ? 'tsx' : 'ts';
  const imports: Import[] = [];
  const tables = new Map<string, string>();
  const writes: Write[] = [];
  const environment: number[] = [];
  const moduleMocks: number[] = [];
  const defaultExports: number[] = [];
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  const addImport = (node: Node, specifier: string, typeOnly = false, names: Import['names'] = new Map()) =>
    imports.push({ specifier, line: lineOf(node.start), typeOnly, names });

  walk(parseAst(text, { lang, sourceType: 'module' }), (node) => {
    const line = () => lineOf(node.start);
    switch (node.type) {
      case 'ImportDeclaration':
        addImport(node, node.source.value, node.importKind === 'type', importedNames(node));
        if (node.source.value === 'node:process' && [...importedNames(node).values()].includes('env'))
          environment.push(line());
        break;
      case 'ExportAllDeclaration':
        addImport(node, node.source.value, node.exportKind === 'type');
        break;
      case 'ExportNamedDeclaration':
        if (node.source) addImport(node, node.source.value, node.exportKind === 'type');
        if (node.specifiers.some((it) => nameOf(it.exported) === 'default')) defaultExports.push(line());
        break;
      case 'ExportDefaultDeclaration':
        defaultExports.push(line());
        break;
      case 'ImportExpression':
        if (node.source.type === 'Literal') addImport(node, String(node.source.value));
        break;
      case 'TSImportType':
        addImport(node, node.source.value, true);
        break;
      case 'MemberExpression':
        if (isMember(node, 'process', /^env$/)) environment.push(line());
        if (isMember(node, 'vi', /^(do)?mock$/i)) moduleMocks.push(line());
        break;
      case 'VariableDeclarator':
        if (node.init?.type === 'Identifier' && node.init.name === 'process') {
          if (
            node.id.type === 'ObjectPattern' &&
            node.id.properties.some((it) => it.type === 'Property' && nameOf(it.key) === 'env')
          )
            environment.push(line());
        }
        if (
          node.id.type === 'Identifier' &&
          node.init?.type === 'CallExpression' &&
          nameOf(node.init.callee) === 'pgTable'
        ) {
          const [name] = node.init.arguments;
          if (name?.type === 'Literal') tables.set(node.id.name, String(name.value));
        }
        break;
      case 'CallExpression': {
        if (node.callee.type !== 'MemberExpression') break;
        const verb = nameOf(node.callee.property);
        const [table, ...others] = node.arguments;
        if (QUERY_WRITES.has(verb) && others.length === 0 && table?.type === 'Identifier') {
          writes.push({ line: line(), verb, table: { local: table.name } });
        }
        if (verb === 'raw' || verb === 'unsafe') {
          if (table?.type === 'TemplateLiteral') writes.push(...sqlWrites(table, line()));
          if (table?.type === 'Literal') writes.push(...writesIn(String(table.value), line()));
        }
        break;
      }
      case 'TaggedTemplateExpression':
        writes.push(...sqlWrites(node.quasi, line()));
        break;
    }
  });
  return {
    path,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports,
    tables,
    writes,
    environment,
    moduleMocks,
    defaultExports,
  };
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  // Only the parser's nodes carry a type.
  if ('type' in node) visit(node as Node);
  for (const child of Object.values(node)) walk(child, visit);
}

type NodeOf<Type extends Node['type']> = Extract<Node, { type: Type }>;

const nameOf = (node: Node): string =>
  node.type === 'Identifier' ? node.name : node.type === 'Literal' ? String(node.value) : '';

const isMember = (node: NodeOf<'MemberExpression'>, object: string, property: RegExp): boolean =>
  nameOf(node.object) === object && property.test(nameOf(node.property));

function importedNames(node: NodeOf<'ImportDeclaration'>): Map<string, string> {
  const imported = (it: (typeof node.specifiers)[number]): string => {
    if (it.type === 'ImportSpecifier') return nameOf(it.imported);
    return it.type === 'ImportDefaultSpecifier' ? 'default' : '*';
  };
  return new Map(node.specifiers.map((it) => [it.local.name, imported(it)]));
}

function sqlWrites(template: NodeOf<'TemplateLiteral'>, line: number): Write[] {
  const holes = [...template.expressions.map((it) => `\${${nameOf(it)}}`), ''];
  return writesIn(template.quasis.map((quasi, index) => quasi.value.raw + holes[index]).join(''), line);
}

function writesIn(sql: string, firstLine: number): Write[] {
  return [...sql.matchAll(SQL_WRITE)].map(({ 1: verb = '', 2: name, 3: local = '', index }) => ({
    line: firstLine + sql.slice(0, index).split('\n').length - 1,
    verb: verb.toLowerCase(),
    table: name ? { sql: name.toLowerCase() } : { local },
  }));
}
