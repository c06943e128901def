import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const TIME_ZONE = 'America/Manaus';

let house: TestHouse;
let shop: Shop;
beforeAll(async () => {
  house = await startTestHouse();
  shop = await house.shop([
    { name: 'Café', price_cents: 4290, stock: 12 },
    { name: 'Filtro', price_cents: 1490, stock: 0 },
    { name: 'Aula', price_cents: 9900, stock: null },
    { name: 'Antigo', price_cents: 100, stock: 0, status: 'archived' },
  ]);
  await house.sql`update stores set time_zone = ${TIME_ZONE} where id = ${shop.store_id}`;
});
afterAll(() => house?.close());

const look = (store_id = shop.store_id) =>
  house.rest('GET', `/internal/dashboard/${store_id}`, undefined, shop.user_id);

interface Order {
  /** From midnight of the store's own day, e.g. `-1 minute`. */
  at: string;
  paid?: string;
  total_cents?: number;
  status?: string;
  payment_status?: string;
}
let number = 5000;
const order = ({
  at,
  paid,
  total_cents = 1000,
  status = 'pending',
  payment_status = paid ? 'paid' : 'unpaid',
}: Order) =>
  house.sql`
    insert into orders (company_id, id, store_id, number, status, payment_status, payment_method, items_count, total_cents,
                        created_at, updated_at, paid_at)
    select ${shop.company_id}, gen_random_uuid(), ${shop.store_id}, ${number++}, ${status}, ${payment_status}, 'pix', 1,
           ${total_cents}, (midnight + ${at}::interval) at time zone ${TIME_ZONE}, now(),
           (midnight + ${paid ?? null}::interval) at time zone ${TIME_ZONE}
      from (select date_trunc('day', now() at time zone ${TIME_ZONE}) as midnight) today`;

describe('the dashboard', () => {
  it('of a new store is zeros, with a day for each of the last 14', async () => {
    const { store_id } = await house.shop([]);
    expect((await look(store_id)).status).toBe(404);
    const { status, body } = await look();
    expect(status).toBe(200);
    const nothing = { orders: 0, sales: 0, revenue_cents: 0, average_ticket_cents: null };
    expect(body).toMatchObject({
      store_id: shop.store_id,
      time_zone: TIME_ZONE,
      today: nothing,
      last_7_days: nothing,
      last_30_days: nothing,
      recent_orders: [],
      leads: { total: 0, new_last_7_days: 0 },
      products: { active: 3, out_of_stock: 1 },
      conversations: { open: 0, waiting: 0, unread_messages: 0 },
      open_tasks: 0,
    });
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: TIME_ZONE });
    expect(body.days).toHaveLength(14);
    expect(body.days.at(-1)).toEqual({ date: today, orders: 0, sales: 0, revenue_cents: 0 });
    expect(new Set(body.days.map((day: { date: string }) => day.date)).size).toBe(14);
    expect(body.orders_by_status).toMatchObject({ pending: 0, confirmed: 0, cancelled: 0 });
  });

  it("counts orders on the day they were placed and money on the day it came, by the store's own clock", async () => {
    await order({ at: '1 minute', paid: '2 minutes', status: 'confirmed', total_cents: 5000 });
    await order({ at: '3 minutes' });
    await order({ at: '4 minutes', status: 'draft' });
    await order({ at: '-1 minute', paid: '1 minute', status: 'confirmed', total_cents: 2001 });
    await order({ at: '-6 days', paid: '-6 days', status: 'shipped', total_cents: 300 });
    await order({ at: '-6 days -1 minute', paid: '-6 days -1 minute', status: 'delivered', total_cents: 40 });
    await order({
      at: '-5 days',
      paid: '-5 days',
      payment_status: 'refund_due',
      status: 'cancelled',
      total_cents: 9999,
    });
    await order({ at: '-29 days', paid: '-29 days', status: 'delivered', total_cents: 7 });
    await order({
      at: '-29 days -1 minute',
      paid: '-29 days -1 minute',
      status: 'delivered',
      total_cents: 1,
    });

    const { body } = await look();
    expect(body.today).toEqual({ orders: 2, sales: 2, revenue_cents: 7001, average_ticket_cents: 3501 });
    expect(body.last_7_days).toEqual({
      orders: 5,
      sales: 3,
      revenue_cents: 7301,
      average_ticket_cents: 2434,
    });
    expect(body.last_30_days).toEqual({
      orders: 7,
      sales: 5,
      revenue_cents: 7348,
      average_ticket_cents: 1470,
    });
    const shown = body.days.map(({ orders, revenue_cents }: { orders: number; revenue_cents: number }) => [
      orders,
      revenue_cents,
    ]);
    expect(shown.slice(-8)).toEqual([
      [1, 40],
      [1, 300],
      [1, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      [1, 0],
      [2, 7001],
    ]);
    expect(body.orders_by_status).toMatchObject({
      pending: 1,
      draft: 1,
      confirmed: 2,
      shipped: 1,
      delivered: 3,
      cancelled: 1,
    });
    expect(body.recent_orders).toHaveLength(5);
    expect(body.recent_orders.map((recent: { number: number }) => recent.number)).toEqual([
      5001, 5000, 5003, 5006, 5004,
    ]);
  });

  it('counts who wrote, who waits, and what a person owes', async () => {
    const { company_id, store_id, agent_id, instance } = shop;
    await house.sql`
      with lead as (
        insert into leads (company_id, id, store_id, channel, external_id, status, created_at, updated_at)
        select ${company_id}, gen_random_uuid(), ${store_id}, 'whatsapp', 'lead ' || state, 'new', now() - age, now()
          from (values ('agent', interval '0'), ('waiting', interval '3 days'), ('closed', interval '8 days')) as talk(state, age)
        returning id, external_id
      )
      insert into conversations (company_id, id, store_id, agent_id, lead_id, instance, state, last_inbound_at, unread, created_at)
      select ${company_id}, gen_random_uuid(), ${store_id}, ${agent_id}, id, ${instance}, substr(external_id, 6), now(), 2, now()
        from lead`;
    for (const [subject, store, done_at] of [
      ['a', store_id, null],
      ['b', null, null],
      ['c', store_id, new Date().toISOString()],
    ] as const) {
      await house.sql`
        insert into tasks (company_id, id, store_id, kind, subject_id, title, done_at, created_at)
        values (${company_id}, gen_random_uuid(), ${store}, 'hand_off', ${subject}, 'Atender', ${done_at}, now())`;
    }
    expect((await look()).body).toMatchObject({
      leads: { total: 3, new_last_7_days: 2 },
      conversations: { open: 2, waiting: 1, unread_messages: 6 },
      open_tasks: 2,
    });
  });

  it('is of the own company only', async () => {
    expect((await look('00000000-0000-0000-0000-000000000007')).status).toBe(404);
    expect((await look('7')).status).toBe(422);
    expect((await house.rest('GET', `/internal/dashboard/${shop.store_id}`)).status).toBe(401);
  });
});
