import { EMBEDDING_DIMENSION, type Embeddings } from '@vek1/core/ports/embeddings';
import { GatewayError } from '@vek1/core/ports/gateway-error';
import { featuresOf } from './features.ts';

const GATEWAY = 'lexical';
const MODEL = 'vek1-lexical-1';

/** Texts that share nothing still meet in a few of 1024 places, and in a few trigrams. */
const NOISE = 0.16;

/** Embeddings without any model: what texts have in common of words, stems and trigrams. Needs nothing, knows no synonyms. */
export function createLexicalEmbeddings(): Embeddings {
  return {
    provider: GATEWAY,
    model: MODEL,
    dimension: EMBEDDING_DIMENSION,
    noise: NOISE,
    async embed(texts, _kind, signal) {
      if (signal?.aborted) throw givenUp(signal.reason);
      const embedded = texts.map(vectorOf);
      return {
        model: MODEL,
        vectors: embedded.map(({ vector }) => vector),
        tokens: embedded.reduce((sum, { words }) => sum + words, 0),
      };
    },
    async ping() {},
  };
}

function givenUp(cause: unknown): GatewayError {
  const message = `${GATEWAY}: the caller gave up before it was asked`;
  return new GatewayError({ code: 'gateway_failed', gateway: GATEWAY, outcome: 'refused', message, cause });
}

/**
 * Signed feature hashing, two places a feature: strangers that meet in one cancel out as often as they add up, and
 * seldom meet in both. How often a feature comes weighs by its logarithm.
 */
function vectorOf(text: string): { vector: number[]; words: number } {
  const { features, words } = featuresOf(text);
  const vector = new Array<number>(EMBEDDING_DIMENSION).fill(0);
  for (const [feature, { weight, times }] of features) {
    const value = weight * (1 + Math.log(times));
    for (const hash of [fnv1a(`a ${feature}`), fnv1a(`b ${feature}`)]) {
      const place = (hash >>> 1) % EMBEDDING_DIMENSION;
      vector[place] = (vector[place] ?? 0) + (hash & 1 ? value : -value);
    }
  }
  const length = Math.hypot(...vector);
  // Two features of a short text may cancel each other: a vector of no length has no direction.
  if (length === 0) return { vector: vector.fill(0).with(0, 1), words };
  return { vector: vector.map((value) => Math.fround(value / length)), words };
}

/** 32 bits, finished so that near texts spread over all places. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
