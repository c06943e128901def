import { z } from 'zod';
import { open } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { AgentTypes } from '../contract.ts';

export const listTypes = query({
  name: 'agent.listTypes',
  summary: 'The types of agents that there are, with model and price',
  access: open,
  rest: { method: 'get', path: '/agents' },
  input: z.strictObject({}),
  output: AgentTypes,
}).handle(async ({ settings }) => ({ items: settings.agent_types.all() }));
