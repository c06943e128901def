import { dirname, join } from 'node:path/posix';

/** Finds the workspace's file that an import means; undefined for libraries, assets and what is not there. */
export type Resolve = (from: string, specifier: string) => string | undefined;

/** `files` holds the texts of the `package.json` files too: what `@vek1/core/kernel/ids` means is in their `exports`. */
export function resolver(files: ReadonlyMap<string, string>): Resolve {
  const packages = new Map<string, { folder: string; exports: [string, string][] }>();
  for (const [path, text] of files) {
    if (!path.endsWith('/package.json')) continue;
    const { name, exports = {} }: { name: string; exports?: Record<string, string> } = JSON.parse(text);
    // As Node does it: the longest text before the star wins.
    const ordered = Object.entries(exports).sort(([a], [b]) => beforeStar(b).length - beforeStar(a).length);
    packages.set(name, { folder: dirname(path), exports: ordered });
  }

  const target = (specifier: string): string | undefined => {
    const home = packages.get(packageOf(specifier));
    const wanted = `.${specifier.slice(packageOf(specifier).length)}`;
    for (const [pattern, file] of home?.exports ?? []) {
      const [before = '', after] = pattern.split('*', 2);
      const fits =
        after === undefined ? pattern === wanted : wanted.startsWith(before) && wanted.endsWith(after);
      const star = wanted.slice(before.length, wanted.length - (after ?? '').length);
      if (home && fits) return join(home.folder, file.replaceAll('*', star));
    }
    return undefined;
  };

  return (from, specifier) => {
    let path: string | undefined;
    if (specifier.startsWith('.')) path = join(dirname(from), specifier);
    else if (specifier.startsWith('@/')) path = join('apps/vek1/src', specifier.slice(2));
    else path = target(specifier);
    return path && files.has(path) ? path : undefined;
  };
}

const beforeStar = (pattern: string): string => pattern.split('*', 1)[0] ?? '';

/** `@scope/name` of `@scope/name/path`, `name` of `name/path`. */
export const packageOf = (specifier: string): string =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
