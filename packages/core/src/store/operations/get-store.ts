import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { StoreView } from '../contract.ts';
import { stores } from '../tables.ts';

export const getStore = query({
  name: 'store.get',
  summary: 'One store of the company',
  access: app.company,
  rest: { method: 'get', path: '/internal/stores/{id}' },
  input: z.strictObject({ id: Id }),
  output: StoreView,
}).handle(async ({ db, company_id }, { id }) => {
  const [store] = await db
    .select()
    .from(stores)
    .where(and(eq(stores.company_id, company_id), eq(stores.id, id)));
  return found(store, 'store');
});
