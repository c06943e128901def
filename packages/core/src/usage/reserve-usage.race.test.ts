import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { serviceOf } from '../kernel/operation.ts';
import { reserveUsage } from './operations/reserve-usage.ts';
import { setAllowance } from './operations/set-allowance.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

it('of many turns that begin at once only as many run as the allowance holds', async () => {
  const { company_id } = await house.shop([]);
  const actor = serviceOf(company_id, 'test');
  const inside = { face: 'internal' } as const;
  await house.runner.run(setAllowance, actor, { tokens: 3000, since: '2026-01-01T00:00:00Z' }, inside);
  const answers = await Promise.all(
    Array.from({ length: 12 }, () =>
      house.runner.run(reserveUsage, actor, { turn_id: newId(), tokens: 1000 }, inside),
    ),
  );
  expect(answers.filter(({ quota }) => quota !== 'BLOCK')).toHaveLength(3);
});
