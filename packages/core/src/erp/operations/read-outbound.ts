import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { conflict, found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { stores } from '../../store/tables.ts';
import { erp_settings } from '../tables.ts';

export const readOutbound = query({
  name: 'erp.readOutbound',
  summary: "Where a store's ERP takes events, and the sealed secret they are signed with",
  access: internal.tenant,
  input: z.strictObject({ store_id: Id }),
  output: z.object({ url: z.string(), sealed_secret: z.string() }),
}).handle(async ({ db, company_id }, { store_id }) => {
  const [store] = await db
    .select({ url: erp_settings.outbound_url, sealed_secret: erp_settings.outbound_secret })
    .from(stores)
    .leftJoin(
      erp_settings,
      and(eq(erp_settings.company_id, stores.company_id), eq(erp_settings.store_id, stores.id)),
    )
    .where(and(eq(stores.company_id, company_id), eq(stores.id, store_id)));
  const { url, sealed_secret } = found(store, 'store');
  if (url === null || sealed_secret === null) {
    throw conflict('The store has no address of an ERP.', 'erp.no_outbound_url');
  }
  return { url, sealed_secret };
});
