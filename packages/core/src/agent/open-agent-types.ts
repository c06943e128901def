import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AgentTypes } from '../ports/agent-types.ts';
import { readAgentsConfig } from './read-agents-config.ts';

/** The one that comes with the house. */
export const SHIPPED = fileURLToPath(new URL('./agents_config.yaml', import.meta.url));

/** The kinds of agents of a file, read now and again when asked. 422 naming the line where it is bad. */
export function openAgentTypes(path = SHIPPED): AgentTypes {
  const read = () => readAgentsConfig(readFileSync(path, 'utf8'));
  let types = read();
  let refused: string | null = null;
  return {
    all: () => types,
    find: (name) => types.find(({ type }) => type === name),
    refused: () => refused,
    reload() {
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
