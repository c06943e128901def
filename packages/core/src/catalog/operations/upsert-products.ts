import { sql } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { setStock } from '../../stock/operations/set-stock.ts';
import { BatchResult, MAX_BATCH, ProductBatch } from '../contract.ts';
import { productsChanged } from '../events.ts';
import { planBatch } from '../plan-batch.ts';
import { readBatch } from '../read-batch.ts';
import { insertProducts, updateProducts } from '../write-products.ts';

export const upsertProducts = command({
  name: 'catalog.upsertBatch',
  summary:
    'Makes and changes up to 5,000 products, of rows or of a CSV file: by sku, else by name; each row is judged by itself',
  access: app.store,
  rest: {
    method: 'post',
    path: '/internal/products/batch-upsert',
    bytes: { type: 'text/csv', as: 'csv' },
    max_body: MAX_BATCH,
  },
  audit: { target: 'product' },
  input: ProductBatch,
  output: BatchResult,
}).handle(async ({ db, company_id, call, emit }, { store_id, ...batch }) => {
  const { judged } = readBatch(batch);
  // A connection that first saw few products goes on checking foreign keys by reading the whole table, each row.
  await db.execute(sql`set local plan_cache_mode = force_custom_plan`);
  const { answer, insert, update, counts } = await planBatch(db, { company_id, store_id }, judged, {
    wait: true,
  });
  await insertProducts(db, { company_id, store_id, products: insert });
  await updateProducts(db, { company_id, products: update });
  await call(setStock, { store_id, lines: counts });
  if (insert.length + update.length > 0) await emit(productsChanged, { store_id });
  return answer;
});
