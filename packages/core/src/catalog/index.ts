import { createProduct } from './operations/create-product.ts';
import { filterProducts } from './operations/filter-products.ts';
import { getProduct } from './operations/get-product.ts';
import { getSellable } from './operations/get-sellable.ts';
import { listCategories } from './operations/list-categories.ts';
import { listProducts } from './operations/list-products.ts';
import { planProducts } from './operations/plan-products.ts';
import { previewProducts } from './operations/preview-products.ts';
import { productStats } from './operations/product-stats.ts';
import { updateProduct } from './operations/update-product.ts';
import { upsertProducts } from './operations/upsert-products.ts';

export const catalog = {
  list: listProducts,
  get: getProduct,
  create: createProduct,
  update: updateProduct,
  stats: productStats,
  preview: previewProducts,
  planBatch: planProducts,
  upsertBatch: upsertProducts,
  getSellable,
  filter: filterProducts,
  categories: listCategories,
};
