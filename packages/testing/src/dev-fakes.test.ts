import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAbacatePay } from '@vek1/gateways/abacatepay';
import { createEvolution } from '@vek1/gateways/evolution';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { demo } from './demo.ts';
import { startDevFakes } from './dev-fakes.ts';
import { signatureOf } from './fakes/erp/sign.ts';
import type { ServedFake } from './fakes/serve-fake.ts';
import { startWebhookSink, type WebhookSink } from './fakes/webhook-sink.ts';

let folder: string;
let app: WebhookSink;
let fakes: ServedFake;
const start = () => startDevFakes({ port: 0, app_url: app.url, state_file: join(folder, 'fakes.json') });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dev-fakes-'));
  app = await startWebhookSink();
  fakes = await start();
});
afterEach(async () => {
  await fakes.close();
  await app.close();
  rmSync(folder, { recursive: true });
});

const CUSTOMER = '5511999990000';
const charge = {
  amount_cents: 1_990,
  description: 'Pedido #1',
  expires_in_s: 600,
  external_id: 'a',
  metadata: { order_id: 'o', attempt_id: 'a' },
};
const post = (path: string, body: object = {}) =>
  fetch(fakes.url + path, { method: 'POST', body: JSON.stringify(body) });

it('gives the demo shop both gateways on one port, which call the app back', async () => {
  expect((await fetch(`${fakes.url}/health`)).status).toBe(200);
  const { api_key, webhook_secret } = demo.abacatepay;
  const pix = createAbacatePay({ base_url: `${fakes.url}/abacatepay` });
  const { id } = await pix.createCharge({ api_key }, charge);
  await post(`/abacatepay/__fake/charges/${id}/pay`);
  await post(`/evolution/__fake/instances/${demo.evolution.instance}/inbound`, {
    from: CUSTOMER,
    text: 'Oi',
  });
  expect(app.received).toMatchObject([
    {
      path: `/api/webhooks/abacate-pay/${demo.store_id}`,
      query: { webhookSecret: webhook_secret },
    },
    { path: `/api/webhooks/evolution/${demo.evolution.instance}` },
  ]);
  expect(app.received[1]?.headers.get('x-vek1-instance-secret')).toBe(demo.evolution.instance_secret);
});

it('has an ERP at hand, that takes what is signed with the demo secret', async () => {
  const body = JSON.stringify({
    event_id: 'e1',
    event: 'ping',
    occurred_at: '2026-11-22T00:00:00Z',
    store_id: demo.store_id,
    order_id: null,
    items: [],
  });
  const { outbound_secret: secret } = demo.erp;
  const told = async (signature: Record<string, string>) =>
    (
      await fetch(`${fakes.url}/erp/hook`, {
        method: 'POST',
        headers: { 'x-vek1-event-id': 'e1', ...signature },
        body,
      })
    ).status;
  expect(await told(signatureOf(body, { secret }))).toBe(200);
  expect(await told(signatureOf(body, { secret: 'another' }))).toBe(401);
});

it('keeps charges and chats over a restart', async () => {
  const { api_key } = demo.abacatepay;
  const made = await createAbacatePay({ base_url: `${fakes.url}/abacatepay` }).createCharge(
    { api_key },
    charge,
  );
  await post(`/evolution/__fake/instances/${demo.evolution.instance}/inbound`, {
    from: CUSTOMER,
    text: 'Oi',
  });
  const { key_id } = await messaging().sendText({ ...demo.evolution, to: CUSTOMER, text: 'Olá' });

  await fakes.close();
  fakes = await start();

  const pix = createAbacatePay({ base_url: `${fakes.url}/abacatepay` });
  expect(await pix.getCharge({ api_key }, made.id)).toEqual(made);
  await messaging().sendText({ ...demo.evolution, to: CUSTOMER, text: 'Ainda aqui' });
  const path = `/evolution/__fake/instances/${demo.evolution.instance}/messages?number=${CUSTOMER}`;
  const { items } = await (await fetch(fakes.url + path)).json();
  expect(items).toMatchObject([{ text: 'Oi' }, { id: key_id, text: 'Olá' }, { text: 'Ainda aqui' }]);
});

it('has ids that contracts accept', () => {
  for (const id of [demo.company_id, demo.store_id, demo.agent_id]) expect(z.uuidv7().parse(id)).toBe(id);
});

function messaging() {
  return createEvolution({ base_url: `${fakes.url}/evolution`, api_key: demo.evolution.api_key });
}
