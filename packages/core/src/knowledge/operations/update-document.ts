import { and, eq } from 'drizzle-orm';
import { products } from '../../catalog/tables.ts';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found, invalidField } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { DocumentView, UpdateDocument } from '../contract.ts';
import { documentView } from '../rows.ts';
import { documents } from '../tables.ts';
import { writeChunks } from '../write-chunks.ts';
import { writeProductDocuments } from '../write-product-documents.ts';
import { wakeStore } from './wake-store.ts';

export const updateDocument = command({
  name: 'knowledge.updateDocument',
  summary: "Changes a document's title or text; a product's document is named after the product",
  access: app.row(documents),
  rest: { method: 'patch', path: '/internal/documents/{id}' },
  audit: { target: 'document' },
  input: UpdateDocument,
  output: DocumentView,
}).handle(async ({ db, company_id, call, before }, { id, ...changes }) => {
  const mine = and(eq(documents.company_id, company_id), eq(documents.id, id));
  const [place] = await db.select({ store_id: documents.store_id }).from(documents).where(mine);
  const { store_id } = found(place, 'document');
  await call(wakeStore, { store_id });
  const [row] = await db.select().from(documents).where(mine).for('no key update');
  const { product_id, title, text } = found(row, 'document');
  before({ title, text });
  if (product_id !== null) {
    if (changes.title !== undefined)
      throw invalidField('title', "A product's document is named after the product.");
    await writeProductDocuments(db, {
      company_id,
      store_id,
      where: eq(products.id, product_id),
      limit: 1,
      ...changes,
    });
  } else {
    const now_told = { title: changes.title ?? title, text: changes.text ?? text };
    if (now_told.text === '')
      throw invalidField('text', 'A document without a text tells nothing: delete it.');
    await db
      .update(documents)
      .set({ ...now_told, updated_at: now() })
      .where(mine);
    await writeChunks(db, company_id, [{ document_id: id, store_id, product_id, ...now_told }]);
  }
  return documentView(db, company_id, id);
});
