import { z } from 'zod';
import { Cents } from '../kernel/money.ts';
import { page, pageInput } from '../kernel/page.ts';
import { changesSomething, Id, Instant, isStorable, JsonObject } from '../kernel/wire.ts';

export const ProductStatus = z.enum(['active', 'draft', 'archived']);

export const ProductView = z.object({
  id: Id,
  store_id: Id,
  sku: z.string().nullable(),
  name: z.string(),
  description: z.string(),
  category: z.string(),
  price_cents: Cents,
  compare_at_cents: Cents.nullable(),
  /** Units on the shelf; null is not tracked. */
  stock_quantity: z.int().nullable(),
  /** Units promised to open orders. */
  stock_held: z.int(),
  status: ProductStatus,
  /** Variants (size, colour) are products of one group. */
  product_group: z.string().nullable(),
  images: z.array(z.string()),
  attributes: JsonObject,
  created_at: Instant,
  updated_at: Instant,
});
export type ProductView = z.infer<typeof ProductView>;

const text = (max: number) =>
  z.string().trim().max(max).refine(isStorable, 'Holds a character that cannot be stored.');

const Scalar = z.union([text(500), z.number(), z.boolean()]);

/** Merged by key into what is there; null deletes. */
const Attributes = z
  .record(text(60).min(1), z.union([Scalar, z.array(Scalar).max(50), z.null()]))
  .refine((it) => Object.keys(it).length <= 50, 'At most 50 attributes.');

const settable = {
  sku: text(64).min(1).nullable().optional(),
  description: text(5000).optional(),
  category: text(120).optional(),
  compare_at_cents: Cents.nullable().optional(),
  stock_quantity: z.int().min(0).max(1_000_000).nullable().optional(),
  status: ProductStatus.optional(),
  product_group: text(120).min(1).nullable().optional(),
  images: z
    .array(z.url({ protocol: /^https?$/ }).max(2000))
    .max(20)
    .optional(),
  attributes: Attributes.optional(),
};
const Name = text(200).min(1);

export const CreateProduct = z.strictObject({ store_id: Id, name: Name, price_cents: Cents, ...settable });

export const UpdateProduct = z
  .strictObject({ id: Id, name: Name.optional(), price_cents: Cents.optional(), ...settable })
  .refine(changesSomething, 'Nothing to change.');

/** One row of a batch: what it leaves out stays as it is. */
export const ProductFields = z
  .strictObject({ name: Name.optional(), price_cents: Cents.optional(), ...settable })
  .refine(({ sku, name }) => Boolean(sku ?? name), 'Neither `sku` nor `name` says which product this is.');
export type ProductFields = z.infer<typeof ProductFields>;

export const MAX_ROWS = 5000;
/** Bytes of a batch: of a file as base64, which makes four of three. */
export const MAX_BATCH = 10_000_000;

export const ProductBatch = z
  .strictObject({
    store_id: Id,
    /** Each is judged by itself, by the contract of `ProductFields`. */
    rows: z.array(z.unknown()).min(1).max(MAX_ROWS).optional(),
    /** A CSV file, its bytes as base64. On REST also the body itself, as `text/csv`. */
    csv: z
      .string()
      .min(1)
      .max((MAX_BATCH * 4) / 3 + 4)
      .optional(),
  })
  .refine(({ rows, csv }) => (rows === undefined) !== (csv === undefined), 'Either `rows` or `csv`.');
export type ProductBatch = z.infer<typeof ProductBatch>;

export const RowResult = z.object({
  /** From 1; in a file as a spreadsheet counts, where the header has a number too. */
  row: z.int(),
  result: z.enum(['created', 'updated', 'unchanged', 'error']),
  /** Of an error: `duplicate_in_batch`, `invalid`, `name_required`, `price_required` or `plan.limit_reached`. */
  reason: z.string().nullable(),
  /** Where the error is, e.g. `price_cents`. */
  field: z.string().nullable(),
  message: z.string().nullable(),
  product_id: Id.nullable(),
});
export type RowResult = z.infer<typeof RowResult>;

export const BatchResult = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  errors: z.int(),
  results: z.array(RowResult),
});
export type BatchResult = z.infer<typeof BatchResult>;

export const BatchPreview = BatchResult.extend({
  /** How the file was read; null for rows. */
  file: z
    .object({
      encoding: z.string(),
      delimiter: z.string(),
      /** What each header was taken for; null is left out. */
      columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
    })
    .nullable(),
  /** The first rows as they were read. */
  sample: z.array(z.object({ row: z.int(), fields: z.unknown() })),
});

/** Of products that are not archived; stock is what is not promised to others. */
export const ProductStats = z.object({
  store_id: Id,
  total: z.int(),
  by_status: z.object({ active: z.int(), draft: z.int(), archived: z.int() }),
  tracked: z.int(),
  untracked: z.int(),
  out_of_stock: z.int(),
  /** One to three units. */
  low_stock: z.int(),
  /** What stands on the shelves, at its price. */
  stock_value_cents: z.int(),
  /** The 200 largest. */
  categories: z.array(z.object({ category: z.string(), products: z.int() })),
});

export const ListProducts = z.strictObject({
  store_id: Id,
  q: z.string().trim().max(200).optional(),
  ...pageInput,
});
export const ProductPage = page(ProductView);

/** What may be sold now: active, priced, with the units that are not promised to others. */
export const SellableProduct = z.object({
  product_id: Id,
  name: z.string(),
  description: z.string(),
  category: z.string(),
  price_cents: Cents,
  compare_at_cents: Cents.nullable(),
  /** null is not tracked: always available. */
  available: z.int().nullable(),
  attributes: JsonObject,
});
export type SellableProduct = z.infer<typeof SellableProduct>;
