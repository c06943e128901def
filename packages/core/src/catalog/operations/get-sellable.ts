import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { stock_levels } from '../../stock/tables.ts';
import { SellableProduct } from '../contract.ts';
import { sellableColumns, stockOfProduct } from '../rows.ts';
import { products } from '../tables.ts';

export const getSellable = query({
  name: 'catalog.getSellable',
  summary: 'One active product of the store, as it may be offered: 404 otherwise',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id, product_id: Id }),
  output: SellableProduct,
}).handle(async ({ db, company_id }, { store_id, product_id }) => {
  const [product] = await db
    .select(sellableColumns)
    .from(products)
    .innerJoin(stock_levels, stockOfProduct)
    .where(
      and(
        eq(products.company_id, company_id),
        eq(products.store_id, store_id),
        eq(products.id, product_id),
        eq(products.status, 'active'),
      ),
    );
  return found(product, 'product');
});
