import type { turns } from '@vek1/core/chat/tables';
import { formatCents } from '@vek1/core/kernel/money';
import { ORDER_MESSAGES } from '@vek1/core/messaging/order-messages';
import type { conversations, messages } from '@vek1/core/messaging/tables';
import { demo } from '../demo.ts';
import { type Line, ORDER_TALKS, PIX_CAPTION, RECEIPT, type VisitorTalk } from './conversations.ts';
import { idOf } from './id-of.ts';
import { type LivedOrder, PIX_EXPIRES_MINUTES } from './order-rows.ts';
import { HOUR, iso, MINUTE, TIME_ZONE, whenWasOpen } from './shop-clock.ts';

const { company_id, store_id, agent_id } = demo;
const { instance } = demo.evolution;

/** From a customer's message to its answer, and from an answer to what the customer says next. */
const ANSWERING_MS = 5_500;
const READING_MS = 48_000;
/** Of the answering, the turn itself; before it, the burst was gathered. */
const TURN_MS = 3_000;
/** The turn goes on this long after it has made an order, and the customer is told this long after a step. */
const RECEIPT_MS = 2_500;
const TELLING_MS = 1_200;
const LEASE_MS = 90_000;
const CLAIM_MS = 30_000;

interface Said {
  who: Line[0] | 'system';
  text: string;
  /** ms */
  at: number;
  /** Of a customer's message: the turn that answers it. Of the agent's: the turn that wrote it. */
  turn_id: string | null;
  /** What the customer is told of an order, once. */
  cause_key?: string;
}

const LIST = new Intl.ListFormat('pt-BR');
const CLOCK = new Intl.DateTimeFormat('pt-BR', { timeStyle: 'short', timeZone: TIME_ZONE });

const fill = (text: string, facts: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name]));

/** Lines at their times; the last is written at `ends_at`. Turns are named after `talk`, the last one is `talk`. */
function spoken(lines: readonly Line[], ends_at: number, talk: string): Said[] {
  const said: Said[] = [];
  let at = ends_at;
  for (const [place, [who, text]] of [...lines.entries()].reverse()) {
    const next = lines[place + 1]?.[0];
    const answer = who === 'customer' ? place + 1 : place;
    if (next) at -= who === 'customer' && next === 'agent' ? ANSWERING_MS : READING_MS;
    const turn_id = answer === lines.length - 1 ? talk : idOf('turn', `${talk}:${answer}`);
    said.unshift({ who, text, at, turn_id: lines[answer]?.[0] === 'agent' ? turn_id : null });
  }
  return said;
}

/** As customers write it: `2 mel silvestre 500g`, and just the name for one. */
function wished({ product, quantity }: LivedOrder['lines'][number]): string {
  const name = product.name.replace(/ \(.*\)/, '').toLowerCase();
  return quantity === 1 ? name : `${quantity} ${name}`;
}

/** What was said around one order: how it came to be, its PIX code, and each step the customer is told of. */
export function saidOfOrder(order: LivedOrder): Said[] {
  const { id, number, buyer, lines, steps, attempt_id, turn_id } = order;
  const facts = {
    name: buyer.name.split(' ')[0] ?? '',
    wish: LIST.format(lines.map(wished)),
    cart: LIST.format(lines.map(({ product, quantity }) => `${quantity}x *${product.name}*`)),
    number,
    total: formatCents(order.total_cents),
    until: CLOCK.format(order.at + PIX_EXPIRES_MINUTES * MINUTE),
  };
  const told = {
    ...facts,
    payment_method: 'pix',
    change_for: null,
    reason: null,
    tracking_code: null,
    tracking_url: null,
  } as const;
  const talk: readonly Line[] = [...(ORDER_TALKS[number % ORDER_TALKS.length] ?? []), ['agent', RECEIPT]];
  const filled = talk.map(([who, text]): Line => [who, fill(text, facts)]);
  const made_at = order.at + RECEIPT_MS;
  const pix = { who: 'agent', turn_id } as const;
  return [
    ...spoken(filled, made_at, turn_id),
    { ...pix, text: fill(PIX_CAPTION, facts), at: made_at + 1, cause_key: `pix:${attempt_id}:picture` },
    { ...pix, text: order.br_code, at: made_at + 2, cause_key: `pix:${attempt_id}:code` },
    ...steps.flatMap(({ to, at }): Said[] => {
      const text = ORDER_MESSAGES[to]?.(told);
      const cause_key = `order:${id}:${to}`;
      return text ? [{ who: 'system', text, at: at + TELLING_MS, turn_id: null, cause_key }] : [];
    }),
  ];
}

export const saidOfVisitor = ({ name, hours_ago, lines }: VisitorTalk, now: Date): Said[] =>
  spoken(lines, whenWasOpen(now.getTime() - hours_ago * HOUR), idOf('turn', name));

/** The one conversation of a lead with the agent, with all that was said in it. */
export function conversationRows(lead_id: string, state: 'agent' | 'person', said: readonly Said[]) {
  const id = idOf('conversation', lead_id);
  const inOrder = said.toSorted((one, other) => one.at - other.at);
  const inbound = inOrder.filter(({ who }) => who === 'customer');
  const answers = inOrder.filter(({ who, cause_key }) => who === 'agent' && !cause_key);
  return {
    conversation: {
      company_id,
      id,
      store_id,
      agent_id,
      lead_id,
      instance,
      state,
      last_inbound_at: iso(inbound.at(-1)?.at ?? 0),
      unread: inbound.filter(({ turn_id }) => turn_id === null).length,
      created_at: iso(inOrder[0]?.at ?? 0),
    } satisfies typeof conversations.$inferInsert,
    messages: inOrder.map((one, place) => messageRow(one, id, lead_id, place)),
    turns: answers.flatMap((answer, place) =>
      answer.turn_id ? [turnRow(answer.turn_id, answer, id, place)] : [],
    ),
  };
}

function messageRow(
  said: Said,
  conversation_id: string,
  lead_id: string,
  place: number,
): typeof messages.$inferInsert {
  const { who, text, at, turn_id } = said;
  const inbound = who === 'customer';
  const key_id = idOf('key', `${conversation_id}:${place}`).replaceAll('-', '').toUpperCase();
  return {
    company_id,
    id: idOf('message', `${conversation_id}:${place}`),
    conversation_id,
    store_id,
    lead_id,
    agent_id,
    direction: inbound ? 'inbound' : 'outbound',
    role: who,
    kind: 'text',
    text,
    status: inbound ? 'received' : 'read',
    instance,
    key_id: inbound ? key_id : `3EB0${key_id.slice(0, 18)}`,
    turn_id,
    cause_key: said.cause_key ?? (who === 'agent' ? `turn:${turn_id}` : null),
    claimed_until: inbound ? null : iso(at + CLAIM_MS),
    attempts: inbound ? 0 : 1,
    created_at: iso(at),
  };
}

/** A turn that was answered in one step. Its prompt grew with what had been said before. */
function turnRow(
  id: string,
  { text, at }: Said,
  conversation_id: string,
  before: number,
): typeof turns.$inferInsert {
  return {
    company_id,
    id,
    store_id,
    conversation_id,
    status: 'done',
    lease_until: iso(at + LEASE_MS),
    model: 'vek1-offline',
    iterations: 1,
    input_tokens: 1_150 + 90 * before,
    output_tokens: Math.ceil(text.length / 4),
    created_at: iso(at - TURN_MS),
    ended_at: iso(at),
  };
}
