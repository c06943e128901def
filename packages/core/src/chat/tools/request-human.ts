import { z } from 'zod';
import { requestHuman } from '../../messaging/operations/request-human.ts';
import { tool } from './tool.ts';

export const requestHumanTool = tool({
  name: 'request_human',
  description: 'Chama uma pessoa da loja, quando o cliente pede ou quando você não consegue resolver.',
  input: z.strictObject({ reason: z.string().trim().min(1).max(500).describe('Por quê, em uma frase') }),
  operation: requestHuman,
  bind: ({ store_id, agent_id, lead_id, turn_id }, { reason }) => ({
    store_id,
    agent_id,
    lead_id,
    turn_id,
    reason,
  }),
  show: ({ ok }) => ({ ok }),
  rehearse: async () => ({ ok: true }),
});
