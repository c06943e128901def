import { z } from 'zod';
import { filterProducts } from '../../catalog/operations/filter-products.ts';
import { showProduct } from './show-product.ts';
import { tool } from './tool.ts';

const Reais = z.number().min(0).max(100_000_000);
const centsOf = (reais: number | undefined) => (reais === undefined ? undefined : Math.round(reais * 100));

export const filterProductsByPriceTool = tool({
  name: 'filter_products_by_price',
  description:
    'Produtos que a loja pode vender agora, dentro de uma faixa de preço em reais. Sem palavras, os mais baratos primeiro.',
  input: z.strictObject({
    min_price: Reais.optional().describe('Em reais, p. ex. 19.9'),
    max_price: Reais.optional().describe('Em reais, p. ex. 50'),
    query: z.string().trim().min(1).max(200).optional(),
    category: z.string().trim().min(1).max(120).optional(),
    limit: z.int().min(1).max(20).default(10),
  }),
  operation: filterProducts,
  bind: ({ store_id }, { min_price, max_price, ...others }) => ({
    store_id,
    min_cents: centsOf(min_price),
    max_cents: centsOf(max_price),
    ...others,
  }),
  show: ({ products }) => ({ products: products.map(showProduct) }),
});
