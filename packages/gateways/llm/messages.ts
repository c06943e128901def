import type { JSONSchema7 } from '@ai-sdk/provider';
import type { Json, ModelMessage, ModelTool } from '@vek1/core/ports/language-model';
import { jsonSchema, type ModelMessage as SdkMessage, type ToolSet, tool } from 'ai';

/** Our tools in the SDK's words, without `execute`: the caller runs them. */
export function sdkTools(tools: ModelTool[]): ToolSet {
  return Object.fromEntries(
    tools.map(({ name, description, input_schema }) => [
      name,
      // A JSON Schema by contract; ours is typed as the JSON it is on the wire.
      tool({ description, inputSchema: jsonSchema(input_schema as JSONSchema7) }),
    ]),
  );
}

/** Our conversation in the SDK's words. */
export const sdkMessages = (messages: ModelMessage[]): SdkMessage[] => messages.map(sdkMessage);

function sdkMessage(message: ModelMessage): SdkMessage {
  switch (message.role) {
    case 'user':
      return { role: 'user', content: message.text };
    case 'assistant':
      return {
        role: 'assistant',
        content: [
          { type: 'text', text: message.text },
          ...message.tool_calls.map((call) => ({
            type: 'tool-call' as const,
            toolCallId: call.id,
            toolName: call.name,
            input: call.arguments,
          })),
        ],
      };
    case 'tool':
      return {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: message.call_id,
            toolName: message.name,
            output: toolOutput(message.result, message.is_error),
          },
        ],
      };
  }
}

function toolOutput(result: Json, is_error: boolean) {
  if (typeof result === 'string')
    return { type: is_error ? ('error-text' as const) : ('text' as const), value: result };
  return { type: is_error ? ('error-json' as const) : ('json' as const), value: result };
}
