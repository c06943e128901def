import type { LanguageModel, ModelMessage, ToolCall } from '@vek1/core/ports/language-model';
import { z } from 'zod';
import { CATALOGUE, HANDLERS, type PretendShop, toolsOf } from './pretend-shop.ts';

export interface Answer {
  text: string;
  calls: ToolCall[];
}

const MOST_STEPS = 5;
const INSTRUCTIONS = 'Você é a Bia, atendente da loja Café da Serra.';

/** A conversation in a pretend shop. With `memory: 'texts'` the tool messages of earlier turns are forgotten. */
export function openChat(
  model: LanguageModel,
  options: Partial<PretendShop> & { instructions?: string; memory?: 'all' | 'texts'; tools?: string[] } = {},
) {
  const shop: PretendShop = {
    ...options,
    methods: options.methods ?? ['pix'],
    products: (options.products ?? CATALOGUE).map((product) => ({ ...product })),
    orders: [],
  };
  const schemas = toolsOf(shop);
  const names = options.tools ?? Object.keys(schemas);
  const tools = names.flatMap((name) => {
    const input_schema = schemas[name];
    return input_schema ? [{ name, description: name, input_schema }] : [];
  });
  const history: ModelMessage[] = [];

  /** One turn: a burst of texts, at most five steps, one answer. Throws where the model says what no tool said. */
  async function say(...burst: string[]): Promise<Answer> {
    const turn: ModelMessage[] = burst.map((text) => ({ role: 'user', text }));
    const calls: ToolCall[] = [];
    for (let step = 1; step <= MOST_STEPS; step += 1) {
      const messages = [...history, ...turn];
      const answer = await model.next({
        instructions: options.instructions ?? INSTRUCTIONS,
        messages,
        tools,
      });
      turn.push({ role: 'assistant', text: answer.text, tool_calls: answer.tool_calls });
      if (answer.tool_calls.length === 0) {
        assertGrounded(answer.text, turn);
        history.push(...(options.memory === 'texts' ? turn.filter(isSpoken) : turn));
        return { text: answer.text, calls };
      }
      calls.push(...answer.tool_calls);
      turn.push(...answer.tool_calls.map((call) => run(shop, call)));
    }
    throw new Error(`No words after ${MOST_STEPS} steps: ${JSON.stringify(calls)}`);
  }
  /** The orders made, as `2 p1, 1 p4`. */
  const ordered = () =>
    shop.orders.map(({ lines }) =>
      lines.map(({ product_id, quantity }) => `${quantity} ${product_id}`).join(', '),
    );
  return { say, shop, ordered, recall: (...messages: ModelMessage[]) => void history.push(...messages) };
}

const isSpoken = (message: ModelMessage) =>
  message.role === 'user' || (message.role === 'assistant' && message.tool_calls.length === 0);

function run(shop: PretendShop, { id, name, arguments: args }: ToolCall): ModelMessage {
  const [handler, schema] = [HANDLERS[name], toolsOf(shop)[name]];
  if (!handler || !schema) throw new Error(`No such tool: ${name}`);
  // Throws where the arguments are not what the schema says; the cast then names an object.
  const parsed = z.fromJSONSchema(schema).parse(args) as Parameters<typeof handler>[1];
  const { result, is_error = false } = handler(shop, parsed);
  return { role: 'tool', call_id: id, name, result, is_error };
}

/** Every amount and every product of an answer stands in a tool result of this very turn. */
function assertGrounded(said: string, turn: ModelMessage[]): void {
  const seen = turn
    .map((message) => (message.role === 'tool' ? JSON.stringify(message.result) : ''))
    .join('\n');
  const amounts = said.match(/R\$ [\d.,]*\d/g) ?? [];
  const products = [...said.matchAll(/\*([^*]+)\*/g)].map(([, name]) => name ?? '');
  const invented = [...amounts, ...products].filter((one) => !seen.includes(one));
  if (invented.length > 0) throw new Error(`No tool said ${invented.join(', ')}: ${said}`);
}
