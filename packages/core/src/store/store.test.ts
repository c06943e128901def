import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let house: TestHouse;
let shop: Shop;
let other: Shop;
beforeAll(async () => {
  house = await startTestHouse();
  other = await house.shop([]);
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await house.shop([]);
});

const ask = (method: string, path = '', body?: unknown, user_id: string | undefined = shop.user_id) =>
  house.rest(method, `/internal/stores${path}`, body, user_id);
const UNKNOWN = '00000000-0000-0000-0000-000000000007';

const DELIVERY = {
  pick_up: true,
  fixed_fee_cents: 1500,
  fee_by_cep_range: [
    { cep_from: '01000-000', cep_to: '01999-999', fee_cents: 500 },
    { cep_from: '02000000', cep_to: '02999999', fee_cents: 800 },
  ],
  free_above_cents: 20_000,
};

describe('a store', () => {
  it('is opened with a name alone, and then told what else there is', async () => {
    const made = await ask('POST', '', { name: 'Empório da Ana' });
    expect(made).toMatchObject({
      status: 201,
      body: {
        company_id: shop.company_id,
        name: 'Empório da Ana',
        slug: 'emporio-da-ana',
        time_zone: 'America/Sao_Paulo',
        address: null,
        hours: null,
        delivery: null,
      },
    });
    const { id } = made.body;
    expect((await ask('GET', `/${id}`)).body).toEqual(made.body);

    const address = {
      cep: '01310-100',
      street: 'Av. Paulista',
      number: '1000',
      city: 'São Paulo',
      state: 'SP',
    };
    const hours = {
      monday: [
        { opens: '08:00', closes: '12:00' },
        { opens: '13:00', closes: '02:00' },
      ],
    };
    const changed = await ask('PATCH', `/${id}`, {
      time_zone: 'America/Manaus',
      address,
      hours,
      delivery: DELIVERY,
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { name: 'Empório da Ana', time_zone: 'America/Manaus', address },
    });
    expect(changed.body.delivery).toEqual(DELIVERY);
    expect(changed.body.hours).toMatchObject({ ...hours, sunday: [] });
    expect((await ask('PATCH', `/${id}`, { address: null })).body).toMatchObject({
      address: null,
      delivery: DELIVERY,
    });
    expect((await ask('GET')).body.items.map((store: { id: string }) => store.id)).toEqual([
      shop.store_id,
      id,
    ]);
  });

  it('fills in what its delivery leaves out', async () => {
    expect((await ask('POST', '', { name: 'Loja', delivery: {} })).body.delivery).toEqual({
      pick_up: false,
      fixed_fee_cents: null,
      fee_by_cep_range: [],
      free_above_cents: null,
    });
  });

  it.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'L', slug: 'Minha Loja' }, 'slug'],
    [{ name: 'L', time_zone: 'Sao_Paulo' }, 'time_zone'],
    [{ name: 'L', time_zone: '-03:00' }, 'time_zone'],
    [{ name: 'L', company_id: UNKNOWN }, 'company_id'],
    [{ name: 'L', address: { state: 'XX' } }, 'address.state'],
    [{ name: 'L', address: { cep: '123' } }, 'address.cep'],
    [{ name: 'L', address: { country: 'BR' } }, 'address.country'],
    [{ name: 'L', hours: { monday: [{ opens: '25:00', closes: '26:00' }] } }, 'hours.monday.0.opens'],
    [{ name: 'L', hours: { monday: [{ opens: '08:00', closes: '08:00' }] } }, 'hours.monday.0'],
    [{ name: 'L', hours: { segunda: [] } }, 'hours.segunda'],
    [{ name: 'L', delivery: { fixed_fee_cents: -1 } }, 'delivery.fixed_fee_cents'],
    [
      {
        name: 'L',
        delivery: { fee_by_cep_range: [{ cep_from: '02000-000', cep_to: '01000-000', fee_cents: 1 }] },
      },
      'delivery.fee_by_cep_range.0',
    ],
    [
      {
        name: 'L',
        delivery: {
          fee_by_cep_range: [
            { cep_from: '02000-000', cep_to: '02999-999', fee_cents: 1 },
            { cep_from: '01000-000', cep_to: '02000-000', fee_cents: 1 },
          ],
        },
      },
      'delivery.fee_by_cep_range',
    ],
  ])('refuses %j', async (body, field) => {
    const answer = await ask('POST', '', body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe(field);
  });

  it('refuses a change of nothing', async () => {
    expect((await ask('PATCH', `/${shop.store_id}`, {})).status).toBe(422);
  });

  it('of another company is not there, and its company is forbidden', async () => {
    for (const id of [other.store_id, UNKNOWN]) {
      expect((await ask('GET', `/${id}`)).status).toBe(404);
      expect((await ask('PATCH', `/${id}`, { name: 'Minha' })).status).toBe(404);
    }
    expect((await ask('GET', '/7')).status).toBe(422);
    for (const company_id of [other.company_id, UNKNOWN]) {
      expect((await ask('GET', `?company_id=${company_id}`)).status).toBe(403);
    }
    expect((await ask('GET', `?company_id=${shop.company_id}`)).body.items).toHaveLength(1);
  });

  it('beyond the plan is 409', async () => {
    await house.sql`update companies set max_stores = 2 where id = ${shop.company_id}`;
    expect((await ask('POST', '', { name: 'Segunda' })).status).toBe(201);
    expect(await ask('POST', '', { name: 'Terceira' })).toMatchObject({
      status: 409,
      body: { reason: 'plan.limit_reached' },
    });
  });
});

describe('the slug of a store', () => {
  it('is of one store only: asked for it is 409, made of a name it gets an ending', async () => {
    await ask('POST', '', { name: 'X', slug: 'unica' });
    const taken = { status: 409, body: { reason: 'slug.taken' } };
    expect(await ask('POST', '', { name: 'X', slug: 'unica' })).toMatchObject(taken);
    expect(await ask('PATCH', `/${shop.store_id}`, { slug: 'unica' })).toMatchObject(taken);
    expect(await ask('PATCH', `/${other.store_id}`, { slug: 'unica' }, other.user_id)).toMatchObject(taken);
    expect((await ask('POST', '', { name: 'Única!' })).body.slug).toBe('unica-2');
  });

  it('can be asked for beforehand, by a person or a machine', async () => {
    await ask('POST', '', { name: 'Café', slug: 'cafe' });
    await ask('POST', '', { name: 'Café', slug: 'cafe-2' });
    for (const user_id of [shop.user_id, undefined]) {
      const answer = await house.rest('GET', '/internal/stores/slug-available/cafe', undefined, user_id);
      expect(answer).toMatchObject({
        status: 200,
        body: { slug: 'cafe', available: false, suggestions: ['cafe-3', 'cafe-4', 'cafe-5'] },
      });
    }
    expect((await ask('GET', '/slug-available/cha')).body).toEqual({
      slug: 'cha',
      available: true,
      suggestions: ['cha-2', 'cha-3', 'cha-4'],
    });
  });

  it('that is none is not available, and one like it is suggested', async () => {
    expect((await ask('GET', `/slug-available/${encodeURIComponent('Chá da Ana')}`)).body).toEqual({
      slug: 'Chá da Ana',
      available: false,
      suggestions: ['cha-da-ana', 'cha-da-ana-2', 'cha-da-ana-3'],
    });
  });

  it('is not told to who has no company', async () => {
    await house.sql`
      insert into users (id, name, email, created_at, updated_at) values ('new', 'Nova', 'nova@loja.example', now(), now())`;
    expect(await ask('GET', '/slug-available/cha', undefined, 'new')).toMatchObject({
      status: 403,
      body: { reason: 'company.required' },
    });
  });
});
