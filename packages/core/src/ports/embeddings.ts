/** The length of every vector in the house: the column's, and so every model's. */
export const EMBEDDING_DIMENSION = 1024;

/** A question a customer asks, or a text it may be answered from: some models treat them differently. */
export type EmbeddingKind = 'query' | 'document';

export interface Embedded {
  /** Vectors of different models are never compared. */
  model: string;
  /** One for each text, in their order, of length one. */
  vectors: number[][];
  tokens: number;
}

/** Turns texts into vectors whose cosine says how near they are in meaning. Every method throws `GatewayError`. */
export interface Embeddings {
  readonly provider: string;
  readonly model: string;
  readonly dimension: typeof EMBEDDING_DIMENSION;
  /** A cosine below this is noise: the two texts have nothing to do with each other. */
  readonly noise: number;
  embed(texts: string[], kind: EmbeddingKind, signal?: AbortSignal): Promise<Embedded>;
  /** Resolves if it could embed now; embeds nothing. */
  ping(signal?: AbortSignal): Promise<void>;
}
