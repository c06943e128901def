import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { stock_levels } from '../../stock/tables.ts';
import { ProductView } from '../contract.ts';
import { productColumns, stockOfProduct } from '../rows.ts';
import { products } from '../tables.ts';

export const getProduct = query({
  name: 'catalog.get',
  summary: 'One product',
  access: app.company,
  rest: { method: 'get', path: '/internal/products/{id}' },
  input: z.strictObject({ id: Id }),
  output: ProductView,
}).handle(async ({ db, company_id }, { id }) => {
  const [product] = await db
    .select(productColumns)
    .from(products)
    .leftJoin(stock_levels, stockOfProduct)
    .where(and(eq(products.company_id, company_id), eq(products.id, id)));
  return found(product, 'product');
});
