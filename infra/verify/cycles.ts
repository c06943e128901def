import { isBelow, placeOf } from './place.ts';
import type { Resolve } from './resolve-import.ts';
import type { Source } from './source.ts';
import type { Violation } from './violation.ts';

const LEAVES = new Set(['contract', 'events', 'tables']);

/** A foreign key, its types or an event's contract may point at a domain above: such an import closes no cycle. */
function pointsUp(from: string, to: string): boolean {
  const [one, other] = [placeOf(from), placeOf(to)];
  return LEAVES.has(one.area) && LEAVES.has(other.area) && isBelow(one, other);
}

/** Cycles of files that import each other; imports of types count too. */
export function checkCycles(sources: ReadonlyMap<string, Source>, resolve: Resolve): Violation[] {
  const violations: Violation[] = [];
  const done = new Set<string>();
  const trail: string[] = [];

  const enter = ({ path, imports }: Source) => {
    trail.push(path);
    for (const { specifier, line } of imports) {
      const target = resolve(path, specifier);
      const next = target === undefined || pointsUp(path, target) ? undefined : sources.get(target);
      if (!next || done.has(next.path)) continue;
      const began = trail.indexOf(next.path);
      if (began < 0) {
        enter(next);
        continue;
      }
      violations.push({
        path,
        line,
        rule: 'cycle',
        what: [...trail.slice(began), next.path].join(' → '),
        why: 'files of a cycle can neither be read nor loaded one after another',
        mend: 'move what both need into a file below them',
      });
    }
    trail.pop();
    done.add(path);
  };

  for (const source of sources.values()) if (!done.has(source.path)) enter(source);
  return violations;
}
