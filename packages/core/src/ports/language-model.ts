export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface ToolCall {
  id: string;
  name: string;
  /** As the model wrote them: parsed JSON, or the raw text where it was no JSON. */
  arguments: Json;
}

export type ModelMessage =
  | { role: 'user'; text: string }
  | { role: 'assistant'; text: string; tool_calls: ToolCall[] }
  | { role: 'tool'; call_id: string; name: string; result: Json; is_error: boolean };

export interface ModelTool {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  input_schema: { [key: string]: Json };
}

export interface ModelRequest {
  instructions: string;
  messages: ModelMessage[];
  tools: ModelTool[];
  /** `<provider>/<model id>`: any other provider answers with its own. */
  model?: string;
  temperature?: number;
  max_output_tokens?: number;
}

export interface ModelAnswer {
  /** What really answered, e.g. `deepseek-flash` or `vek1-offline`. */
  model: string;
  text: string;
  tool_calls: ToolCall[];
  finish: 'stop' | 'tool_calls' | 'length' | 'other';
  usage: { input_tokens: number; output_tokens: number; cached_tokens: number };
}

/** One of those that may answer. */
export interface ModelSource {
  readonly provider: string;
  readonly model: string;
  /** It kept silent lately: nobody asks it for a while. */
  rests(): boolean;
}

/** One step of a language model: it answers in words or asks for tools, and runs none itself. Throws `GatewayError`. */
export interface LanguageModel {
  readonly provider: string;
  readonly model: string;
  /** In the order they are asked: the next one only for what the one before failed. */
  readonly sources: readonly ModelSource[];
  next(request: ModelRequest, signal?: AbortSignal): Promise<ModelAnswer>;
}
