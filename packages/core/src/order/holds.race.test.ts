import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

const UNITS = 4;
const BUYERS = 40;

/** All at once. Answers the orders that were made and how many were told that it is sold out. */
async function rush(shop: Shop) {
  const items = [{ product_id: shop.product_ids[0], quantity: 1 }];
  const buy = () =>
    house.rest('POST', '/internal/orders/place', { store_id: shop.store_id, items }, shop.user_id);
  const answers = await Promise.all(Array.from({ length: BUYERS }, buy));
  await house.settled();
  return {
    ids: answers.filter((it) => it.status === 201).map((it) => it.body.id as string),
    told: answers.filter((it) => it.status === 409 && it.body.reason === 'order.out_of_stock').length,
  };
}

const charges = (ids: readonly string[]) =>
  house.abacatepay.charges().filter((charge) => ids.includes(String(charge.metadata.order_id)));
const level = async (shop: Shop) => {
  const [row] = await house.sql`
    select quantity, held, (select count(*)::int from stock_holds where company_id = ${shop.company_id} and state = 'held') as holds
      from stock_levels where product_id = ${shop.product_ids[0] ?? ''}`;
  return row;
};
const states = (ids: readonly string[]) => house.sql`
  select status, payment_status, count(*)::int as orders from orders where id = any(${[...ids]}::uuid[]) group by 1, 2 order by 1`;

describe('many buyers of few units, on a real server', () => {
  it('as many as there are units are confirmed, all others are told, and no hold is left; over and over', async () => {
    for (let round = 0; round < 3; round += 1) {
      const shop = await house.shop([{ name: 'Última peça', price_cents: 1000, stock: UNITS }]);
      const { ids, told } = await rush(shop);
      expect([ids.length, told]).toEqual([UNITS, BUYERS - UNITS]);
      expect(await level(shop)).toEqual({ quantity: UNITS, held: UNITS, holds: UNITS });
      await Promise.all(charges(ids).map(({ id }) => house.abacatepay.pay(id, { deliveries: 3 })));
      await house.settled();
      expect(await states(ids)).toMatchObject([
        { status: 'confirmed', payment_status: 'paid', orders: UNITS },
      ]);
      expect(await level(shop)).toEqual({ quantity: 0, held: 0, holds: 0 });
    }
  });

  it('what the first did not pay is sold to the next; whoever pays after that has the money owed back', async () => {
    const shop = await house.shop([{ name: 'Última peça', price_cents: 1000, stock: UNITS }]);
    const first = await rush(shop);
    await house.sql`
      update payment_attempts set expires_at = now() - interval '1 s' where order_id = any(${first.ids}::uuid[])`;
    await house.sql`
      update dbos.workflow_status set delay_until_epoch_ms = 0
       where status = 'DELAYED' and queue_partition_key = any(${first.ids})`;
    await house.settled();
    expect(await level(shop)).toEqual({ quantity: UNITS, held: 0, holds: 0 });

    const second = await rush(shop);
    expect(second.ids).toHaveLength(UNITS);
    const paid = [...charges(first.ids), ...charges(second.ids)];
    await Promise.all(paid.map(({ id }) => house.abacatepay.pay(id)));
    await house.settled();
    expect(await states(first.ids)).toMatchObject([
      { status: 'expired', payment_status: 'refund_due', orders: UNITS },
    ]);
    expect(await states(second.ids)).toMatchObject([
      { status: 'confirmed', payment_status: 'paid', orders: UNITS },
    ]);
    expect(await level(shop)).toEqual({ quantity: 0, held: 0, holds: 0 });
  });
});
