import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { forbidden, notFound } from '../../kernel/errors.ts';
import { type Call, type Finite, flow, serviceOf } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { readOrder } from '../../order/operations/read-order.ts';
import type { Tokens } from '../../usage/contract.ts';
import { priceUsage } from '../../usage/operations/price-usage.ts';
import { type ChatAnswer, type ChatEvent, ChatRequest } from '../contract.ts';
import { generalTurn, saidBefore } from '../general-turn.ts';
import { INSTEAD } from '../no-turn.ts';
import { roleOf } from '../role.ts';
import { runTurn } from '../run-turn.ts';
import type { Said } from '../said.ts';
import { Tally } from '../tally.ts';
import { toolsFor } from '../tools/index.ts';
import { closeVisit } from './close-visit.ts';
import { findSpeaker } from './find-speaker.ts';
import { agentOf } from './open-turn.ts';
import { openVisit } from './open-visit.ts';
import { saveStep } from './save-step.ts';

async function orderMade(call: Call<Finite>, id: string): Promise<ChatAnswer['order']> {
  const order = await call(readOrder, { id });
  const open = order.payment_attempts.find(({ status }) => status === 'open') ?? null;
  return { ...order, payment: open };
}

const Person = z.strictObject({ kind: z.literal('user'), user_id: z.string(), company_id: Id });

export const converse = flow({
  name: 'chat.converse',
  summary: 'One turn of `/chat`: authorized and opened before it answers what it will tell',
  access: internal.global,
  input: z.strictObject({
    request: ChatRequest,
    /** Carries the internal token: then `lead_id` and `user_id` are believed. */
    trusted: z.boolean(),
    /** The person of the shop who speaks, if one does. */
    person: Person.nullable(),
    /** From where whoever speaks does; null: nobody says. */
    address: z.string().nullable(),
    /** The client hung up: stops the model, never a started tool. */
    hung_up: z.instanceof(AbortSignal),
  }),
  output: z.object({
    events: z.custom<AsyncIterable<ChatEvent>>(
      (it) => typeof it === 'object' && it !== null && Symbol.asyncIterator in it,
    ),
  }),
}).handle(
  async ({ call, as, gateways, trace, settings }, { request, trusted, person, address, hung_up: signal }) => {
    if (request.dry_run && !trusted) throw forbidden('A dry run needs the internal token.', 'chat.dry_run');
    const { store_id: asked_store, agent_id: asked_agent, message, dry_run } = request;
    const model = gateways.language_model;
    const price = async (used: z.input<typeof Tokens>) => (await call(priceUsage, used)).cost_micros;
    if (!asked_store && !asked_agent) {
      const role = roleOf(settings.agent_types, request.type);
      return { events: generalTurn({ request, role, trace_id: trace, model, signal, price }) };
    }

    const speaker = await call(findSpeaker, {
      ...(asked_store && { store_id: asked_store }),
      ...(asked_agent && { agent_id: asked_agent }),
    });
    const { company_id, store_id, agent_id, type: agent_type } = speaker;
    if (person && person.company_id !== company_id)
      throw forbidden('This store is not yours.', 'store.foreign');
    // An agent that is switched off, or not for the web, speaks to its own people only.
    if (!speaker.is_public && !trusted) throw notFound('agent');
    const lead_id = (trusted && request.lead_id) || null;
    const visitor_id = (trusted && request.user_id) || null;
    const house = as(serviceOf(company_id, 'chat'));
    const { turn_id, quota, limited, instructions, terms, history } = await house.call(openVisit, {
      store_id,
      agent_id,
      lead_id,
      visitor_id,
      message,
      said: saidBefore(request),
      dry_run,
    });

    // Whoever is no lead, and no person of the shop, is held to what one visitor may.
    const visitor_ip = (lead_id === null && !person && address) || undefined;
    const actor = agentOf(company_id, { store_id, agent_id, lead_id, turn_id, visitor_ip });
    const agent = as(actor);
    const merchant = person && as(person);
    const role = roleOf(settings.agent_types, agent_type);
    const tally = new Tally();

    async function* shop(): AsyncGenerator<ChatEvent> {
      const ending = { agent_type, quota, trace_id: trace };
      if (quota === 'BLOCK' || limited)
        return yield* tally.end({ ...ending, response: INSTEAD[limited ? 'limit' : 'quota'] });
      const turn = runTurn({
        instructions,
        history,
        transcript: [],
        tools: toolsFor(role, merchant ? 'merchant' : 'customer', terms),
        request: role.request,
        use: (tool, args) => {
          const { call: act } = tool.for === 'merchant' && merchant ? merchant : agent;
          return tool.run(act, actor, args, { rehearse: dry_run });
        },
        model,
        signal,
        keep: async (step) => {
          if (!dry_run) tally.cost((await house.call(saveStep, { turn_id, ...step })).cost_micros);
          else if (step.model && step.usage) tally.cost(await price({ model: step.model, ...step.usage }));
        },
      });
      let said: Said | null = null;
      try {
        said = yield* tally.follow(turn);
      } finally {
        if (!dry_run) await house.call(closeVisit, { turn_id, said });
      }
      const order = tally.order_id ? await orderMade(house.call, tally.order_id) : undefined;
      yield* tally.end({ ...ending, response: said.text, ...(order && { order }) });
    }
    return { events: shop() };
  },
);
