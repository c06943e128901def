import { z } from 'zod';
import { open } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { AgentTypes } from '../contract.ts';

export const reloadTypes = flow({
  name: 'agent.reloadTypes',
  summary:
    'Reads the types of agents again, once per 10 s; a bad file is refused with its line and changes nothing',
  access: open.limitedTo({ by: 'all', points: 1, per_s: 10, alone: true }),
  rest: { method: 'post', path: '/agents/reload' },
  input: z.strictObject({}),
  output: AgentTypes,
}).handle(async ({ settings }) => ({ items: settings.agent_types.reload() }));
