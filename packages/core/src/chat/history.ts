import type { ModelMessage } from '../ports/language-model.ts';

interface Said {
  direction: 'inbound' | 'outbound';
  kind: 'text' | 'image';
  text: string;
  turn_id: string | null;
}

/** Longer than this nobody writes by hand. */
const LONGEST_TEXT = 8000;

/** A BR Code says nothing to a model, and costs a hundred tokens. */
export const spoken = ({ kind, text }: Pick<Said, 'kind' | 'text'>): string =>
  kind === 'image'
    ? `[imagem] ${text}`
    : text.startsWith('000201')
      ? '[código PIX enviado]'
      : text.slice(0, LONGEST_TEXT);

/**
 * What was said in a conversation, oldest first: neighbours of one side are one message, and what this turn
 * answers stands last. Messages that arrived since belong to the next turn.
 */
export function historyOf(said: readonly Said[], turn_id: string | null): ModelMessage[] {
  const history: ModelMessage[] = [];
  const known = said.filter((message) => message.direction === 'outbound' || message.turn_id !== null);
  const asked = known.filter((message) => message.direction === 'inbound' && message.turn_id === turn_id);
  for (const message of [...known.filter((it) => !asked.includes(it)), ...asked]) {
    const last = history.at(-1);
    const text = spoken(message);
    const role = message.direction === 'inbound' ? 'user' : 'assistant';
    if (last && last.role === role) last.text += `\n${text}`;
    else history.push(role === 'user' ? { role, text } : { role, text, tool_calls: [] });
  }
  return history;
}
