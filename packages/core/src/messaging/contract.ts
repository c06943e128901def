import { z } from 'zod';
import { Id, Instant } from '../kernel/wire.ts';

export const MessageStatus = z.enum(['received', 'sending', 'sent', 'delivered', 'read', 'failed']);

export const MessageView = z.object({
  id: Id,
  conversation_id: Id,
  lead_id: Id,
  agent_id: Id,
  direction: z.enum(['inbound', 'outbound']),
  role: z.enum(['customer', 'agent', 'person', 'system']),
  kind: z.enum(['text', 'image']),
  text: z.string(),
  status: MessageStatus,
  created_at: Instant,
});

export const ListMessages = z.strictObject({
  lead_id: Id.optional(),
  agent_id: Id.optional(),
  limit: z.int().min(1).max(200).default(50),
});
