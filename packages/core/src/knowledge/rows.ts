import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Reader } from '../kernel/db/open-database.ts';
import { found } from '../kernel/errors.ts';
import type { DocumentView } from './contract.ts';
import { documents } from './tables.ts';

const { company_id: _company, text, product_updated_at: _told, ...summary } = getTableColumns(documents);

/** A document without its text, as lists answer it. */
export const summaryColumns = summary;

/** The whole document as people of the shop see it; 404 for another company's. */
export async function documentView(db: Reader, company_id: string, id: string): Promise<DocumentView> {
  const content = sql<string>`(
    select string_agg(c.text, e'\n\n' order by c.position) from chunks c
     where c.company_id = documents.company_id and c.document_id = documents.id)`;
  const [document] = await db
    .select({ ...summary, text, content })
    .from(documents)
    .where(and(eq(documents.company_id, company_id), eq(documents.id, id)));
  return found(document, 'document');
}
