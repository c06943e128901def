import { EMBEDDING_DIMENSION, type EmbeddingKind, type Embeddings } from '@vek1/core/ports/embeddings';
import { GatewayError } from '@vek1/core/ports/gateway-error';
import { createOllama } from 'ollama-ai-provider';
import { z } from 'zod';
import { createOutboundCall, type OutboundCall } from '../outbound-call.ts';

const GATEWAY = 'ollama';

export interface OllamaOptions {
  /** Of the server, without `/api`. */
  base_url: string;
  /** By its name there; it must give 1024 numbers a text. */
  model?: string;
  /** How long one attempt may take, in ms. */
  timeout_ms?: Partial<Record<EmbeddingKind, number>>;
}

/** A customer waits for a question's vector: text search alone answers sooner than a model that is being loaded. */
const TIMEOUT_MS: Record<EmbeddingKind, number> = { query: 3_000, document: 120_000 };
const RETRIES: Record<EmbeddingKind, number> = { query: 0, document: 1 };

/** The model card gives 0.35 for texts on different matters, 0.63 and more for an answer and its question. */
const NOISE = 0.3;

/** Embeddings by a model of an Ollama server. */
export function createOllamaEmbeddings({
  base_url,
  model = 'bge-m3',
  timeout_ms,
}: OllamaOptions): Embeddings {
  const api = `${base_url.replace(/\/+$/, '')}/api`;
  const of = (kind: EmbeddingKind) => {
    const call = createOutboundCall({
      gateway: GATEWAY,
      timeout_ms: timeout_ms?.[kind] ?? TIMEOUT_MS[kind],
      reason,
    });
    return {
      call,
      model: createOllama({ baseURL: api, fetch: through(call, RETRIES[kind]) }).embeddingModel(model),
    };
  };
  const asked = { query: of('query'), document: of('document') };

  return {
    provider: GATEWAY,
    model,
    dimension: EMBEDDING_DIMENSION,
    noise: NOISE,
    async embed(texts, kind, signal) {
      if (texts.length === 0) return { model, vectors: [], tokens: 0 };
      try {
        const { embeddings, usage } = await asked[kind].model.doEmbed({ values: texts, abortSignal: signal });
        return { model, vectors: checked(embeddings, texts.length), tokens: usage?.tokens ?? 0 };
      } catch (error) {
        // The SDK wraps what its `fetch` throws, and its own complaints carry the whole texts.
        throw gatewayErrorIn(error) ?? failed('unknown', 'its answer can not be read');
      }
    },
    async ping(signal) {
      const answer = await asked.query.call({
        ...REQUEST,
        method: 'GET',
        url: `${api}/tags`,
        retries: 0,
        signal,
      });
      const names = Tags.parse(answer).models.map(({ name }) => name);
      const known = names.some((name) => name === model || name === `${model}:latest`);
      if (!known) throw failed('refused', `the model ${model} is not there, pull it`, true);
    },
  };
}

const Tags = z
  .looseObject({ models: z.array(z.looseObject({ name: z.string() })).catch([]) })
  .catch({ models: [] });

const REQUEST = { headers: {}, secret: '' };

/** The house's way out in the shape of the SDK's `fetch`: time-outs, retries and the breaker are ours. */
function through(call: OutboundCall, retries: number): typeof fetch {
  return async (url, init) => {
    const body: unknown = JSON.parse(String(init?.body));
    const signal = init?.signal ?? undefined;
    return Response.json(await call({ ...REQUEST, method: 'POST', url: String(url), body, retries, signal }));
  };
}

/** A model of another size would break the column, or worse, another model's vectors. */
function checked(vectors: number[][], wanted: number): number[][] {
  if (vectors.length !== wanted)
    throw failed('refused', `${vectors.length} vectors for ${wanted} texts`, true);
  const wrong = vectors.find((vector) => vector.length !== EMBEDDING_DIMENSION);
  if (wrong) throw failed('refused', `a vector of ${wrong.length} numbers, not ${EMBEDDING_DIMENSION}`, true);
  return vectors;
}

const failed = (outcome: GatewayError['outcome'], said: string, final = false) =>
  new GatewayError({
    code: 'gateway_failed',
    gateway: GATEWAY,
    outcome,
    message: `${GATEWAY}: ${said}`,
    final,
  });

function gatewayErrorIn(error: unknown): GatewayError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof GatewayError) return at;
  return undefined;
}

const Complaint = z.looseObject({ error: z.string() });
const reason = (body: unknown) => Complaint.safeParse(body).data?.error;
