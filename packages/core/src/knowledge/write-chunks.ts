import { sql } from 'drizzle-orm';
import type { Tx } from '../kernel/db/open-database.ts';
import { newId } from '../kernel/ids.ts';
import { contentHash, cutText } from './rules.ts';
import { chunks } from './tables.ts';

interface Content {
  document_id: string;
  store_id: string;
  product_id: string | null;
  title: string;
  text: string;
}

/**
 * Cuts documents into chunks anew; their rows are locked by the caller. A chunk whose text stays keeps its vector,
 * and a document of which anything changed waits to be embedded.
 */
export async function writeChunks(db: Tx, company_id: string, contents: readonly Content[]): Promise<void> {
  const cut = contents.map(({ title, text, ...rest }) => ({ ...rest, pieces: cutText(title, text) }));
  const rows = cut.flatMap(({ pieces, ...rest }) =>
    pieces.map((text, position) => ({
      company_id,
      id: newId(),
      ...rest,
      position,
      text,
      content_hash: contentHash(text),
    })),
  );
  if (rows.length === 0) return;
  await db
    .insert(chunks)
    .values(rows)
    .onConflictDoUpdate({
      target: [chunks.company_id, chunks.document_id, chunks.position],
      // Whoever is embedding the old text will find that it is not this one's.
      set: {
        text: sql`excluded.text`,
        content_hash: sql`excluded.content_hash`,
        model: null,
        embedding: null,
        claimed_until: null,
      },
      setWhere: sql`${chunks.content_hash} <> excluded.content_hash`,
    });
  const kept = JSON.stringify(cut.map(({ document_id, pieces }) => ({ document_id, count: pieces.length })));
  await db.execute(sql`
    delete from chunks c using json_to_recordset(${kept}::json) as kept(document_id uuid, count int)
     where c.company_id = ${company_id} and c.document_id = kept.document_id and c.position >= kept.count`);
  await db.execute(sql`
    update documents d set status = 'pending', reason = null
      from json_to_recordset(${kept}::json) as kept(document_id uuid, count int)
     where d.company_id = ${company_id} and d.id = kept.document_id
       and exists (select from chunks c where c.company_id = d.company_id and c.document_id = d.id and c.model is null)`);
}
