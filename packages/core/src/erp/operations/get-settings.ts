import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { stores } from '../../store/tables.ts';
import { StockSyncSettings } from '../contract.ts';
import { settingsView } from '../settings-view.ts';
import { erp_settings } from '../tables.ts';

export const getSettings = query({
  name: 'erp.getSettings',
  summary: "How a store's stock and its ERP are kept equal; secrets are masked",
  access: app.row(stores, 'store_id'),
  rest: { method: 'get', path: '/internal/stock-sync-settings/{store_id}' },
  input: z.strictObject({ store_id: Id }),
  output: StockSyncSettings,
}).handle(async ({ db, company_id, vault, settings: { public_api_url } }, { store_id }) => {
  const [row] = await db
    .select({ settings: erp_settings })
    .from(stores)
    .leftJoin(
      erp_settings,
      and(eq(erp_settings.company_id, stores.company_id), eq(erp_settings.store_id, stores.id)),
    )
    .where(and(eq(stores.company_id, company_id), eq(stores.id, store_id)));
  return settingsView(found(row, 'store').settings, { vault, store_id, public_api_url });
});
