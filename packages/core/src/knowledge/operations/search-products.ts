import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import type { Embeddings } from '../../ports/embeddings.ts';
import { GatewayError } from '../../ports/gateway-error.ts';
import { FoundProducts, SearchProducts } from '../contract.ts';
import { searchSellable } from './search-sellable.ts';
import { wakeStore } from './wake-store.ts';

export const searchProducts = flow({
  name: 'knowledge.search',
  summary:
    'What the store can sell now that fits the words, best first: by meaning too, while the embedder answers',
  access: internal.tenant,
  // A dry run looks, and wakes nobody.
  input: SearchProducts.extend({ wakes: z.boolean().default(true) }),
  output: FoundProducts,
}).handle(async ({ gateways: { embeddings }, call, signal }, { query, store_id, limit, wakes }) => {
  const vector = await vectorOf(embeddings, query, signal);
  const { products, embedded_by } = await call(searchSellable, { store_id, query, limit, vector });
  // Never looked after, or by another model: the next question finds by meaning.
  if (wakes && vector && embedded_by !== vector.model) await call(wakeStore, { store_id });
  return { products };
});

/** Null when the embedder does not answer: the words alone are searched then. */
async function vectorOf(embeddings: Embeddings, query: string, signal: AbortSignal) {
  try {
    const { model, vectors } = await embeddings.embed([query], 'query', signal);
    return vectors[0] ? { model, values: vectors[0], noise: embeddings.noise } : null;
  } catch (error) {
    if (error instanceof GatewayError) return null;
    throw error;
  }
}
