import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { GatewayError } from '../../ports/gateway-error.ts';
import { reserveUsage } from '../../usage/operations/reserve-usage.ts';
import { askWhichLines, chosenBy, chosenByRule, summaryOf } from '../summary.ts';
import { findUnsummarized } from './find-unsummarized.ts';
import { saveSummary } from './save-summary.ts';

/** What choosing may use at most. */
const WORST_CASE_TOKENS = 10_000;

export const summarizeConversation = flow({
  name: 'chat.summarize',
  summary:
    'Makes the older part of a long conversation a summary: lines of it, which a model or a rule chooses',
  access: internal.tenant,
  input: z.strictObject({ conversation_id: Id, turn_id: Id }),
  output: z.object({ summarized: z.boolean() }),
}).handle(async ({ gateways, call, signal }, { conversation_id, turn_id }) => {
  const { work } = await call(findUnsummarized, { conversation_id });
  if (!work) return { summarized: false };
  const { lines, ...until } = work;
  // Its turn has ended, and what that had set aside is free again.
  const { quota } = await call(reserveUsage, { turn_id, tokens: WORST_CASE_TOKENS });
  const answer =
    quota === 'BLOCK'
      ? null
      : await gateways.language_model.next(askWhichLines(lines), signal).catch((error: unknown) => {
          // A summary by rule now is worth more than a better one later.
          if (error instanceof GatewayError && !signal.aborted) return null;
          throw error;
        });
  const chosen = (answer && chosenBy(answer, lines)) ?? chosenByRule(lines);
  await call(saveSummary, {
    conversation_id,
    turn_id,
    ...until,
    summary: summaryOf(lines, chosen),
    used: answer && { model: answer.model, ...answer.usage },
  });
  return { summarized: true };
});
