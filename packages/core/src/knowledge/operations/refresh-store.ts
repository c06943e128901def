import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import type { Embeddings } from '../../ports/embeddings.ts';
import { GatewayError } from '../../ports/gateway-error.ts';
import { claimChunks } from './claim-chunks.ts';
import { indexStore } from './index-store.ts';
import { postponeRefresh } from './postpone-refresh.ts';
import { storeVectors } from './store-vectors.ts';
import { syncProducts } from './sync-products.ts';

export const refreshStore = flow({
  name: 'knowledge.refreshStore',
  summary:
    'Brings the documents of a store up to date with its products, then embeds what is not embedded by the present model',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id }),
  output: z.object({ embedded: z.int() }),
}).handle(async ({ gateways: { embeddings }, call, signal }, { store_id }) => {
  const { model } = embeddings;
  while ((await call(syncProducts, { store_id })).more);
  let embedded = 0;
  for (;;) {
    const { chunks } = await call(claimChunks, { store_id, model });
    if (chunks.length === 0) break;
    try {
      const made = await embedEach(
        embeddings,
        chunks.map((chunk) => chunk.text),
        signal,
      );
      const results = chunks.flatMap(({ id, content_hash }, at) =>
        made[at] ? [{ id, content_hash, ...made[at] }] : [],
      );
      await call(storeVectors, { model, results });
      embedded += results.length;
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      await call(postponeRefresh, { store_id, chunk_ids: chunks.map((chunk) => chunk.id) });
      return { embedded };
    }
  }
  while ((await call(indexStore, { store_id })).more);
  return { embedded };
});

interface Made {
  vector: number[] | null;
  /** Why there is none. */
  reason: string | null;
}

/** A text that the model can not digest fails all that came with it: then each is asked for alone. */
async function embedEach(embeddings: Embeddings, texts: string[], signal: AbortSignal): Promise<Made[]> {
  const embed = async (some: string[]) => (await embeddings.embed(some, 'document', signal)).vectors;
  try {
    return (await embed(texts)).map((vector) => ({ vector, reason: null }));
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    // A harmless text tells whether it is the texts: if this fails too, nobody is to blame but the embedder.
    await embed(['café']);
  }
  const made: Made[] = [];
  for (const text of texts) {
    try {
      const [vector = null] = await embed([text]);
      made.push({ vector, reason: null });
    } catch (error) {
      if (!(error instanceof GatewayError) || signal.aborted) throw error;
      made.push({ vector: null, reason: error.message });
    }
  }
  return made;
}
