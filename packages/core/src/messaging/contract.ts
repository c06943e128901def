import { z } from 'zod';
import { AgentView } from '../agent/contract.ts';
import { cursorInput, cursorPage } from '../kernel/cursor.ts';
import { page, pageInput } from '../kernel/page.ts';
import { Id, Instant } from '../kernel/wire.ts';

export const MessageStatus = z.enum(['received', 'sending', 'sent', 'delivered', 'read', 'failed']);
export const MessageRole = z.enum(['customer', 'agent', 'person', 'system']);
const Direction = z.enum(['inbound', 'outbound']);
const Kind = z.enum(['text', 'image']);
/** `waiting`: the agent has asked for a person. */
export const ConversationState = z.enum(['agent', 'waiting', 'person', 'closed']);

export const MessageView = z.object({
  id: Id,
  conversation_id: Id,
  lead_id: Id,
  agent_id: Id,
  direction: Direction,
  role: MessageRole,
  kind: Kind,
  text: z.string(),
  status: MessageStatus,
  created_at: Instant,
});

export const MessagePage = cursorPage(MessageView);

export const ListMessages = z.strictObject({
  lead_id: Id.optional(),
  agent_id: Id.optional(),
  conversation_id: Id.optional(),
  ...cursorInput,
});

const Text = z.string().trim().min(1).max(10_000);

export const CreateMessage = z.strictObject({ lead_id: Id, agent_id: Id, role: MessageRole, text: Text });

export const Reply = z.strictObject({ id: Id, text: Text });

export const ConversationView = z.object({
  id: Id,
  store_id: Id,
  agent_id: Id,
  lead_id: Id,
  lead_name: z.string().nullable(),
  lead_phone: z.string().nullable(),
  state: ConversationState,
  /** The person who speaks; null with the state `person`: whoever holds the shop's phone. */
  owner_user_id: z.string().nullable(),
  /** The agent is back after this. */
  lease_until: Instant.nullable(),
  unread: z.int(),
  last_inbound_at: Instant,
  last_message: z
    .object({
      direction: Direction,
      role: MessageRole,
      kind: Kind,
      text: z.string(),
      status: MessageStatus,
      created_at: Instant,
    })
    .nullable(),
  created_at: Instant,
});

export const ConversationPage = page(ConversationView);

/** With its newest messages, newest first. */
export const ConversationDetail = ConversationView.extend({ messages: z.array(MessageView) });

export const ListConversations = z.strictObject({
  store_ids: z.array(Id).min(1).max(100).optional(),
  state: z.array(ConversationState).optional(),
  ...pageInput,
});

export const ListAgentConversations = z.strictObject({ id: Id, ...pageInput });

export const FullAgent = AgentView.extend({ document_ids: z.array(Id), conversations_count: z.int() });

/** Of a conversation's older part, in the words of who said them. */
export const Summary = z.strictObject({
  conversation_id: Id,
  /** Until where it was summarized before; null: not at all. */
  since: Instant.nullable(),
  until: Instant,
  summary: z.string(),
});
