import { dirname, join } from 'node:path/posix';
import { codeOf, linksOf } from './markdown.ts';
import { readWorkspace } from './read-workspace.ts';
import { type Reason, report, type Violation } from './violation.ts';

/** A path that begins at the root is meant from there; another one counts as a path if it ends like a source file. */
const FROM_ROOT = /^(packages|apps|infra|\.ci|\.github)\//;
const SOURCE_FILE = /\/[\w.@-]+\.(tsx?|mjs|md|sh|sql|ya?ml|json|css)$/;
const PATH = /^[\w.@()[\]-]+(\/[\w.@()[\]-]+)+$/;
const NOT_KEPT = /^(node_modules|\.data|\.next|\.turbo)\/|\.\.\./;

const COMMAND =
  /\bpnpm(?:@[\w.]+)?(?:\s+(?:--filter|-F)[ =](\S+?)(?:\.\.\.)?)?(?:\s+-\S+)*\s+(?:run\s+)?([a-z][\w:.-]*)/g;
const BUILTINS = new Set(
  'add audit ci config dedupe deploy dlx exec fetch i import init install licenses link list ls outdated pack patch prune publish rebuild remove root store unlink update up why'.split(
    ' ',
  ),
);

/** What no file of the workspace names. */
const PRIVATE_PLACES: readonly { what: string; pattern: RegExp }[] = [
  {
    what: 'a registry',
    pattern:
      /https?:\/\/[\w.-]*(registry|artifactory|verdaccio|nexus|jfrog)[\w.:-]*|\btarball:\s+http\S+|^registry\s*=.+/gim,
  },
  { what: 'a path of one machine', pattern: /(?<![\w.\-/~{}>)$])\/(work|root|tmp|Users)\/\S*/g },
];

const LINK: Reason = { why: 'who follows it finds nothing', mend: 'name what is there now, or delete it' };
const SCRIPT: Reason = { why: 'who types it gets an error', mend: 'name a script of its package.json' };
const PRIVATE: Reason = {
  why: 'elsewhere it is not there',
  mend: 'write it relative to the workspace, or read it from the configuration',
};

interface Finding extends Reason {
  index: number;
  rule: string;
  what: string;
}

/** Checks that Markdown's links, paths and `pnpm` commands lead somewhere, and that no text names a private place. */
export function checkDocs(files: ReadonlyMap<string, string>): Violation[] {
  const places = new Set([...files.keys()].flatMap(withFolders));
  const scripts = scriptsOf(files);
  return [...files].flatMap(([path, text]) => {
    const findings = privatePlaces(text);
    if (path.endsWith('.md')) findings.push(...lostPaths(path, text, places), ...lostCommands(text, scripts));
    return findings.map(({ index, ...finding }) => ({
      path,
      line: text.slice(0, index).split('\n').length,
      ...finding,
    }));
  });
}

const privatePlaces = (text: string): Finding[] =>
  PRIVATE_PLACES.flatMap(({ what, pattern }) =>
    [...text.matchAll(pattern)].map((it) => ({
      index: it.index,
      rule: 'private-place',
      what: `names ${what}, ${it[0]}`,
      ...PRIVATE,
    })),
  );

function lostPaths(path: string, text: string, places: ReadonlySet<string>): Finding[] {
  const near = (target: string) => join(dirname(path), target).replace(/\/$/, '');
  const exists = (named: string) => {
    if (FROM_ROOT.test(named)) return places.has(named);
    return (
      !SOURCE_FILE.test(named) ||
      places.has(near(named)) ||
      [...places].some((it) => `/${it}`.endsWith(`/${named}`))
    );
  };
  const links = linksOf(text)
    .filter((it) => !places.has(it.text.startsWith('/') ? it.text.slice(1) : near(it.text)))
    .map((it) => ({ index: it.index, rule: 'link', what: `links to ${it.text}`, ...LINK }));
  const named = codeOf(text)
    .spans.map((it) => ({ index: it.index, path: it.text.replace(/(:\d+)+$/, '').replace(/\/$/, '') }))
    .filter((it) => PATH.test(it.path) && !NOT_KEPT.test(it.path) && !exists(it.path))
    .map((it) => ({ index: it.index, rule: 'path', what: `names ${it.path}`, ...LINK }));
  return [...links, ...named];
}

function lostCommands(text: string, scripts: ReadonlyMap<string, ReadonlySet<string>>): Finding[] {
  const { spans, blocks } = codeOf(text);
  return [...spans, ...blocks].flatMap((code) =>
    [...code.text.matchAll(COMMAND)]
      .filter(
        ({ 1: filter = '', 2: script = '' }) => !BUILTINS.has(script) && !scripts.get(filter)?.has(script),
      )
      .map((it) => ({ index: code.index + it.index, rule: 'command', what: `says ${it[0]}`, ...SCRIPT })),
  );
}

/** A file's path and those of the folders it is in. */
function withFolders(path: string): string[] {
  const parts = path.split('/');
  return ['.', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}

/** The scripts of each package by its name; the root's by no name. */
function scriptsOf(files: ReadonlyMap<string, string>): Map<string, Set<string>> {
  const manifests = [...files].filter(([path]) => /(^|\/)package\.json$/.test(path));
  return new Map(
    manifests.map(([path, text]) => {
      const { name, scripts = {} }: { name: string; scripts?: Record<string, string> } = JSON.parse(text);
      return [path === 'package.json' ? '' : name, new Set(Object.keys(scripts))];
    }),
  );
}

if (import.meta.main) report(checkDocs(readWorkspace()));
