import { createAgent } from './operations/create-agent.ts';
import { findByInstance } from './operations/find-by-instance.ts';
import { getAgent } from './operations/get-agent.ts';
import { getType } from './operations/get-type.ts';
import { listAgents } from './operations/list-agents.ts';
import { listTypes } from './operations/list-types.ts';
import { reloadTypes } from './operations/reload-types.ts';
import { setDocumentAgents } from './operations/set-document-agents.ts';
import { setKnowledgeBase } from './operations/set-knowledge-base.ts';
import { switchAllOff } from './operations/switch-all-off.ts';
import { toggleActive } from './operations/toggle-active.ts';
import { updateAgent } from './operations/update-agent.ts';

export const agent = {
  list: listAgents,
  get: getAgent,
  create: createAgent,
  update: updateAgent,
  toggleActive,
  switchAllOff,
  setKnowledgeBase,
  setDocumentAgents,
  findByInstance,
  listTypes,
  getType,
  reloadTypes,
};

export { openAgentTypes, SHIPPED } from './open-agent-types.ts';
