import { internal } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { BatchPreview, ProductBatch } from '../contract.ts';
import { planBatch } from '../plan-batch.ts';
import { readBatch } from '../read-batch.ts';

/** Enough to see that the columns were taken for the right fields. */
const SAMPLE = 20;

export const planProducts = query({
  name: 'catalog.planBatch',
  summary: 'What a batch would come to, and how its file was read',
  access: internal.tenant,
  input: ProductBatch,
  output: BatchPreview,
}).handle(async ({ db, company_id }, { store_id, ...batch }) => {
  const { table, rows, judged } = readBatch(batch);
  const { answer } = await planBatch(db, { company_id, store_id }, judged, { wait: false });
  const sample = rows.slice(0, SAMPLE).map(({ row, fields }) => ({ row, fields }));
  return { ...answer, file: table, sample };
});
