import { eventually } from '@vek1/testing/eventually';
import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import { serverSentEvents } from '@vek1/testing/server-sent-events';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { StoreChanges } from './contract.ts';

let house: TestHouse;
let shop: Shop;
/** Of the same company. */
let other_store_id: string;
const leaving: AbortController[] = [];

beforeAll(async () => {
  house = await startTestHouse();
  shop = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 }]);
  const { body } = await house.rest('POST', '/internal/stores', { name: 'Filial' }, shop.user_id);
  other_store_id = body.id;
});
afterAll(async () => {
  for (const leave of leaving) leave.abort();
  await house?.close();
});

const open = (store_id: string, headers: Record<string, string>, signal?: AbortSignal) =>
  fetch(`${house.url}/internal/dashboard/watch${store_id && `?store_ids=${store_id}`}`, {
    headers: { 'x-internal-token': TOKENS.internal, ...headers },
    signal,
  });

/** Watches as the merchant does, from when it has begun. */
async function watch(store_id = shop.store_id, since?: string) {
  const leave = new AbortController();
  leaving.push(leave);
  const headers = { 'x-actor-user-id': shop.user_id, ...(since && { 'last-event-id': since }) };
  const response = await open(store_id, headers, leave.signal);
  const events: (StoreChanges & { id: string })[] = [];
  (async () => {
    for await (const { id = '', data } of serverSentEvents(response))
      if (data) events.push({ id, ...StoreChanges.parse(JSON.parse(data)) });
  })().catch(() => undefined); // it was left
  await eventually(() => expect(events).not.toEqual([]));
  const all = (kind: 'conversations' | 'orders' | 'tasks') => events.flatMap((event) => event[kind]);
  return {
    events,
    all,
    leave: () => leave.abort(),
    hears: (kind: Parameters<typeof all>[0], id: string) =>
      eventually(() => expect(all(kind)).toContain(id), 20_000),
  };
}

it('begins by saying that everything may have changed', async () => {
  const { events } = await watch();
  expect(events[0]).toMatchObject({ missed: true, conversations: [], orders: [], tasks: [] });
});

describe('whoever watches stores', () => {
  it('hears of all of the company where none is named', async () => {
    const { all } = await watch('');
    const ids = [newId(), newId()];
    for (const [at, store_id] of [shop.store_id, other_store_id].entries())
      await house.sql`
        insert into tasks (company_id, id, store_id, kind, subject_id, title, created_at)
        values (${shop.company_id}, ${ids[at] ?? ''}, ${store_id}, 'hand_off', ${ids[at] ?? ''}, 'De uma loja', now())`;
    await eventually(() => expect(all('tasks')).toEqual(expect.arrayContaining(ids)));
  });

  it('hears of a conversation and an order as they happen, and another store hears nothing', async () => {
    const here = await watch();
    const there = await watch(other_store_id);
    const from = { from: '5511987654321', push_name: 'Ana' };
    await house.evolution.inbound(shop.instance, { ...from, text: 'quero um café bourbon' });
    const [conversation] = await eventually(async () => {
      const rows = await house.sql`select id from conversations where company_id = ${shop.company_id}`;
      expect(rows).toHaveLength(1);
      return rows;
    });
    await here.hears('conversations', conversation?.id);

    const items = [{ product_id: shop.product_ids[0], quantity: 1 }];
    const sale = { store_id: shop.store_id, items, customer_info: { name: 'Ana', phone: '11987654321' } };
    const { body: order } = await house.rest('POST', '/internal/orders/place', sale, shop.user_id);
    await here.hears('orders', order.id);

    const { sql } = house;
    await sql`
      insert into tasks (company_id, id, kind, subject_id, title, created_at)
      values (${shop.company_id}, gen_random_uuid(), 'dead_letter', 'x', 'Da empresa', now())`;
    await eventually(() => expect(there.all('tasks')).toHaveLength(1));
    await eventually(() => expect(here.all('tasks')).toHaveLength(1));
    expect([there.all('conversations'), there.all('orders')]).toEqual([[], []]);
  });

  it.each([
    ['conversations', 'conversations', "update conversations set state = 'waiting'", 'id'],
    ['conversations', 'messages', "update messages set status = 'read'", 'conversation_id'],
    ['conversations', 'turns', "update turns set status = 'failed'", 'conversation_id'],
    ['orders', 'orders', 'update orders set note = $2', 'id'],
    ['orders', 'payment_attempts', "update payment_attempts set error = 'no'", 'order_id'],
    ['tasks', 'tasks', 'update tasks set done_at = now()', 'id'],
  ] as const)('hears of %s when %s change: %s', async (kind, _, change, subject) => {
    await house.settled();
    const { hears } = await watch();
    const text = change.includes('$2') ? [shop.company_id, 'nota'] : [shop.company_id];
    const [row] = await house.sql.unsafe(`${change} where company_id = $1 returning ${subject} as id`, text);
    await hears(kind, row?.id);
  });

  it('hears what was missed when it comes back', async () => {
    await house.settled();
    const { events, leave } = await watch();
    leave();
    const [order] = await house.sql`
      update orders set note = 'outra' where company_id = ${shop.company_id} returning id`;
    const again = await watch(shop.store_id, events.at(-1)?.id);
    expect(again.events[0]).toMatchObject({ missed: false });
    await again.hears('orders', order?.id);
  });
});

describe('a watch is refused before it begins', () => {
  it("to another company's owner, the same as of a store that is not there", async () => {
    const stranger = await house.shop([]);
    for (const store_id of [shop.store_id, newId()]) {
      const refused = await open(store_id, { 'x-actor-user-id': stranger.user_id });
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ reason: 'store.foreign' });
    }
  });

  it('to whoever says nobody', async () => {
    expect((await open(shop.store_id, {})).status).toBe(401);
  });
});

it('ends for all when the process stops', async () => {
  const response = await open(shop.store_id, { 'x-actor-user-id': shop.user_id });
  const ended = Array.fromAsync(serverSentEvents(response));
  house.hangUp();
  await ended;
});
