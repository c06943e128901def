import { z } from 'zod';
import { open } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { AgentTypeDetail } from '../contract.ts';

export const getType = query({
  name: 'agent.getType',
  summary: 'One type of agent, and whether the file it comes from was good when it was last read',
  access: open,
  rest: { method: 'get', path: '/agents/{type}' },
  input: z.strictObject({ type: z.string().min(1).max(100) }),
  output: AgentTypeDetail,
}).handle(async ({ settings: { agent_types } }, { type }) => {
  const refused = agent_types.refused();
  return {
    ...found(agent_types.find(type), 'agent type'),
    validation: { valid: refused === null, errors: refused === null ? [] : [refused] },
  };
});
