import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { forbidden } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { StoreView } from '../contract.ts';
import { stores } from '../tables.ts';

export const listStores = query({
  name: 'store.list',
  summary: "The company's stores",
  access: app.company,
  rest: { method: 'get', path: '/internal/stores' },
  input: z.strictObject({ company_id: Id.optional() }),
  output: z.object({ items: z.array(StoreView) }),
}).handle(async ({ db, company_id }, input) => {
  if (input.company_id && input.company_id !== company_id)
    throw forbidden('This company is not yours.', 'company.foreign');
  return {
    items: await db
      .select()
      .from(stores)
      .where(eq(stores.company_id, company_id))
      .orderBy(asc(stores.created_at), asc(stores.id)),
  };
});
