import { z } from 'zod';
import { Id } from '../kernel/wire.ts';
import { PaymentMethod } from '../payment/contract.ts';
import type { ModelMessage } from '../ports/language-model.ts';
import { DeliveryKind } from '../store/contract.ts';
import { Quota } from '../usage/contract.ts';

export const Message = z.custom<ModelMessage>(
  (value) => typeof value === 'object' && value !== null && 'role' in value,
);

/** Whom a turn speaks with and for. */
export const TurnHead = z.object({
  turn_id: Id,
  conversation_id: Id,
  store_id: Id,
  agent_id: Id,
  lead_id: Id,
});
export type TurnHead = z.infer<typeof TurnHead>;

/** What the orders of a store may be made by. */
export const Terms = z.object({
  payment_methods: z.array(PaymentMethod),
  deliveries: z.array(DeliveryKind),
});
export type Terms = z.infer<typeof Terms>;

export const OpenedTurn = TurnHead.extend({
  agent_type: z.string(),
  quota: Quota,
  /** The agent has answered as often today as it may. */
  limited: z.boolean(),
  instructions: z.string(),
  terms: Terms,
  /** What was said before, and what is to be answered. */
  history: z.array(Message),
  /** What this turn has done already: a resumed turn goes on from here. */
  transcript: z.array(Message),
});

export const TurnStep = z.strictObject({
  turn_id: Id,
  position: z.int().min(0),
  message: Message,
  ms: z.int().min(0),
  model: z.string().optional(),
  usage: z.strictObject({ input_tokens: z.int(), output_tokens: z.int(), cached_tokens: z.int() }).optional(),
});

const Said = z.strictObject({ role: z.enum(['user', 'assistant']), content: z.string().max(8000) });

/** The body of `POST /chat`. */
export const ChatRequest = z.strictObject({
  type: z.string().trim().min(1).max(60),
  message: z.string().trim().min(1).max(8000),
  /** Whoever the caller says it is: a visitor's id. */
  user_id: z.string().trim().min(1).max(200).optional(),
  lead_id: Id.optional(),
  agent_id: Id.optional(),
  store_id: Id.optional(),
  conversation_history: z.array(Said).max(100).default([]),
  /** Runs everything and writes nothing: for who carries the internal token. */
  dry_run: z.boolean().default(false),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

const Count = z.int().min(0);

/** An order that the turn made, with what the customer pays it by. */
const TurnOrder = z.object({
  id: Id,
  number: z.int(),
  status: z.string(),
  payment_status: z.string(),
  total_cents: Count,
  items: z.array(
    z.object({ product_id: Id, name: z.string(), quantity: Count, price_cents: Count, total_cents: Count }),
  ),
  payment: z
    .object({
      method: z.string(),
      br_code: z.string().nullable(),
      qr_image: z.string().nullable(),
      payment_url: z.string().nullable(),
      expires_at: z.string().nullable(),
    })
    .nullable(),
});

export const ToolTrace = z.object({
  name: z.string(),
  arguments: z.json(),
  result: z.json(),
  duration_ms: Count,
});

/** What `POST /chat` answers. */
export const ChatAnswer = z.object({
  response: z.string(),
  agent_type: z.string(),
  /** What really answered; none, where nothing was asked of a model. */
  model: z.string().nullable(),
  tool_calls: z.array(ToolTrace),
  iterations: Count,
  usage: z.object({ input_tokens: Count, output_tokens: Count, cached_tokens: Count, cost_micros: Count }),
  order: TurnOrder.optional(),
  quota: Quota,
  trace_id: z.string(),
  performance: z.object({ llm_ms: Count, tools_ms: Count, overhead_ms: Count }),
});
export type ChatAnswer = z.infer<typeof ChatAnswer>;

/** What a streamed turn tells, in order; `done` is last. */
export type ChatEvent =
  | { type: 'step'; data: { iteration: number; model: string; duration_ms: number } }
  | { type: 'tool'; data: z.infer<typeof ToolTrace> }
  | { type: 'text'; data: { text: string } }
  | { type: 'done'; data: ChatAnswer };
