import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { stores } from '../../store/tables.ts';
import { ChooseDeadLetters } from '../contract.ts';
import { takeUp } from '../dead-letters.ts';
import { findStore } from '../rows.ts';

export const dismissEvents = command({
  name: 'erp.dismiss',
  summary: 'A person says that the ERP knows what it did not take: from now on its values have it in them',
  access: app.row(stores, 'store_id'),
  rest: { method: 'post', path: '/internal/stock-sync/dismiss/{store_id}' },
  audit: { target: 'erp_event' },
  input: ChooseDeadLetters,
  output: z.object({ dismissed: z.int() }),
}).handle(async (context, chosen) => {
  await findStore(context.db, context.company_id, chosen.store_id);
  return { dismissed: await takeUp(context, chosen, 'known') };
});
