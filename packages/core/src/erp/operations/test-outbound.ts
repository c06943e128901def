import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { stores } from '../../store/tables.ts';
import { TestOutcome } from '../contract.ts';
import { explain, outcomeOf } from '../erp-answer.ts';
import { postEvent } from '../post-event.ts';
import { readOutbound } from './read-outbound.ts';

export const testOutbound = flow({
  name: 'erp.testOutbound',
  summary: "Sends `ping` to a store's ERP and says exactly what came of it; also while nothing else is sent",
  access: app.row(stores, 'store_id'),
  rest: { method: 'post', path: '/internal/stock-sync/test-outbound/{store_id}' },
  input: z.strictObject({ store_id: Id }),
  output: TestOutcome,
}).handle(async ({ gateways, call, vault, signal }, { store_id }) => {
  const outbound = await call(readOutbound, { store_id });
  const event_id = newId();
  const ping = { event_id, event: 'ping', occurred_at: now(), store_id, order_id: null, items: [] };
  const event = { ...outbound, event_id, body: JSON.stringify(ping) };
  const answer = await postEvent(gateways.erp, event, { vault, signal });
  const { status, failure, latency_ms, body } = answer;
  const ok = outcomeOf(answer, 1).state === 'known';
  return { ok, status, failure, latency_ms, body, explanation: explain(answer) };
});
