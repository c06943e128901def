import { listAgents } from './operations/list-agents.ts';

export const agent = { list: listAgents };
