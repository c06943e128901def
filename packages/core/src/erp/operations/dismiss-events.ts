import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { stores } from '../../store/tables.ts';
import { closeTasks } from '../../task/operations/close-tasks.ts';
import { ChooseDeadLetters } from '../contract.ts';
import { deadOf, findStore } from '../rows.ts';
import { erp_events } from '../tables.ts';

export const dismissEvents = command({
  name: 'erp.dismiss',
  summary: 'A person says that the ERP knows what it did not take: from now on its values have it in them',
  access: app.row(stores, 'store_id'),
  rest: { method: 'post', path: '/internal/stock-sync/dismiss/{store_id}' },
  audit: { target: 'erp_event' },
  input: ChooseDeadLetters,
  output: z.object({ dismissed: z.int() }),
}).handle(async ({ db, company_id, call }, { store_id, event_ids }) => {
  await findStore(db, company_id, store_id);
  const dismissed = await db
    .update(erp_events)
    .set({ state: 'known', known_from: sql`now()` })
    .where(deadOf(company_id, store_id, event_ids))
    .returning({ id: erp_events.id });
  const left = await db.$count(erp_events, deadOf(company_id, store_id));
  if (left === 0) await call(closeTasks, { kind: 'erp_dead_letter', store_id });
  return { dismissed: dismissed.length };
});
