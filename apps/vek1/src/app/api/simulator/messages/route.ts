import { z } from 'zod';
import { playFake } from '@/server/simulator.ts';

const Digits = z.string().regex(/^\d{8,15}$/);
const Timeline = z.object({ instance: z.string().min(1), number: Digits });
const bytes = { base64: z.base64().max(16_000_000), mimetype: z.string().max(100) };
const Inbound = z.strictObject({
  instance: z.string().min(1),
  from: Digits,
  push_name: z.string().max(100),
  text: z.string().min(1).max(4096).optional(),
  image: z.strictObject(bytes).optional(),
  document: z.strictObject({ ...bytes, file_name: z.string().max(200) }).optional(),
  key_id: z.string().max(64),
});

/** What the customer's phone shows. */
export async function GET(request: Request): Promise<Response> {
  const query = Timeline.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return new Response(null, { status: 422 });
  const { instance, number } = query.data;
  return playFake(
    request,
    'evolution',
    `instances/${encodeURIComponent(instance)}/messages?number=${number}`,
  );
}

/** The customer writes. */
export async function POST(request: Request): Promise<Response> {
  const body = Inbound.safeParse(await request.json().catch(() => null));
  if (!body.success) return new Response(null, { status: 422 });
  const { instance, ...message } = body.data;
  return playFake(request, 'evolution', `instances/${encodeURIComponent(instance)}/inbound`, message);
}
