import { z } from 'zod';
import type { Face } from '../../kernel/access.ts';
import type { AgentActor } from '../../kernel/actor.ts';
import { toAppError } from '../../kernel/errors.ts';
import type { Call, Finite, Operation } from '../../kernel/operation.ts';
import type { Json, ModelTool } from '../../ports/language-model.ts';
import { refusal } from './refusals.ts';

export interface ToolResult {
  result: Json;
  is_error: boolean;
}

/** Who must speak for the tool to be offered. */
export type Audience = 'customer' | 'merchant';

export interface Tool {
  name: string;
  for: Audience;
  /** As the model sees it. */
  model: ModelTool;
  /** Never throws: the model is told what was wrong, and may try again. */
  run: (
    call: Call<Finite>,
    actor: AgentActor,
    args: Json,
    options?: { rehearse?: boolean },
  ) => Promise<ToolResult>;
}

interface Declaration<I extends z.ZodType, In, Out> {
  name: string;
  /** `merchant`: only an authenticated person of the shop, as whom it then acts. Default `customer`. */
  for?: Audience;
  description: string;
  /** What the model may fill. Store, lead, agent and price never are arguments. */
  input: I;
  operation: Operation<Finite, In, Out, Face>;
  bind: (actor: AgentActor, args: z.output<I>) => In;
  /** What the model is shown of the answer. */
  show: (output: Out) => Json;
  /** Of a tool with effects: what a dry run does instead, which writes nothing. */
  rehearse?: (call: Call<Finite>, actor: AgentActor, args: z.output<I>) => Promise<Json>;
}

/** An operation as the model may call it, bound to the turn's actor. */
export function tool<I extends z.ZodType, In, Out>(declaration: Declaration<I, In, Out>): Tool {
  const { name, description, input, operation, bind, show, rehearse } = declaration;
  return {
    name,
    for: declaration.for ?? 'customer',
    model: {
      name,
      description,
      input_schema: z.toJSONSchema(input, { io: 'input' }) as ModelTool['input_schema'],
    },
    run: async (call, actor, args, options) => {
      const parsed = input.safeParse(args);
      if (!parsed.success) return { result: { error: z.prettifyError(parsed.error) }, is_error: true };
      try {
        if (options?.rehearse && rehearse)
          return { result: await rehearse(call, actor, parsed.data), is_error: false };
        return { result: show(await call(operation, bind(actor, parsed.data))), is_error: false };
      } catch (error) {
        // What is wrong with us is logged where it happened: the model may try another way, or call a person.
        return { result: refusal(toAppError(error)), is_error: true };
      }
    },
  };
}
