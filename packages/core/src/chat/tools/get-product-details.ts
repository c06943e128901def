import { z } from 'zod';
import { getSellable } from '../../catalog/operations/get-sellable.ts';
import { formatCents } from '../../kernel/money.ts';
import { Id } from '../../kernel/wire.ts';
import type { Json } from '../../ports/language-model.ts';
import { tool } from './tool.ts';

export const getProductDetailsTool = tool({
  name: 'get_product_details',
  description: 'Detalhes, preço e estoque de um produto que a busca encontrou.',
  input: z.strictObject({ product_id: Id }),
  operation: getSellable,
  bind: ({ store_id }, { product_id }) => ({ store_id, product_id }),
  show: (product) => ({
    ...product,
    attributes: product.attributes as { [key: string]: Json },
    price: formatCents(product.price_cents),
  }),
});
