import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { AgentView } from '../contract.ts';
import { agentView } from '../rows.ts';

export const getAgent = query({
  name: 'agent.get',
  summary: 'One agent',
  access: internal.tenant,
  input: z.strictObject({ id: Id }),
  output: AgentView,
}).handle(({ db, company_id }, { id }) => agentView(db, company_id, id));
