import { z } from 'zod';
import type { SellableProduct } from '../../catalog/contract.ts';
import { searchProducts } from '../../knowledge/operations/search-products.ts';
import { showProduct } from './show-product.ts';
import { tool } from './tool.ts';

const show = ({ products }: { products: SellableProduct[] }) => ({ products: products.map(showProduct) });

export const searchProductsTool = tool({
  name: 'search_products',
  description: 'Busca produtos que a loja pode vender agora, pelo nome, tipo ou característica.',
  input: z.strictObject({
    query: z.string().min(1).max(200).describe('O que o cliente procura, em poucas palavras'),
    limit: z.int().min(1).max(10).default(5),
  }),
  operation: searchProducts,
  bind: ({ store_id }, { query, limit }) => ({ store_id, query, limit }),
  show,
  rehearse: async (call, { store_id }, { query, limit }) =>
    show(await call(searchProducts, { store_id, query, limit, wakes: false })),
});
