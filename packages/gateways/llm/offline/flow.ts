import type { Call, Conversation } from './conversation.ts';
import type { LastAnswer } from './last-answer.ts';
import { lastAnswer } from './last-answer.ts';
import type { Outcome } from './results.ts';
import { type Shop, shopOf } from './shop.ts';
import { SAY } from './speak.ts';
import { type Understanding, understand } from './understand.ts';

/** A talk written straight on: it yields what it wants to know, gets the outcomes, and ends in words. */
export type Flow<Result = string> = Generator<Call[], Result, (Outcome | undefined)[]>;

/** The conversation, read. */
export interface Turn extends Conversation {
  shop: Shop;
  heard: Understanding;
  /** What our last words left open. */
  last: LastAnswer;
}

export type Move = { say: string } | { ask: Call[] };

/** Of the five steps a turn has, the last must be words. */
const MOST_ROUNDS = 4;

export const turnOf = (conversation: Conversation): Turn => ({
  ...conversation,
  shop: shopOf(conversation.instructions),
  heard: understand(conversation.said),
  last: lastAnswer(conversation.answers[0] ?? ''),
});

/** Plays a flow over the outcomes this turn already has, up to the first question without one. */
export function play(turn: Turn, flow: Flow): Move {
  let step = flow.next([]);
  while (!step.done) {
    const outcomes = step.value.map((call) => turn.outcomeOf(call));
    const open = step.value.filter((_, at) => outcomes[at] === undefined).map((call) => turn.fitted(call));
    if (open.length > 0) return turn.rounds < MOST_ROUNDS ? { ask: open } : { say: SAY.trouble };
    step = flow.next(outcomes);
  }
  return { say: step.value };
}
