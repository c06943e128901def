import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
  vector,
} from 'drizzle-orm/pg-core';
import { products } from '../catalog/tables.ts';
import {
  instant,
  tenantColumns,
  tenantForeignKey,
  tenantId,
  tenantPrimaryKey,
} from '../kernel/db/columns.ts';
import { stores } from '../store/tables.ts';

/** What the agent may know: one document for each product, and those people write. */
export const documents = pgTable(
  'documents',
  {
    ...tenantColumns,
    store_id: uuid().notNull(),
    /** Null for a document of its own. */
    product_id: uuid(),
    /** A product's document is named after it. */
    title: text().notNull(),
    /** What a person wrote; beside a product it adds to what the catalogue says. */
    text: text().notNull().default(''),
    status: text({ enum: ['pending', 'processing', 'completed', 'error'] }).notNull(),
    /** Why it is in `error`. */
    reason: text(),
    /** `updated_at` of the product as the chunks tell it; null: not told yet. */
    product_updated_at: instant(),
    created_at: instant().notNull(),
    updated_at: instant().notNull(),
  },
  (t) => [
    tenantPrimaryKey(t),
    tenantForeignKey(t.company_id, t.store_id, stores),
    tenantForeignKey(t.company_id, t.product_id, products).onDelete('cascade'),
    uniqueIndex('documents_one_a_product').on(t.company_id, t.product_id),
    index('documents_newest').on(t.company_id, t.store_id, t.created_at, t.id),
  ],
);

/** Pieces of documents, as they are embedded and found. */
export const chunks = pgTable(
  'chunks',
  {
    ...tenantColumns,
    store_id: uuid().notNull(),
    document_id: uuid().notNull(),
    product_id: uuid(),
    position: integer().notNull(),
    text: text().notNull(),
    /** Of the text: a vector is kept only if it is still the one that was embedded. */
    content_hash: text().notNull(),
    /** Who embedded this text, or refused to; null: nobody yet. Vectors of different models are never compared. */
    model: text(),
    /** Null where there is none of this text. Kept inside the row: comparing all of a store is three times as fast. */
    embedding: vector({ dimensions: 1024 }),
    /** A job is embedding it until then. */
    claimed_until: instant(),
    /** Its store is large: the index of neighbours has it. */
    indexed: boolean().notNull().default(false),
  },
  (t) => [
    tenantPrimaryKey(t),
    tenantForeignKey(t.company_id, t.document_id, documents).onDelete('cascade'),
    uniqueIndex('chunks_position').on(t.company_id, t.document_id, t.position),
    index('chunks_store').on(t.company_id, t.store_id, t.id),
    // In half precision: half the size, the same neighbours.
    index('chunks_nearest')
      .using('hnsw', sql`(${t.embedding}::halfvec(1024)) halfvec_cosine_ops`)
      .where(sql`indexed`),
  ],
);

/** How far a store's knowledge is. */
export const knowledge_stores = pgTable(
  'knowledge_stores',
  {
    company_id: tenantId(),
    store_id: uuid().notNull(),
    /** The job that is called and has not begun: gathers wake-ups. */
    wake_job: uuid(),
    /** When that job is to begin. */
    wake_at: instant(),
    /** All of the store was embedded by this model when the last job ended. */
    model: text(),
    /** The index of neighbours has all of its chunks: search goes through it. */
    indexed: boolean().notNull().default(false),
    /** How often in a row the embedder did not answer. */
    failures: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.company_id, t.store_id] }),
    foreignKey({
      name: 'knowledge_stores_store_fk',
      columns: [t.company_id, t.store_id],
      foreignColumns: [stores.company_id, stores.id],
    }),
  ],
);
