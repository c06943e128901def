import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { invalidField } from '../kernel/errors.ts';
import type { AgentType } from '../ports/agent-types.ts';
import { AgentsConfig } from './contract.ts';

const refuse = (line: number, message: string) =>
  invalidField(`line ${line}`, `line ${line}: ${message}`, 'agents_config.bad_file');

/** What is wrong and where it should stand: an unknown field is at its own key. */
const placeOf = (issue: z.core.$ZodIssue): PropertyKey[] =>
  issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : [...issue.path];

/** Reads the text of `agents_config.yaml`. 422 that names the line. */
export function readAgentsConfig(text: string): AgentType[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken)
    throw refuse(lines.linePos(broken.pos[0]).line, broken.message.split(/ at line|\n/, 1)[0] ?? '');

  /** The line of the nearest thing that is there: what is missing is missed at its parent. */
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node: unknown = document.getIn(path.slice(0, depth), true);
      if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
        return lines.linePos(node.range[0]).line;
    }
    return 1;
  };

  const parsed = AgentsConfig.safeParse(document.toJS());
  const [issue] = parsed.error?.issues ?? [];
  if (issue) throw refuse(lineOf(placeOf(issue)), `${placeOf(issue).join('.')}: ${issue.message}`);
  return Object.entries(parsed.data?.agents ?? {}).map(([type, agent]) => ({ type, ...agent }));
}
