import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { Cents } from '../../kernel/money.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { Cep, deliveriesOf, deliveryFee } from '../contract.ts';
import { stores } from '../tables.ts';

export const quoteDelivery = query({
  name: 'store.quoteDelivery',
  summary: 'What a store takes to deliver to a CEP, and from which value of goods on it takes nothing',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id, cep: Cep }),
  output: z.object({
    /** Null: it does not deliver there. */
    fee_cents: Cents.nullable(),
    free_above_cents: Cents.nullable(),
    pick_up: z.boolean(),
  }),
}).handle(async ({ db, company_id }, { store_id, cep }) => {
  const [store] = await db
    .select({ delivery: stores.delivery })
    .from(stores)
    .where(and(eq(stores.company_id, company_id), eq(stores.id, store_id)));
  const { delivery } = found(store, 'store');
  return {
    fee_cents: delivery && deliveryFee(delivery, cep, 0),
    free_above_cents: delivery?.free_above_cents ?? null,
    pick_up: deliveriesOf(delivery).includes('pick_up'),
  };
});
