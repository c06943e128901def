import { and, desc, eq, inArray } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { counted } from '../../kernel/db/counted.ts';
import { query } from '../../kernel/operation.ts';
import { pageOf } from '../../kernel/page.ts';
import { DocumentPage, ListDocuments } from '../contract.ts';
import { summaryColumns } from '../rows.ts';
import { documents } from '../tables.ts';

export const listDocuments = query({
  name: 'knowledge.listDocuments',
  summary: "A store's documents, newest first",
  access: app.store,
  rest: { method: 'get', path: '/internal/documents' },
  input: ListDocuments,
  output: DocumentPage,
}).handle(async ({ db, company_id }, { store_id, product_id, status, limit, offset }) => {
  const where = and(
    eq(documents.company_id, company_id),
    eq(documents.store_id, store_id),
    product_id ? eq(documents.product_id, product_id) : undefined,
    status && inArray(documents.status, status),
  );
  const items = db
    .select(summaryColumns)
    .from(documents)
    .where(where)
    .orderBy(desc(documents.created_at), desc(documents.id))
    .limit(limit)
    .offset(offset);
  return pageOf(items, counted(db, documents, where), { limit, offset });
});
