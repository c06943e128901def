import type { Message, Turn } from '@/trpc/wire.ts';

/** One thing the agent did on its way to an answer. Times in ms. */
export type Step =
  | { kind: 'said'; text: string; ms: number }
  | { kind: 'used'; tool: string; arguments: unknown; result: unknown; is_error: boolean; ms: number }
  | { kind: 'told'; text: string; ms: number };

/**
 * Which turn each answer came of, by message. Turns of a conversation come one after another: what
 * the agent said first between the start of one and of the next is its answer, PIX codes follow.
 */
export function turnsByAnswer(messages: readonly Message[], turns: readonly Turn[]): Map<string, Turn> {
  const oldestFirst = turns.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
  const said = messages
    .filter(({ role }) => role === 'agent')
    .toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
  return new Map(
    oldestFirst.flatMap((turn, index) => {
      const from = Date.parse(turn.created_at);
      const until = Date.parse(oldestFirst[index + 1]?.created_at ?? '') || Number.POSITIVE_INFINITY;
      const answer = said.find(({ created_at }) => {
        const at = Date.parse(created_at);
        return at >= from && at < until;
      });
      return answer ? [[answer.id, turn] as const] : [];
    }),
  );
}

type Entry = Record<string, unknown>;

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null;

/** What a turn's transcript tells, in its order; what it has in a form unknown to us is left out. */
export function stepsOf(turn: Turn): Step[] {
  const entries = turn.steps.flatMap(({ message, ms }) => (isEntry(message) ? [{ message, ms }] : []));
  const calls = new Map(
    entries
      .flatMap(({ message }) => (Array.isArray(message.tool_calls) ? message.tool_calls.filter(isEntry) : []))
      .map((call) => [call.id, call.arguments]),
  );
  return entries.flatMap(({ message, ms }): Step[] => {
    const text = typeof message.text === 'string' ? message.text.trim() : '';
    switch (message.role) {
      case 'tool':
        return [
          {
            kind: 'used',
            tool: String(message.name),
            arguments: calls.get(message.call_id),
            result: message.result,
            is_error: message.is_error === true,
            ms,
          },
        ];
      case 'assistant':
        return [{ kind: 'said', text, ms }];
      case 'user':
        return [{ kind: 'told', text, ms }];
      default:
        return [];
    }
  });
}
