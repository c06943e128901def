import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AppError } from '../kernel/errors.ts';
import type { AgentTypes } from '../ports/agent-types.ts';
import { readAgentsConfig } from './read-agents-config.ts';

/** The one that comes with the house. */
export const SHIPPED = fileURLToPath(new URL('./agents_config.yaml', import.meta.url));

const PAUSE_MS = 10_000;

/** The kinds of agents of a file, read now and again when asked. 422 naming the line where it is bad. */
export function openAgentTypes(path = SHIPPED, clock: () => number = Date.now): AgentTypes {
  const read = () => readAgentsConfig(readFileSync(path, 'utf8'));
  let types = read();
  let refused: string | null = null;
  let free_at = 0;
  return {
    all: () => types,
    find: (name) => types.find(({ type }) => type === name),
    refused: () => refused,
    reload() {
      const wait_ms = free_at - clock();
      if (wait_ms > 0) {
        throw new AppError('too_many_requests', 'Reloaded a moment ago.', {
          retry_after_s: Math.ceil(wait_ms / 1000),
        });
      }
      free_at = clock() + PAUSE_MS;
      try {
        types = read();
        refused = null;
        return types;
      } catch (error) {
        refused = error instanceof Error ? error.message : String(error);
        throw error;
      }
    },
  };
}
