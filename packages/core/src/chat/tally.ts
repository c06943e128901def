import type { ChatAnswer, ChatEvent } from './contract.ts';
import type { TurnEvent } from './run-turn.ts';
import type { Said } from './said.ts';

type Ending = Pick<ChatAnswer, 'response' | 'agent_type' | 'quota' | 'trace_id' | 'order'>;

/** Tools that answer an order with what it is paid by. */
const ORDERS: ReadonlySet<string> = new Set(['create_order', 'renew_order']);

/** Adds up what a turn does, for its answer. */
export class Tally {
  readonly #started = performance.now();
  #model: string | null = null;
  #iterations = 0;
  #llm_ms = 0;
  #tools_ms = 0;
  #cost_micros = 0;
  readonly #usage = { input_tokens: 0, output_tokens: 0, cached_tokens: 0 };
  readonly #tool_calls: ChatAnswer['tool_calls'] = [];
  /** The newest order that a tool made, or asked to be paid anew. */
  order_id: string | null = null;

  cost(micros: number): void {
    this.#cost_micros += micros;
  }

  /** What a client is told of a turn as it happens; returns what may be said. */
  async *follow(turn: AsyncGenerator<TurnEvent, Said>): AsyncGenerator<ChatEvent, Said> {
    let step = await turn.next();
    for (; !step.done; step = await turn.next()) yield this.#count(step.value);
    return step.value;
  }

  /** The last that a client is told: what is said, and the whole answer. */
  *end(answer: Ending): Generator<ChatEvent, void> {
    yield { type: 'text', data: { text: answer.response } };
    yield { type: 'done', data: this.#answer(answer) };
  }

  #count(event: TurnEvent): ChatEvent {
    if (event.type === 'step') {
      const { iteration, model, usage, ms } = event;
      this.#model = model;
      this.#iterations = iteration;
      this.#llm_ms += ms;
      this.#usage.input_tokens += usage.input_tokens;
      this.#usage.output_tokens += usage.output_tokens;
      this.#usage.cached_tokens += usage.cached_tokens;
      return { type: 'step', data: { iteration, model, duration_ms: ms } };
    }
    const { name, arguments: args, result, is_error, ms } = event;
    this.#tools_ms += ms;
    const made =
      !is_error &&
      ORDERS.has(name) &&
      result !== null &&
      typeof result === 'object' &&
      !Array.isArray(result);
    if (made && typeof result.order_id === 'string') this.order_id = result.order_id;
    const told = { name, arguments: args, result, duration_ms: ms };
    this.#tool_calls.push(told);
    return { type: 'tool', data: told };
  }

  #answer(more: Ending): ChatAnswer {
    const [llm_ms, tools_ms] = [this.#llm_ms, this.#tools_ms];
    const all_ms = Math.round(performance.now() - this.#started);
    return {
      ...more,
      model: this.#model,
      tool_calls: this.#tool_calls,
      iterations: this.#iterations,
      usage: { ...this.#usage, cost_micros: this.#cost_micros },
      performance: { llm_ms, tools_ms, overhead_ms: Math.max(0, all_ms - llm_ms - tools_ms) },
    };
  }
}
