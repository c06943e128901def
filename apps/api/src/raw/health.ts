import type { Embeddings } from '@vek1/core/ports/embeddings';
import type { LanguageModel } from '@vek1/core/ports/language-model';
import { Hono } from 'hono';

export interface HealthParts {
  /** The process stops: it answers what it has, and wants nothing more. */
  stopping?: AbortSignal;
  ping: () => Promise<unknown>;
  language_model: Pick<LanguageModel, 'sources'>;
  embeddings: Pick<Embeddings, 'provider' | 'model' | 'dimension' | 'ping'>;
}

const WITHIN_MS = 800;

async function up(ping: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), WITHIN_MS);
  });
  try {
    return await Promise.race([
      ping().then(
        () => true,
        () => false,
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** Nobody asks a model only to know whether it is there: who kept silent lately and is not asked is down. */
function modelHealth({ sources }: HealthParts['language_model']) {
  const [first, fallback = null] = sources.map(({ provider, model, rests }) => ({
    status: rests() ? 'down' : 'ok',
    provider,
    model,
  }));
  const status = first?.status !== 'ok' && fallback?.status === 'ok' ? 'degraded' : first?.status;
  return { ...first, status, fallback };
}

/** `/health` is always 200 and says what is degraded; `/ready` is 503 without PostgreSQL, and while it stops. */
export function healthDoors({ stopping, ping, language_model, embeddings }: HealthParts): Hono {
  const hono = new Hono();
  hono.get('/', (c) => c.json({ name: 'vek1-api' }));
  hono.get('/health', async (c) => {
    const [postgres, ollama] = await Promise.all([
      up(ping),
      up(() => embeddings.ping(AbortSignal.timeout(WITHIN_MS))),
    ]);
    const { provider, model, dimension } = embeddings;
    const llm = modelHealth(language_model);
    return c.json({
      status: postgres && ollama && llm.status === 'ok' ? 'ok' : 'degraded',
      llm,
      postgres: { status: postgres ? 'ok' : 'down' },
      // Named after the server it usually is: without one the built-in embedder serves.
      ollama: { status: ollama ? 'ok' : 'down', provider, model, dimension },
    });
  });
  hono.get('/ready', async (c) => {
    const ready = !stopping?.aborted && (await up(ping));
    return c.json({ ready }, ready ? 200 : 503);
  });
  return hono;
}
