import { describe, expect, it } from 'vitest';
import type { Message, Turn } from '@/trpc/wire.ts';
import { stepsOf, turnsByAnswer } from './answers.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 12, 0, second)).toISOString();

const message = (id: string, second: number, role: Message['role'] = 'agent'): Message => ({
  id,
  conversation_id: 'c',
  lead_id: 'l',
  agent_id: 'a',
  direction: role === 'customer' ? 'inbound' : 'outbound',
  role,
  kind: 'text',
  text: id,
  status: 'sent',
  created_at: at(second),
});

const turn = (id: string, second: number, steps: unknown[] = []): Turn => ({
  id,
  status: 'done',
  declined: false,
  model: 'deepseek-flash',
  iterations: 1,
  input_tokens: 10,
  output_tokens: 2,
  cached_tokens: 0,
  created_at: at(second),
  ended_at: at(second + 2),
  steps: steps.map((said, position) => ({
    position,
    message: said,
    ms: 10 * position,
    created_at: at(second),
  })),
});

const paired = (messages: Message[], turns: Turn[]) =>
  [...turnsByAnswer(messages, turns)].map(([answer, { id }]) => [answer, id]);

describe('an answer', () => {
  it('is the first thing the agent said in its turn, whatever the order they are listed in', () => {
    const messages = [
      message('code', 5),
      message('answer two', 23),
      message('answer one', 4),
      message('question', 1, 'customer'),
    ];
    expect(paired(messages, [turn('two', 20), turn('one', 2)])).toEqual([
      ['answer one', 'one'],
      ['answer two', 'two'],
    ]);
  });

  it('of a turn that said nothing is not taken from the next one, nor from a person', () => {
    const messages = [message('person', 4, 'person'), message('answer', 22)];
    expect(paired(messages, [turn('silent', 2), turn('spoken', 20)])).toEqual([['answer', 'spoken']]);
  });
});

it('a transcript tells each tool with what was asked of it', () => {
  const steps = stepsOf(
    turn('t', 0, [
      {
        role: 'assistant',
        text: '',
        tool_calls: [{ id: '1', name: 'search_products', arguments: { q: 'café' } }],
      },
      { role: 'tool', call_id: '1', name: 'search_products', result: { products: [] }, is_error: false },
      { role: 'assistant', text: ' Não temos. ', tool_calls: [] },
      'something else',
    ]),
  );
  expect(steps).toEqual([
    { kind: 'said', text: '', ms: 0 },
    {
      kind: 'used',
      tool: 'search_products',
      arguments: { q: 'café' },
      result: { products: [] },
      is_error: false,
      ms: 10,
    },
    { kind: 'said', text: 'Não temos.', ms: 20 },
  ]);
});
