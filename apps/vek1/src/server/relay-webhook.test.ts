import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { relayWebhook } from './relay-webhook.ts';

interface Heard {
  url: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

let api: Server;
let config: { api_url: string; webhook_token: string };
let heard: Heard[];
let answer: { status: number; body: string };

beforeEach(async () => {
  heard = [];
  answer = { status: 200, body: '{"ok":true}' };
  api = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    heard.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  // safe: a listening TCP server has an address with a port
  const { port } = api.address() as AddressInfo;
  config = { api_url: `http://127.0.0.1:${port}`, webhook_token: 'the-webhook-token' };
});
afterEach(async () => {
  if (api.listening) await new Promise((resolve) => api.close(resolve));
});

const RELAY = {
  path: '/webhooks/evolution/vek1-demo',
  limit_bytes: 100,
  forward: ['X-Vek1-Instance-Secret'],
};

function webhook(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request('http://app/api/webhooks/x', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit);
}

function streamOf(chunks: string[]): ReadableStream {
  const bytes = chunks.map((chunk) => new TextEncoder().encode(chunk));
  return new ReadableStream({
    pull(controller) {
      const next = bytes.shift();
      if (next) controller.enqueue(next);
      else controller.close();
    },
  });
}

describe('relayWebhook', () => {
  it('hands on the very bytes, our token and the secret the API judges', async () => {
    const bytes = new Uint8Array([0xff, 0x00, 0x7b, 0x20, 0x0d, 0x0a]);
    const headers = { 'Content-Type': 'application/json; charset=x', 'X-Vek1-Instance-Secret': 's1' };
    await relayWebhook(webhook(bytes, headers), RELAY, config);
    const [call] = heard;
    expect(call?.url).toBe('/webhooks/evolution/vek1-demo');
    expect([...(call?.body ?? [])]).toEqual([...bytes]);
    expect(call?.headers).toMatchObject({
      'content-type': 'application/json; charset=x',
      'x-webhook-token': 'the-webhook-token',
      'x-vek1-instance-secret': 's1',
    });
  });

  it('lets nothing else of the caller through, a token of its own least of all', async () => {
    const headers = {
      'X-Webhook-Token': 'mine',
      Cookie: 'a=b',
      'X-Internal-Token': 'x',
      'X-Actor-User-Id': 'y',
    };
    await relayWebhook(webhook('{}', headers), RELAY, config);
    expect(heard[0]?.headers['x-webhook-token']).toBe('the-webhook-token');
    for (const name of ['cookie', 'x-internal-token', 'x-actor-user-id']) {
      expect(heard[0]?.headers).not.toHaveProperty(name);
    }
  });

  it('encodes what goes into the query', async () => {
    await relayWebhook(
      webhook('{}'),
      { ...RELAY, path: '/webhooks/abacate-pay', query: { webhookSecret: 'a&b=c d' } },
      config,
    );
    expect(heard[0]?.url).toBe('/webhooks/abacate-pay?webhookSecret=a%26b%3Dc+d');
  });

  it.each([200, 401, 409, 500])('passes status %i and the body back', async (status) => {
    answer = { status, body: `{"status":${status}}` };
    const response = await relayWebhook(webhook('{}'), RELAY, config);
    expect([response.status, await response.text()]).toEqual([status, `{"status":${status}}`]);
  });

  it('answers 503 when nobody is there, so that the gateway tries again', async () => {
    await new Promise((resolve) => api.close(resolve));
    const response = await relayWebhook(webhook('{}'), RELAY, config);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  });

  it('passes a body of exactly the limit', async () => {
    const response = await relayWebhook(webhook('x'.repeat(100)), RELAY, config);
    expect([response.status, heard[0]?.body.length]).toEqual([200, 100]);
  });

  it('refuses a larger one, announced or not, and the API never hears of it', async () => {
    const announced = await relayWebhook(
      webhook('x'.repeat(101), { 'Content-Length': '101' }),
      RELAY,
      config,
    );
    const unannounced = await relayWebhook(
      webhook(streamOf(['x'.repeat(60), 'x'.repeat(60)])),
      RELAY,
      config,
    );
    expect([announced.status, unannounced.status, heard.length]).toEqual([413, 413, 0]);
  });
});
