import { and, eq, isNull } from 'drizzle-orm';
import { companies } from '../../company/tables.ts';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { conflict, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { CreateDocument, DocumentView } from '../contract.ts';
import { documentView } from '../rows.ts';
import { documents } from '../tables.ts';
import { writeChunks } from '../write-chunks.ts';
import { wakeStore } from './wake-store.ts';

export const createDocument = command({
  name: 'knowledge.createDocument',
  summary: 'Writes a document of its own; 409 `plan.limit_reached` beyond what the plan allows',
  access: app.store,
  rest: { method: 'post', path: '/internal/documents', status: 201 },
  audit: { target: 'document' },
  input: CreateDocument,
  output: DocumentView,
}).handle(async ({ db, company_id, call }, { store_id, title, text }) => {
  // Two who write the last document that the plan allows come one after the other.
  const [limits] = await db
    .select({ max_documents: companies.max_documents })
    .from(companies)
    .where(eq(companies.id, company_id))
    .for('no key update');
  const { max_documents } = found(limits, 'company');
  const written = and(eq(documents.company_id, company_id), isNull(documents.product_id));
  if (max_documents !== null && (await db.$count(documents, written)) >= max_documents) {
    throw conflict('The plan allows no more documents.', 'plan.limit_reached', { max_documents });
  }
  await call(wakeStore, { store_id });
  const id = newId();
  await db.insert(documents).values({
    company_id,
    id,
    store_id,
    title,
    text,
    status: 'pending',
    created_at: now(),
    updated_at: now(),
  });
  await writeChunks(db, company_id, [{ document_id: id, store_id, product_id: null, title, text }]);
  return documentView(db, company_id, id);
});
