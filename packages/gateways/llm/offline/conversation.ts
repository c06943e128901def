import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  LanguageModelV4ToolResultOutput,
} from '@ai-sdk/provider';
import type { Outcome } from './results.ts';

/** A tool asked for: arguments as the model writes them. */
export interface Call {
  name: string;
  args: Record<string, unknown>;
}

export interface Conversation {
  instructions: string;
  /** What the customer says now: a burst is one text, a line a message. */
  said: string;
  /** Earlier texts, newest first. Tool messages of earlier turns are not read: what they said may have changed. */
  earlier: string[];
  answers: string[];
  /** How often the model has spoken in this turn. */
  rounds: number;
  /** JSON Schemas of the tools offered, by name. */
  tools: Map<string, ToolSchema>;
  /** A call as the tool's schema takes it. */
  fitted(call: Call): Call;
  /** What a call answered in this turn; undefined where it was not asked yet. */
  outcomeOf(call: Call): Outcome | undefined;
}

export interface ToolSchema {
  properties?: Record<string, { type?: unknown; enum?: unknown[] } | boolean>;
}

/** Reads everything the model knows: it keeps nothing between calls. */
export function conversationOf({ prompt, tools = [] }: LanguageModelV4CallOptions): Conversation {
  const now = prompt.findLastIndex(({ role }) => role === 'user');
  const start = prompt.findLastIndex(({ role }, at) => at < now && role !== 'user') + 1;
  const said = prompt.slice(start, now + 1).map(textOf);
  const turn = prompt.slice(now + 1);
  const before = prompt.slice(0, start).toReversed();
  const outcomes = outcomesOf(turn);
  const offered = new Map(
    tools.flatMap((tool) =>
      tool.type === 'function' ? [[tool.name, tool.inputSchema as ToolSchema] as const] : [],
    ),
  );
  return {
    instructions: prompt
      .flatMap((message) => (message.role === 'system' ? [message.content] : []))
      .join('\n'),
    said: said.join('\n'),
    earlier: before.filter(({ role }) => role === 'user').map(textOf),
    answers: before
      .filter(({ role }) => role === 'assistant')
      .map(textOf)
      .filter((text) => text !== ''),
    rounds: turn.filter(({ role }) => role === 'assistant').length,
    tools: offered,
    fitted: (call) => fitted(call, offered.get(call.name)),
    outcomeOf: (call) => {
      const schema = offered.get(call.name);
      return schema ? outcomes.get(keyOf(fitted(call, schema))) : { state: 'absent' };
    },
  };
}

/** A longer text is no message of WhatsApp's, and would only take time. */
const LONGEST_TEXT = 4096;

function textOf(message: LanguageModelV4Message): string {
  if (typeof message.content === 'string') return message.content;
  const parts = message.content.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  return parts.join('\n').slice(-LONGEST_TEXT);
}

function outcomesOf(turn: LanguageModelV4Message[]): Map<string, Outcome> {
  const calls = new Map<string, string>();
  const outcomes = new Map<string, Outcome>();
  for (const message of turn) {
    if (message.role !== 'assistant' && message.role !== 'tool') continue;
    for (const part of message.content) {
      if (part.type === 'tool-call')
        calls.set(part.toolCallId, keyOf({ name: part.toolName, args: part.input }));
      const key = part.type === 'tool-result' ? calls.get(part.toolCallId) : undefined;
      if (part.type === 'tool-result' && key) outcomes.set(key, outcomeOf(part.output));
    }
  }
  return outcomes;
}

function outcomeOf(output: LanguageModelV4ToolResultOutput): Outcome {
  switch (output.type) {
    case 'json':
      return { state: 'done', value: output.value };
    case 'text':
      return { state: 'done', value: parsed(output.value) };
    case 'error-json':
      return { state: 'failed', value: output.value };
    case 'error-text':
      return { state: 'failed', value: parsed(output.value) };
    default:
      return { state: 'failed', value: null };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The same question, however its keys are ordered. */
const keyOf = ({ name, args }: { name: string; args: unknown }) => `${name} ${JSON.stringify(sorted(args))}`;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Only what the tool's schema knows, and an order's number as a number where it wants one. */
function fitted({ name, args }: Call, schema: ToolSchema | undefined): Call {
  const known = schema?.properties;
  if (!known) return { name, args };
  const kept = Object.entries(args).filter(
    ([key, value]) => Object.hasOwn(known, key) && value !== undefined,
  );
  return { name, args: Object.fromEntries(kept.map(([key, value]) => [key, asTyped(value, known[key])])) };
}

function asTyped(value: unknown, property: { type?: unknown } | boolean | undefined): unknown {
  const numeric = typeof property === 'object' && (property.type === 'integer' || property.type === 'number');
  return numeric && typeof value === 'string' ? Number(value.replace(/\D/g, '')) : value;
}
