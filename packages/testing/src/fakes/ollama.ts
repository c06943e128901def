import { Hono } from 'hono';
import { z } from 'zod';
import { controlSurface, readBody } from './control-surface.ts';
import { createFaults, type Fault } from './faults.ts';
import { createMeaning, type Synonyms } from './ollama/meaning.ts';
import { type FakeEnv, serveFake } from './serve-fake.ts';

export interface OllamaOptions {
  port?: number;
  /** What is pulled: names and the length of their vectors. Default `bge-m3` with 1024. */
  models?: Record<string, number>;
  synonyms?: Synonyms;
}

/** An Ollama server that embeds: deterministic vectors by words, an honest memory, faults. */
export interface FakeOllama {
  /** Without `/api`. */
  url: string;
  /** Every text that was embedded, in order. */
  embedded(): string[];
  /** Adds a model, or changes the length of its vectors. */
  pull(model: string, dimension: number): void;
  /** Refuses this text as a broken model does: an error for the whole call it is in. */
  poison(text: string): void;
  fault(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

const ROUTES = ['embed', 'tags', 'version'] as const;
const CONTEXT_TOKENS = 8192;

const EmbedBody = z.looseObject({
  model: z.string().min(1),
  input: z.union([z.string(), z.array(z.string())]),
  truncate: z.boolean().default(true),
});

const tokensIn = (text: string) => text.split(/\s+/).filter(Boolean).length + 2;
const ns = (ms: number) => ms * 1_000_000;

/** Starts the fake on `port` (0: any free one). */
export async function startOllama(options: OllamaOptions = {}): Promise<FakeOllama> {
  const closing = new AbortController();
  const faults = createFaults(ROUTES, (status) => ({ error: `fault ${status}` }), closing.signal);
  const models = new Map(Object.entries(options.models ?? { 'bge-m3': 1024 }));
  const meaning = createMeaning(options.synonyms ?? []);
  const poisons = new Set<string>();
  const embedded: string[] = [];

  const app = new Hono<FakeEnv>().route('/__fake', controlSurface(faults));
  app.onError((error, c) => c.json({ error: error.message }, 400));
  app.get('/api/version', faults.at('version'), (c) => c.json({ version: '0.14.2' }));
  app.get('/api/tags', faults.at('tags'), (c) =>
    c.json({
      models: [...models.keys()].map((name) => ({
        name: `${name}:latest`,
        model: `${name}:latest`,
        size: 1,
      })),
    }),
  );
  app.post('/api/embed', faults.at('embed'), async (c) => {
    const body = EmbedBody.safeParse(await readBody(c));
    if (!body.success) return c.json({ error: z.prettifyError(body.error) }, 400);
    const { model, truncate } = body.data;
    const dimension = models.get(model.replace(/:latest$/, ''));
    if (!dimension) return c.json({ error: `model "${model}" not found, try pulling it first` }, 404);
    // As there: one empty text is nothing, an empty one among others is a text.
    const texts = [body.data.input].flat().filter((text) => text !== '' || Array.isArray(body.data.input));
    const counts = texts.map(tokensIn);
    if (!truncate && counts.some((count) => count > CONTEXT_TOKENS)) {
      return c.json({ error: 'the input length exceeds the context length' }, 400);
    }
    if (texts.some((text) => [...poisons].some((poison) => text.includes(poison)))) {
      return c.json({ error: 'failed to encode response: json: unsupported value: NaN' }, 500);
    }
    embedded.push(...texts);
    return c.json({
      model,
      embeddings: texts.map((text) => meaning(text.split(/\s+/, CONTEXT_TOKENS).join(' '), dimension)),
      total_duration: ns(20),
      load_duration: ns(1),
      prompt_eval_count: counts.reduce((sum, count) => sum + Math.min(count, CONTEXT_TOKENS), 0),
    });
  });

  const served = await serveFake(app, options.port);
  return {
    url: served.url,
    embedded: () => [...embedded],
    pull: (model, dimension) => void models.set(model, dimension),
    poison: (text) => void poisons.add(text),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    close() {
      closing.abort();
      return served.close();
    },
  };
}
