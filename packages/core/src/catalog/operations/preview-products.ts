import { app } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { BatchPreview, MAX_BATCH, ProductBatch } from '../contract.ts';
import { planProducts } from './plan-products.ts';

/** A flow, because a file is too long for the address of a query. */
export const previewProducts = flow({
  name: 'catalog.preview',
  summary: 'What `batch-upsert` would do with these rows or this file; writes nothing',
  access: app.store,
  rest: {
    method: 'post',
    path: '/internal/products/preview',
    bytes: { type: 'text/csv', as: 'csv' },
    max_body: MAX_BATCH,
  },
  input: ProductBatch,
  output: BatchPreview,
}).handle(({ call }, input) => call(planProducts, input));
