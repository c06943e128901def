import { and, eq, type SQL, sql } from 'drizzle-orm';
import { products } from '../catalog/tables.ts';
import { now } from '../kernel/clock.ts';
import type { Tx } from '../kernel/db/open-database.ts';
import { newId } from '../kernel/ids.ts';
import { productText } from './rules.ts';
import { documents } from './tables.ts';
import { writeChunks } from './write-chunks.ts';

interface Which {
  company_id: string;
  store_id: string;
  /** Of the store's products, beside which their documents may stand. */
  where: SQL | undefined;
  limit: number;
  /** What a person adds; left out, what is there stays. */
  text?: string | undefined;
}

/** Makes each of these products' documents tell what the catalogue says now; answers the documents' ids. */
export async function writeProductDocuments(
  db: Tx,
  { company_id, store_id, where, limit, text }: Which,
): Promise<string[]> {
  const { id, name, category, description, attributes, updated_at } = products;
  const told = await db
    .select({ product_id: id, name, category, description, attributes, updated_at })
    .from(products)
    .leftJoin(
      documents,
      and(eq(documents.company_id, products.company_id), eq(documents.product_id, products.id)),
    )
    .where(and(eq(products.company_id, company_id), eq(products.store_id, store_id), where))
    .orderBy(products.id)
    .limit(limit);
  if (told.length === 0) return [];

  const rows = await db
    .insert(documents)
    .values(
      told.map((product) => ({
        company_id,
        id: newId(),
        store_id,
        product_id: product.product_id,
        title: product.name,
        text: text ?? '',
        status: 'pending' as const,
        product_updated_at: product.updated_at,
        created_at: now(),
        updated_at: now(),
      })),
    )
    .onConflictDoUpdate({
      target: [documents.company_id, documents.product_id],
      set: {
        title: sql`excluded.title`,
        ...(text !== undefined && { text }),
        product_updated_at: sql`excluded.product_updated_at`,
        updated_at: sql`excluded.updated_at`,
      },
    })
    .returning({ id: documents.id, product_id: documents.product_id, text: documents.text });
  const byProduct = new Map(told.map((product) => [product.product_id, product]));
  await writeChunks(
    db,
    company_id,
    rows.flatMap(({ id: document_id, product_id, text: added }) => {
      const product = byProduct.get(product_id ?? '');
      if (!product) return [];
      return [
        {
          document_id,
          store_id,
          product_id,
          title: product.name,
          text: `${productText(product)}\n\n${added}`,
        },
      ];
    }),
  );
  return rows.map((row) => row.id);
}
