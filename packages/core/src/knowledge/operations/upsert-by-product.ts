import { eq } from 'drizzle-orm';
import { products } from '../../catalog/tables.ts';
import { app } from '../../kernel/access.ts';
import { invalidField } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { DocumentView, UpsertByProduct } from '../contract.ts';
import { documentView } from '../rows.ts';
import { writeProductDocuments } from '../write-product-documents.ts';
import { wakeStore } from './wake-store.ts';

export const upsertByProduct = command({
  name: 'knowledge.upsertByProduct',
  summary: "Makes a product's document tell what the catalogue says now, with what a person adds",
  access: app.store,
  rest: { method: 'post', path: '/internal/documents/upsert-by-product' },
  audit: { target: 'document' },
  input: UpsertByProduct,
  output: DocumentView,
}).handle(async ({ db, company_id, call }, { store_id, product_id, text }) => {
  await call(wakeStore, { store_id });
  const where = eq(products.id, product_id);
  const [id] = await writeProductDocuments(db, { company_id, store_id, where, limit: 1, text });
  if (!id) throw invalidField('product_id', 'Not a product of this store.');
  return documentView(db, company_id, id);
});
