import { z } from 'zod';
import { SellableProduct } from '../catalog/contract.ts';
import { page, pageInput } from '../kernel/page.ts';
import { changesSomething, Id, Instant } from '../kernel/wire.ts';

export const DocumentStatus = z.enum(['pending', 'processing', 'completed', 'error']);

/** What lists answer. */
const summary = {
  id: Id,
  store_id: Id,
  /** Null for a document of its own. */
  product_id: Id.nullable(),
  title: z.string(),
  /** By words it is found at once, by meaning when `completed`. */
  status: DocumentStatus,
  /** Why it is in `error`. */
  reason: z.string().nullable(),
  created_at: Instant,
  updated_at: Instant,
};
export const DocumentPage = page(z.object(summary));

export const DocumentView = z.object({
  ...summary,
  /** What a person wrote. */
  text: z.string(),
  /** All that it is found by: of a product's document, what the catalogue says of the product too. */
  content: z.string(),
});
export type DocumentView = z.infer<typeof DocumentView>;

const Title = z.string().trim().min(1).max(200);
const Text = z.string().trim().max(200_000);

export const ListDocuments = z.strictObject({
  store_id: Id,
  product_id: Id.optional(),
  status: z.array(DocumentStatus).max(4).optional(),
  ...pageInput,
});

export const CreateDocument = z.strictObject({ store_id: Id, title: Title, text: Text.min(1) });

export const UpdateDocument = z
  .strictObject({ id: Id, title: Title.optional(), text: Text.optional() })
  .refine(changesSomething, 'Nothing to change.');

export const UpsertByProduct = z.strictObject({
  store_id: Id,
  product_id: Id,
  /** What a person adds to what the catalogue says; left out, it stays as it is. */
  text: Text.optional(),
});

export const SearchProducts = z.strictObject({
  store_id: Id,
  query: z.string().trim().min(1).max(200),
  limit: z.int().min(1).max(10).default(5),
});
export const FoundProducts = z.object({ products: z.array(SellableProduct) });

/** The most texts, and bytes of each, that anybody may have embedded at once. */
const MAX_TEXTS = 64;
const MAX_TEXT_BYTES = 8 * 1024;

const Embeddable = z
  .string()
  .min(1)
  .refine((text) => Buffer.byteLength(text) <= MAX_TEXT_BYTES, `At most ${MAX_TEXT_BYTES} bytes.`);

export const EmbedTexts = z
  .strictObject({ text: Embeddable.optional(), texts: z.array(Embeddable).min(1).max(MAX_TEXTS).optional() })
  .refine(({ text, texts }) => (text === undefined) !== (texts === undefined), 'Either `text` or `texts`.');

export const EmbeddedTexts = z.object({
  model: z.string(),
  dimension: z.int(),
  embeddings: z.array(z.array(z.number())),
});

export const FileFormat = z.object({ extension: z.string(), mime_type: z.string(), name: z.string() });
