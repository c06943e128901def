import { type Context, Hono } from 'hono';
import { completion, type OpenAIAnswer, type OpenAIRequest, streamEvents } from './openai-wire.ts';
import { pause } from './pause.ts';
import { type FakeEnv, serveFake } from './serve-fake.ts';

export type { OpenAIAnswer, OpenAIRequest } from './openai-wire.ts';

/** A chat completions server that says what it was told to say. */
export interface FakeOpenAI {
  /** Without path: the API itself is under `/v1`. */
  url: string;
  /** Every completion request, its body as it was received. */
  requests: OpenAIRequest[];
  /** Queues answers: each serves one request, in order, before any `reply`. */
  script(...answers: OpenAIAnswer[]): void;
  /** Answers every request the queue does not; `index` counts all requests from 0. */
  reply(answer: (request: OpenAIRequest, index: number) => OpenAIAnswer): void;
  close(): Promise<void>;
}

const failure = (status: number, message: string, type = 'invalid_request_error') => ({
  status,
  error: { message, type, code: type },
});

/** Starts the fake on `port` (0: any free one). With `api_key`, other bearers are refused with 401. */
export async function startOpenAI(options: { port?: number; api_key?: string } = {}): Promise<FakeOpenAI> {
  const requests: OpenAIRequest[] = [];
  const queue: OpenAIAnswer[] = [];
  const closing = new AbortController();
  let replyTo: ((request: OpenAIRequest, index: number) => OpenAIAnswer) | undefined;

  const app = new Hono<FakeEnv>();
  app.use('/v1/*', async (c, next) => {
    if (!options.api_key || c.req.header('authorization') === `Bearer ${options.api_key}`) return next();
    const { status, ...body } = failure(
      401,
      'Authentication fails, your api key is invalid',
      'authentication_error',
    );
    return json(body, status);
  });
  app.get('/v1/models', (c) =>
    c.json({ object: 'list', data: [{ id: 'deepseek-flash', object: 'model', owned_by: 'fake' }] }),
  );
  app.post('/v1/chat/completions', async (c) => {
    // The body is whatever the client under test sent: tests look at it, the fake reads `model` and `stream`.
    const request = (await c.req.json()) as OpenAIRequest;
    const index = requests.push(request) - 1;
    const answer: OpenAIAnswer =
      queue.shift() ??
      replyTo?.(request, index) ??
      failure(500, `Nothing is scripted for request ${index}.`, 'fake_not_scripted');
    if (answer.delay_ms) await pause(answer.delay_ms, closing.signal);
    return respond(c, request, answer, index);
  });
  app.notFound((c) => json({ error: failure(404, `No such path: ${c.req.path}`).error }, 404));

  const served = await serveFake(app, options.port);
  return {
    url: served.url,
    requests,
    script: (...answers) => void queue.push(...answers),
    reply: (answer) => {
      replyTo = answer;
    },
    close() {
      closing.abort();
      return served.close();
    },
  };
}

function respond(c: Context<FakeEnv>, request: OpenAIRequest, answer: OpenAIAnswer, index: number): Response {
  if (answer.status && answer.status >= 400) {
    const error = {
      ...failure(answer.status, `Scripted ${answer.status}.`, 'scripted').error,
      ...answer.error,
    };
    const headers: Record<string, string> = {};
    if (answer.retry_after !== undefined) headers['retry-after'] = String(answer.retry_after);
    return json({ error }, answer.status, headers);
  }
  const pieces = request.stream
    ? streamEvents(request, answer, index)
    : [JSON.stringify(completion(request, answer, index))];
  const body = sending(pieces, answer.cut ? () => c.env.incoming.socket.destroy() : undefined);
  return new Response(body, {
    headers: { 'content-type': request.stream ? 'text/event-stream' : 'application/json' },
  });
}

/** Sends piece by piece; with `cut`, half of the text and then what `cut` does to the connection. */
function sending(pieces: string[], cut?: () => void): ReadableStream<Uint8Array> {
  const whole = pieces.join('');
  const queue = cut ? [whole.slice(0, whole.length / 2)] : [...pieces];
  return new ReadableStream({
    pull(controller) {
      const piece = queue.shift();
      if (piece !== undefined) return controller.enqueue(new TextEncoder().encode(piece));
      return cut ? cut() : controller.close();
    },
  });
}

const json = (body: object, status: number, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
