import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type FakeEnv, serveFake } from './serve-fake.ts';

export interface ReceivedWebhook {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Headers;
  /** The bytes as text, as signatures want them. */
  raw: string;
  body: unknown;
}

export interface WebhookSink {
  url: string;
  /** In order of arrival. */
  received: ReceivedWebhook[];
  close(): Promise<void>;
}

/** Somebody who takes webhooks. `answer` says with which status, by how many came before. */
export async function startWebhookSink(
  answer: (before: number) => number | Promise<number> = () => 200,
): Promise<WebhookSink> {
  const received: ReceivedWebhook[] = [];
  const app = new Hono<FakeEnv>();
  app.all('*', async (c) => {
    const before = received.length;
    const raw = await c.req.text();
    const { method, path } = c.req;
    const body: unknown = raw === '' ? undefined : JSON.parse(raw);
    received.push({ method, path, query: c.req.query(), headers: c.req.raw.headers, raw, body });
    // Safe because every status a test asks for carries a body.
    return c.json({}, (await answer(before)) as ContentfulStatusCode);
  });
  return { ...(await serveFake(app)), received };
}
