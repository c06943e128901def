import type { Embeddings } from '@vek1/core/ports/embeddings';
import { Hono } from 'hono';

export interface HealthParts {
  ping: () => Promise<unknown>;
  language_model: { provider: string; model: string };
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

/** `/health` is always 200 and says what is degraded; `/ready` is 503 without PostgreSQL. */
export function healthDoors({ ping, language_model, embeddings }: HealthParts): Hono {
  const hono = new Hono();
  hono.get('/', (c) => c.json({ name: 'vek1-api' }));
  hono.get('/health', async (c) => {
    const [postgres, ollama] = await Promise.all([
      up(ping),
      up(() => embeddings.ping(AbortSignal.timeout(WITHIN_MS))),
    ]);
    const { provider, model, dimension } = embeddings;
    return c.json({
      status: postgres && ollama ? 'ok' : 'degraded',
      llm: { status: 'ok', ...language_model },
      postgres: { status: postgres ? 'ok' : 'down' },
      // Named after the server it usually is: without one the built-in embedder serves.
      ollama: { status: ollama ? 'ok' : 'down', provider, model, dimension },
    });
  });
  hono.get('/ready', async (c) => {
    const ready = await up(ping);
    return c.json({ ready }, ready ? 200 : 503);
  });
  return hono;
}
