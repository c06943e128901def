import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { controlSurface, readBody } from './control-surface.ts';
import { createFaults, type Fault } from './faults.ts';
import { type FakeEnv, serveFake } from './serve-fake.ts';

const Body = z.looseObject({
  from: z.string(),
  to: z.union([z.string(), z.array(z.string()).max(50)]),
  subject: z.string(),
  text: z.string().optional(),
  html: z.string().optional(),
});

export interface ReceivedEmail {
  id: string;
  key: string | null;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
}

/** Resend's `POST /emails` with its idempotency keys, refusals and faults. */
export interface FakeResend {
  url: string;
  /** Oldest first. */
  emails(): ReceivedEmail[];
  fault(fault: Fault): void;
  close(): Promise<void>;
}

const refusal = (statusCode: number, name: string, message: string) => ({ statusCode, name, message });

/** Starts the fake on any free port. It takes mail from `@vek1.example` only, as Resend does of verified domains. */
export async function startResend({ api_key }: { api_key: string }): Promise<FakeResend> {
  const closing = new AbortController();
  const faults = createFaults(
    ['emails'],
    (status) => refusal(status, 'application_error', 'fault'),
    closing.signal,
  );
  const emails: (ReceivedEmail & { payload: string })[] = [];

  const app = new Hono<FakeEnv>().route('/__fake', controlSurface(faults));
  app.post('/emails', faults.at('emails'), async (c) => {
    if (!c.req.header('user-agent')) return c.text('error code: 1010', 403);
    const given = c.req.header('authorization');
    if (!given) return c.json(refusal(401, 'missing_api_key', 'Missing API Key'), 401);
    if (given !== `Bearer ${api_key}`)
      return c.json(refusal(403, 'invalid_api_key', 'API key is invalid'), 403);
    const raw = await readBody(c);
    const body = Body.safeParse(raw);
    if (!body.success)
      return c.json(refusal(422, 'missing_required_field', z.prettifyError(body.error)), 422);
    const { from, to, subject, text = '', html = '' } = body.data;
    const recipients = [to].flat();
    if (recipients.some((address) => /@(example|test)\.com$/.test(address)))
      return c.json(refusal(422, 'validation_error', 'Invalid `to` field.'), 422);
    if (!/@vek1\.example>?$/.test(from))
      return c.json(refusal(403, 'validation_error', 'The domain is not verified.'), 403);
    const key = c.req.header('idempotency-key') ?? null;
    const payload = JSON.stringify(raw);
    const known = key === null ? undefined : emails.find((email) => email.key === key);
    if (known && known.payload !== payload)
      return c.json(refusal(409, 'invalid_idempotent_request', 'Same key, other payload.'), 409);
    if (known) return c.json({ id: known.id });
    const id = randomUUID();
    emails.push({ id, key, from, to: recipients, subject, text, html, payload });
    return c.json({ id });
  });

  const served = await serveFake(app);
  return {
    url: served.url,
    emails: () => emails.map(({ payload: _, ...email }) => email),
    fault: (fault) => faults.add(fault),
    close() {
      closing.abort();
      return served.close();
    },
  };
}
