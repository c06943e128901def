import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { conflict } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { stores } from '../../store/tables.ts';
import { ChooseDeadLetters } from '../contract.ts';
import { takeUp } from '../dead-letters.ts';
import { deliveryDue } from '../events.ts';
import { findStore } from '../rows.ts';
import { erp_settings } from '../tables.ts';

export const replayEvents = command({
  name: 'erp.replay',
  summary:
    'Sends to the ERP again what was given up: all of it, or these; in its old place before what came later',
  access: app.row(stores, 'store_id'),
  rest: { method: 'post', path: '/internal/stock-sync/replay/{store_id}' },
  audit: { target: 'erp_event' },
  input: ChooseDeadLetters,
  output: z.object({ replayed: z.int() }),
}).handle(async (context, chosen) => {
  const { db, company_id, emit } = context;
  const { store_id } = chosen;
  await findStore(db, company_id, store_id);
  const [settings] = await db
    .select({ on: erp_settings.outbound_enabled })
    .from(erp_settings)
    .where(and(eq(erp_settings.company_id, company_id), eq(erp_settings.store_id, store_id)));
  if (!settings?.on) throw conflict('Nothing is sent to the ERP of this store.', 'erp.outbound_disabled');
  const replayed = await takeUp(context, chosen, 'send_again');
  await emit(deliveryDue, { store_id, pause_ms: 0 });
  return { replayed };
});
