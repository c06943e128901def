import { sql } from 'drizzle-orm';
import { customType, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { cents, instant, tenantColumns, tenantForeignKey, tenantPrimaryKey } from '../kernel/db/columns.ts';
import { stores } from '../store/tables.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

export const products = pgTable(
  'products',
  {
    ...tenantColumns,
    store_id: uuid().notNull(),
    sku: text(),
    name: text().notNull(),
    description: text().notNull().default(''),
    category: text().notNull().default(''),
    price_cents: cents().notNull(),
    compare_at_cents: cents(),
    status: text({ enum: ['active', 'draft', 'archived'] }).notNull(),
    /** Variants (size, colour) are products of one group. */
    product_group: text(),
    images: jsonb().$type<string[]>().notNull().default([]),
    attributes: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** Folded and stemmed Portuguese: the name weighs most. */
    search: tsvector().generatedAlwaysAs(
      sql`setweight(to_tsvector('portuguese', fold_pt(name)), 'A') || setweight(to_tsvector('portuguese', fold_pt(category)), 'B') || setweight(to_tsvector('portuguese', fold_pt(description)), 'C')`,
    ),
    /** Kept, because folding costs more than comparing: names that are spelled nearly so are looked for in it. */
    folded_name: text().generatedAlwaysAs(sql`fold_pt(name)`),
    created_at: instant().notNull(),
    updated_at: instant().notNull(),
  },
  (t) => [
    tenantPrimaryKey(t),
    tenantForeignKey(t.company_id, t.store_id, stores),
    index('products_store').on(t.company_id, t.store_id, t.name),
    uniqueIndex('products_sku_unique').on(t.company_id, t.store_id, t.sku).where(sql`sku is not null`),
    index('products_name_key').on(t.company_id, t.store_id, sql`name_key(${t.name})`).where(sql`sku is null`),
    index('products_search').using('gin', t.search),
    index('products_folded_name_trgm').using('gin', sql`${t.folded_name} gin_trgm_ops`),
  ],
);
