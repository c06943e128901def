import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

describe('two buyers of one unit, on a real server', () => {
  it('sells it to one of them, a hundred times', async () => {
    const rounds = 100;
    const shop = await house.shop(
      Array.from({ length: rounds }, (_, index) => ({
        name: `Última peça ${index}`,
        price_cents: 1000,
        stock: 1,
      })),
    );
    for (const product_id of shop.product_ids) {
      const buy = () =>
        house.rest(
          'POST',
          '/internal/orders',
          { store_id: shop.store_id, items: [{ product_id, quantity: 1 }] },
          shop.user_id,
        );
      const answers = await Promise.all([buy(), buy()]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
      expect(answers.find((answer) => answer.status === 409)?.body).toMatchObject({
        reason: 'order.out_of_stock',
        data: { items: [{ product_id, wanted: 1, available: 0 }] },
      });
    }
    const [ledger] = await house.sql`
      select count(*)::int as orders, sum(h.quantity)::int as held, max(l.held - l.quantity)::int as oversold
        from stock_holds h join stock_levels l on l.company_id = h.company_id and l.product_id = h.product_id
       where h.company_id = ${shop.company_id} and h.state = 'held'`;
    expect(ledger).toEqual({ orders: rounds, held: rounds, oversold: 0 });
  });

  it('never waits in a circle when carts cross', async () => {
    const shop = await house.shop(
      Array.from({ length: 6 }, (_, index) => ({ name: `Peça ${index}`, price_cents: 1000, stock: 1000 })),
    );
    const lines = shop.product_ids.map((product_id) => ({ product_id, quantity: 1 }));
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        house.rest(
          'POST',
          '/internal/orders',
          { store_id: shop.store_id, items: index % 2 ? lines : lines.toReversed() },
          shop.user_id,
        ),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(40).fill(201));
    const cancel = await Promise.all(
      answers.map(({ body }) =>
        house.rest('POST', `/internal/orders/${body.id}/transition`, { to: 'cancelled' }, shop.user_id),
      ),
    );
    expect(cancel.map((answer) => answer.status)).toEqual(Array(40).fill(200));
    const levels =
      await house.sql`select quantity, held from stock_levels where company_id = ${shop.company_id}`;
    expect([...levels]).toEqual(Array(6).fill({ quantity: 1000, held: 0 }));
  });

  it('makes one lead and one conversation of a person whose first messages arrive together', async () => {
    const shop = await house.shop([]);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        house.evolution.inbound(shop.instance, {
          from: index % 2 ? '5511987654321' : '551187654321',
          text: `oi ${index}`,
        }),
      ),
    );
    await house.settled();
    const [counts] = await house.sql`
      select (select count(*)::int from leads where company_id = ${shop.company_id}) as leads,
             (select count(*)::int from conversations where company_id = ${shop.company_id}) as conversations,
             (select count(*)::int from messages where company_id = ${shop.company_id} and direction = 'inbound') as inbound,
             (select count(*)::int from messages where company_id = ${shop.company_id} and direction = 'inbound' and turn_id is null) as unanswered`;
    expect(counts).toEqual({ leads: 1, conversations: 1, inbound: 20, unanswered: 0 });
  });
});
