import { dirname, join } from 'node:path/posix';
import { listFiles, readFiles } from './list-files.ts';
import { type Reason, report, type Violation } from './violation.ts';

/** Folders at the root: a path that begins with one of them is meant from the root. */
const ROOTED = /^(packages|apps|infra|\.ci|\.github)(\/|$)/;
/** Other names with a slash are paths when they end like a source file: `operations/create-order.ts`. */
const SOURCE_FILE = /\.(tsx?|mjs|md|sh|sql|ya?ml|json|css)$/;
const PATTERN = /[<>*{}$…]|\.\.\./;
const PATH = /^[\w.@()[\]-]+(\/[\w.@()[\]-]+)*\/?$/;

const PNPM_BUILTINS = new Set(
  'add audit ci config dedupe deploy dlx exec fetch i import init install licenses link list ls outdated pack patch prune publish rebuild remove root run store unlink update up why'.split(
    ' ',
  ),
);

const LINK: Reason = { why: 'a reader who follows it finds nothing', mend: 'name what is there now, or delete it' };
const COMMAND: Reason = { why: 'a reader who types it gets an error', mend: "name a script of the package.json, or add it there" };
const PRIVATE: Reason = { why: 'it exists on one machine only', mend: 'write it relative to the workspace, or take it from the configuration' };

/** What no file of the workspace holds: package registries' addresses, paths of somebody's machine. */
const PRIVATE_WORDS: readonly (readonly [string, RegExp])[] = [
  ['a registry host', /https?:\/\/[\w.-]*(?:registry|artifactory|verdaccio|nexus|jfrog)[\w.-]*|\btarball: http\S+|^registry=\S+/gim],
  ['a machine path', /(?<![\w.\-/~}])\/(?:work|root|tmp|Users)\/\S*/g],
];

/** Checks texts by path: links, paths and `pnpm` commands of the `.md` ones, and that none names a private place. */
export function checkDocs(files: ReadonlyMap<string, string>): Violation[] {
  const paths = [...files.keys()];
  const places = new Set(paths.flatMap((path) => ancestors(path)));
  const scripts = readScripts(files);

  return [...files].flatMap(([path, text]) => {
    const lineAt = (index: number) => text.slice(0, index).split('\n').length;
    const at = (index: number, rule: string, what: string, reason: Reason): Violation => ({ path, line: lineAt(index), rule, what, ...reason });
    const violations = PRIVATE_WORDS.flatMap(([what, words]) =>
      [...text.matchAll(words)].map((it) => at(it.index, 'private-place', `names ${what}: ${it[0]}`, PRIVATE)),
    );
    if (!path.endsWith('.md')) return violations;

    for (const { index, target } of linksOf(text)) {
      if (!places.has(join(dirname(path), target))) violations.push(at(index, 'link', `links to ${target}`, LINK));
    }
    for (const { index, code } of codeOf(text)) {
      const named = code.replace(/^\.\//, '').replace(/(:\d+)+$/, '');
      if (isPath(named) && !exists(named, path, places)) violations.push(at(index, 'path', `names ${named}`, LINK));
      for (const { index: offset, where, script } of commandsOf(code)) {
        if (!scripts.get(where)?.has(script)) violations.push(at(index + offset, 'command', `says pnpm ${script}`, COMMAND));
      }
    }
    return violations;
  });
}
