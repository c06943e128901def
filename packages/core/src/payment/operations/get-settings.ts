import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { stores } from '../../store/tables.ts';
import { PaymentSettings } from '../contract.ts';
import { settingsView } from '../settings-view.ts';
import { payment_settings } from '../tables.ts';

export const getSettings = query({
  name: 'payment.getSettings',
  summary: 'How a store is paid; secrets are masked',
  access: app.row(stores, 'store_id'),
  rest: { method: 'get', path: '/internal/orders/store/{store_id}/payment-settings' },
  input: z.strictObject({ store_id: Id }),
  output: PaymentSettings,
}).handle(async ({ db, company_id, vault }, { store_id }) => {
  const [row] = await db
    .select({ settings: payment_settings })
    .from(stores)
    .leftJoin(
      payment_settings,
      and(eq(payment_settings.company_id, stores.company_id), eq(payment_settings.store_id, stores.id)),
    )
    .where(and(eq(stores.company_id, company_id), eq(stores.id, store_id)));
  return settingsView(vault, store_id, found(row, 'store').settings);
});
