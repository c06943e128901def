import { failures } from '@vek1/faces/failures';
import { demo } from '@vek1/testing/demo';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { seedDemo } from '@vek1/testing/seed/seed-demo';
import { Hono } from 'hono';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { devDoors, heldAt } from './dev.ts';

let house: TestHouse;
let door: Hono;
beforeAll(async () => {
  house = await startTestHouse();
  await seedDemo(house.db, house.vault);
  const { onError } = failures({ log: pino({ level: 'silent' }), traceOf: () => 'trace' });
  door = new Hono()
    .route(
      '/',
      devDoors({
        runner: house.runner,
        lines: () => ['{"op":"order.list"}\n', '{"op":"order.get"}\n'],
        shelves: {
          'Charges at the fake bank': () => heldAt(`${house.abacatepay.url}/__fake/charges`),
          gone: () => heldAt('http://127.0.0.1:1'),
        },
      }),
    )
    .onError(onError);
});
afterAll(() => house?.close());

const run = (body: unknown, type = 'application/json') =>
  door.request('/dev/run', { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) });

describe('/dev', () => {
  it('is not there unless development brings it', async () => {
    expect((await house.app.request('/dev')).status).toBe(404);
  });

  it('offers every operation with an input to begin from', async () => {
    const page = await (await door.request('/dev')).text();
    expect(page).toContain('<option value="order.confirmPayment">');
    expect(page).toContain(`"store_ids":["${demo.store_id}"]`);
  });

  it('runs one as somebody of the demo shop', async () => {
    const answer = await run({ op: 'order.list', as: 'the demo merchant', input: { limit: 1 } });
    expect(await answer.json()).toMatchObject({ output: { limit: 1, items: [{ store_id: demo.store_id }] } });
    expect((await run({ op: 'order.sell', as: 'the demo merchant', input: {} })).status).toBe(404);
    const named = await run({ op: 'order.list', as: 'the queen', input: {} });
    expect(await named.json()).toMatchObject({ statusCode: 422, errors: [{ path: 'as' }] });
  });

  it('takes JSON only, which no other page may send', async () => {
    expect((await run({}, 'text/plain')).status).toBe(422);
  });

  it('shows the last lines and what the fakes hold, or that they are silent', async () => {
    expect(await (await door.request('/dev/log')).text()).toContain('order.get');
    const held = async (shelf: string) =>
      (await door.request(`/dev/held/${encodeURIComponent(shelf)}`)).json();
    expect(await held('Charges at the fake bank')).toEqual({ items: [] });
    expect(await held('gone')).toEqual({ error: 'The fakes are not answering.' });
  });
});
