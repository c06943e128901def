import { z } from 'zod';
import { searchProducts } from '../../catalog/operations/search-products.ts';
import { formatCents } from '../../kernel/money.ts';
import { tool } from './tool.ts';

export const searchProductsTool = tool({
  name: 'search_products',
  description: 'Busca produtos que a loja pode vender agora, pelo nome, tipo ou característica.',
  input: z.strictObject({
    query: z.string().min(1).max(200).describe('O que o cliente procura, em poucas palavras'),
    limit: z.int().min(1).max(10).default(5),
  }),
  operation: searchProducts,
  bind: ({ store_id }, { query, limit }) => ({ store_id, query, limit }),
  show: ({ products }) => ({
    products: products.map(({ product_id, name, category, price_cents, available }) => ({
      product_id,
      name,
      category,
      price_cents,
      price: formatCents(price_cents),
      available,
    })),
  }),
});
