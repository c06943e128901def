import { z } from 'zod';
import { Id } from '../kernel/wire.ts';
import type { ModelMessage } from '../ports/language-model.ts';

const Message = z.custom<ModelMessage>((value) => typeof value === 'object' && value !== null && 'role' in value);

/** Whom a turn speaks with and for. */
export const TurnHead = z.object({
  turn_id: Id,
  conversation_id: Id,
  store_id: Id,
  agent_id: Id,
  lead_id: Id,
});
export type TurnHead = z.infer<typeof TurnHead>;

export const OpenedTurn = TurnHead.extend({
  instructions: z.string(),
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
  usage: z
    .strictObject({ input_tokens: z.int(), output_tokens: z.int(), cached_tokens: z.int() })
    .optional(),
});
