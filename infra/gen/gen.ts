import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { domains } from '../../packages/core/src/domains.ts';
import type { AnyOperation } from '../../packages/core/src/kernel/operation.ts';
import { GENERATED_KINDS, type GeneratedKind, generateOperation } from './operation.ts';

const USAGE = `pnpm gen operation <domain> <verb-noun> [--kind ${GENERATED_KINDS.join('|')}]`;
const root = resolve(import.meta.dirname, '../..');

/** Where most of a domain's doors begin; a domain without doors gets its own name. */
function baseOf(domain: string): string {
  const tree: Record<string, Record<string, AnyOperation>> = domains;
  const paths = Object.values(tree[domain] ?? {}).flatMap(({ rest }) => rest?.path ?? []);
  const bases = Map.groupBy(paths, (path) => path.split('/').slice(0, 3).join('/'));
  const [most] = [...bases].toSorted(([, one], [, other]) => other.length - one.length);
  return most?.[0] ?? `/internal/${domain}`;
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { kind: { type: 'string', default: 'command' } },
  });
  const [what, domain = '', file = ''] = positionals;
  const kind = GENERATED_KINDS.find((known): known is GeneratedKind => known === values.kind);
  if (what !== 'operation' || !kind || !/^[a-z]+(-[a-z]+)+$/.test(file)) throw new Error(USAGE);
  const paths = generateOperation(root, { domain, file, kind, base: baseOf(domain) });
  execFileSync('pnpm', ['exec', 'biome', 'check', '--write', '--diagnostic-level=error', ...paths], {
    cwd: root,
    stdio: 'inherit',
  });
  console.log(paths.join('\n'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
