import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { serviceOf } from '../kernel/operation.ts';
import { checkQuota } from './operations/check-quota.ts';
import { reserveUsage } from './operations/reserve-usage.ts';
import { setAllowance } from './operations/set-allowance.ts';
import { settleUsage } from './operations/settle-usage.ts';

let house: TestHouse;
let shop: Shop;
let other: Shop;
beforeAll(async () => {
  house = await startTestHouse();
  shop = await house.shop([]);
  other = await house.shop([]);
});
afterAll(() => house?.close());

const UNKNOWN = '00000000-0000-4000-8000-000000000009';
const used = { model: 'deepseek-flash', operation_type: 'chat', input_tokens: 1_000_000, output_tokens: 0 };
const post = (body: object, user_id?: string) => house.rest('POST', '/internal/token-usage', body, user_id);
const as = (company_id: string) => serviceOf(company_id, 'test');
const inside = { face: 'internal' } as const;

describe('the ledger of tokens', () => {
  it('prices what is reported, of a person or of a machine that names the company', async () => {
    const mine = await post({ ...used, store_id: shop.store_id }, shop.user_id);
    expect(mine.status).toBe(201);
    // 1 M tokens × 0.30 USD × 5.50 BRL, in millionths.
    expect(mine.body).toMatchObject({
      company_id: shop.company_id,
      cost_micros: 1_650_000,
      batch_id: null,
      turn_id: null,
    });
    const machine = await post({ ...used, company_id: shop.company_id, cached_tokens: 1_000_000 });
    expect(machine).toMatchObject({ status: 201, body: { cost_micros: 33_000, cached_tokens: 1_000_000 } });
    expect(
      (await post({ ...used, model: 'of-nobody', operation_type: 'embedding' }, shop.user_id)).body
        .cost_micros,
    ).toBe(0);
  });

  it('refuses other companies and stores alike, and what is no count', async () => {
    const statusOf = async (body: object, user_id?: string) =>
      (await post({ ...used, ...body }, user_id)).status;
    expect(await statusOf({ company_id: other.company_id }, shop.user_id)).toBe(403);
    expect(await statusOf({ company_id: UNKNOWN }, shop.user_id)).toBe(403);
    expect(await statusOf({ company_id: UNKNOWN })).toBe(403);
    expect(await statusOf({})).toBe(403);
    expect(await statusOf({ store_id: other.store_id }, shop.user_id)).toBe(403);
    expect(await statusOf({ input_tokens: -1 }, shop.user_id)).toBe(422);
    expect(await statusOf({ input_tokens: 1.5 }, shop.user_id)).toBe(422);
    expect(await statusOf({ cached_tokens: 1_000_001 }, shop.user_id)).toBe(422);
    expect(await statusOf({ operation_type: 'gossip' }, shop.user_id)).toBe(422);
    expect(await statusOf({ cost_micros: 1 }, shop.user_id)).toBe(422);
    expect(await statusOf({}, 'nobody')).toBe(401);
  });

  it('is listed and summed by period, model and operation, of the own company only', async () => {
    const list = (query: string, user_id = shop.user_id) =>
      house.rest('GET', `/internal/token-usage?${query}`, undefined, user_id);
    const { body } = await list(
      `company_id=${shop.company_id}&period_start=2020-01-01&period_end=2999-12-31`,
    );
    expect(body).toMatchObject({ total: 3, limit: 50, offset: 0 });
    expect(body.items[0].id).toBeGreaterThan(body.items[1].id);
    expect((await list('period_end=2020-01-01T00:00:00Z')).body.items).toEqual([]);
    expect((await list('', other.user_id)).body.items).toEqual([]);
    expect((await list(`company_id=${other.company_id}`)).status).toBe(403);
    expect((await list('period_start=yesterday')).status).toBe(422);
    expect((await house.rest('GET', '/internal/token-usage')).status).toBe(401);

    const summary = (query: string) =>
      house.rest('GET', `/internal/token-usage/summary?${query}`, undefined, shop.user_id);
    expect((await summary(`company_id=${shop.company_id}`)).body).toMatchObject({
      items: [
        {
          model: 'deepseek-flash',
          operation_type: 'chat',
          requests: 2,
          input_tokens: 2_000_000,
          cost_micros: 1_683_000,
        },
        { model: 'of-nobody', operation_type: 'embedding', requests: 1 },
      ],
      totals: { requests: 3, plan_tokens: 2_000_000, cost_micros: 1_683_000 },
    });
    // Midnight of São Paulo.
    expect((await summary('period=2026-01')).body).toMatchObject({
      period: '2026-01',
      period_start: '2026-01-01T03:00:00.000Z',
      period_end: '2026-02-01T03:00:00.000Z',
      items: [],
    });
    expect((await summary('period=2026-13')).status).toBe(422);
    expect((await summary(`company_id=${other.company_id}`)).status).toBe(403);
  });
});

describe('what a turn may still spend', () => {
  it('is without limit where nobody has set one', async () => {
    const reserved = await house.runner.run(
      reserveUsage,
      as(other.company_id),
      { turn_id: newId(), tokens: 100_000_000 },
      inside,
    );
    expect(reserved).toEqual({ quota: 'ALLOW' });
  });

  it('counts what was used and what running turns have set aside, once each', async () => {
    const company = await house.shop([]);
    const actor = as(company.company_id);
    const check = async (tokens: number) =>
      (await house.runner.run(checkQuota, actor, { tokens }, inside)).quota;
    const reserve = async (turn_id: string, tokens: number) =>
      (await house.runner.run(reserveUsage, actor, { turn_id, tokens }, inside)).quota;
    await house.runner.run(setAllowance, actor, { tokens: 1000, since: '2026-01-01T00:00:00Z' }, inside);
    const turn_id = newId();
    expect(await reserve(turn_id, 600)).toBe('ALLOW');
    expect(await reserve(turn_id, 600)).toBe('ALLOW');
    expect(await reserve(newId(), 500)).toBe('BLOCK');
    expect(await check(300)).toBe('WARN');
    await post({ ...used, company_id: company.company_id, input_tokens: 100, output_tokens: 50, turn_id });
    await post({ ...used, company_id: company.company_id, operation_type: 'embedding', input_tokens: 5000 });
    await house.runner.run(settleUsage, actor, { turn_id }, inside);
    expect(await check(650)).toBe('ALLOW');
    expect(await check(851)).toBe('BLOCK');
  });

  it('is free again when the turn that had set it aside died', async () => {
    const company = await house.shop([]);
    const actor = as(company.company_id);
    await house.runner.run(setAllowance, actor, { tokens: 1000, since: '2026-01-01T00:00:00Z' }, inside);
    await house.runner.run(reserveUsage, actor, { turn_id: newId(), tokens: 1000 }, inside);
    await house.sql`update usage_reservations set expires_at = now() - interval '1 s' where company_id = ${company.company_id}`;
    expect(await house.runner.run(checkQuota, actor, { tokens: 800 }, inside)).toEqual({ quota: 'ALLOW' });
  });
});
