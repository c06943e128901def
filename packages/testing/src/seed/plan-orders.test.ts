import { expect, it } from 'vitest';
import { planOrders } from './plan-orders.ts';
import { DAY, HOUR, localTime } from './shop-clock.ts';

const START = Date.UTC(2026, 10, 16, 3, 20);
const instants = Array.from({ length: 7 * 24 }, (_, hour) => new Date(START + hour * HOUR));

it('plans the same orders for the same moment', () => {
  expect(planOrders(new Date(START))).toEqual(planOrders(new Date(START)));
});

it('has something in every state, and nothing that waits for money, at whatever hour of the week it is asked', () => {
  for (const now of instants) {
    const states = planOrders(now).map(({ steps }) => steps.at(-1)?.to);
    const wanted = ['cancelled', 'confirmed', 'delivered', 'expired', 'preparing', 'shipped'];
    expect([...new Set(states)].sort(), now.toISOString()).toEqual(wanted);
  }
});

it('keeps to the last 30 days, and no step lies ahead', () => {
  for (const now of instants) {
    const orders = planOrders(now);
    const times = orders.flatMap(({ at, steps }) => [at, ...steps.map((step) => step.at)]);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(now.getTime() - 30 * DAY);
    expect(Math.max(...times)).toBeLessThan(now.getTime());
  }
});

it('follows the day of the shop: evenings sell, nights sleep, nothing is sent while it is closed', () => {
  const orders = instants.flatMap(planOrders);
  const between = (from: number, until: number) =>
    orders.filter(({ at }) => localTime(at).hour >= from && localTime(at).hour < until).length;
  expect(between(19, 21)).toBeGreaterThan(between(0, 8));
  const sent = orders.flatMap(({ steps }) => steps.filter(({ to }) => to === 'shipped'));
  expect(sent.every(({ at }) => localTime(at).hour >= 8 && localTime(at).hour < 20)).toBe(true);
});
