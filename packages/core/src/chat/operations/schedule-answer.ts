import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { answerConversation } from './answer-conversation.ts';

export const scheduleAnswer = command({
  name: 'chat.scheduleAnswer',
  summary: 'Calls the agent to a conversation, after the burst of messages has been gathered',
  access: internal.tenant,
  input: z.object({ conversation_id: Id, wake_job: Id }),
  output: z.object({}),
}).handle(async ({ enqueue, settings }, { conversation_id, wake_job }) => {
  await enqueue(
    answerConversation,
    { conversation_id },
    { key: wake_job, at: settings.chat_burst_ms, about: `in:${conversation_id}` },
  );
  return {};
});
