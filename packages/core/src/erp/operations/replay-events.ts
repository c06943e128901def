import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { conflict } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { stores } from '../../store/tables.ts';
import { closeTasks } from '../../task/operations/close-tasks.ts';
import { ChooseDeadLetters } from '../contract.ts';
import { deliveryDue } from '../events.ts';
import { deadOf, findStore } from '../rows.ts';
import { erp_events, erp_settings } from '../tables.ts';

export const replayEvents = command({
  name: 'erp.replay',
  summary:
    'Sends to the ERP again what was given up: all of it, or these; in its old place before what came later',
  access: app.row(stores, 'store_id'),
  rest: { method: 'post', path: '/internal/stock-sync/replay/{store_id}' },
  audit: { target: 'erp_event' },
  input: ChooseDeadLetters,
  output: z.object({ replayed: z.int() }),
}).handle(async ({ db, company_id, call, emit }, { store_id, event_ids }) => {
  await findStore(db, company_id, store_id);
  const [settings] = await db
    .select({ on: erp_settings.outbound_enabled })
    .from(erp_settings)
    .where(and(eq(erp_settings.company_id, company_id), eq(erp_settings.store_id, store_id)));
  if (!settings?.on) throw conflict('Nothing is sent to the ERP of this store.', 'erp.outbound_disabled');
  const replayed = await db
    .update(erp_events)
    .set({ state: 'waiting', attempts: 0, due_at: sql`now()`, error: null })
    .where(deadOf(company_id, store_id, event_ids))
    .returning({ id: erp_events.id });
  const left = await db.$count(erp_events, deadOf(company_id, store_id));
  if (left === 0) await call(closeTasks, { kind: 'erp_dead_letter', store_id });
  await emit(deliveryDue, { store_id, pause_ms: 0 });
  return { replayed: replayed.length };
});
