import { z } from 'zod';
import { Id, Instant } from '../kernel/wire.ts';

export const AgentView = z.object({
  id: Id,
  store_id: Id,
  type: z.string(),
  name: z.string(),
  persona: z.string(),
  greeting: z.string().nullable(),
  is_active: z.boolean(),
  /** The gateway's name of the WhatsApp number. Made by us. */
  evolution_instance_id: z.string(),
  created_at: Instant,
});
