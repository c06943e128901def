import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
let shop: Shop;
let other: Shop;
beforeAll(async () => {
  house = await startTestHouse();
  shop = await house.shop([{ name: 'Café', price_cents: 4290, stock: 9 }]);
  other = await house.shop([]);
});
afterAll(() => house?.close());

let count = 0;
async function newLead(owner = shop) {
  count += 1;
  const external_id = `55119${String(80_000_000 + count)}`;
  const { status, body } = await house.rest('POST', '/internal/leads/ensure', {
    store_id: owner.store_id,
    channel: 'whatsapp',
    external_id,
  });
  expect(status).toBe(200);
  return body as { id: string; status: string; phone: string };
}
const patch = (id: string, body: object, user_id = shop.user_id) =>
  house.rest('PATCH', `/internal/leads/${id}`, body, user_id);
const eventsOf = (id: string) =>
  house.sql`select type, data, actor from lead_events where lead_id = ${id} order by id`;

describe('a lead', () => {
  it('keeps what is patched: address and attributes merged, null forgets, interests are a set', async () => {
    const { id } = await newLead();
    const first = await patch(id, {
      name: 'Ana',
      email: 'Ana@example.com',
      address: { cep: '01310-100', street: 'Av. Paulista', number: '1000', state: 'SP' },
      custom_attributes: { pet: 'gato', idade: 31, vip: true },
      interests: ['Café', 'café', 'Filtros'],
      profile_summary: 'Gosta de café.',
      profile_embedding: Array(1024).fill(0.5),
    });
    expect(first).toMatchObject({
      status: 200,
      body: { name: 'Ana', email: 'Ana@example.com', interests: ['Café', 'Filtros'] },
    });
    expect(first.body).not.toHaveProperty('profile_embedding');

    await patch(id, {
      address: { number: null, city: 'São Paulo' },
      custom_attributes: { pet: null, cor: 'azul' },
      name: null,
    });
    const { body } = await house.rest('GET', `/internal/leads/${id}`, undefined, shop.user_id);
    expect(body).toMatchObject({ name: null, email: 'Ana@example.com', profile_summary: 'Gosta de café.' });
    expect(body.address).toEqual({
      cep: '01310-100',
      street: 'Av. Paulista',
      state: 'SP',
      city: 'São Paulo',
    });
    expect(body.custom_attributes).toEqual({ idade: 31, vip: true, cor: 'azul' });
    const [row] = await house.sql`select vector_dims(profile_embedding) as dims from leads where id = ${id}`;
    expect(row?.dims).toBe(1024);
  });

  it.each([
    [{}, 'id'],
    [{ nickname: 'Ana' }, 'nickname'],
    [{ address: { planet: 'Terra' } }, 'address.planet'],
    [{ address: { cep: '1' } }, 'address.cep'],
    [{ email: 'nobody' }, 'email'],
    [{ profile_embedding: [1, 2] }, 'profile_embedding'],
    [{ custom_attributes: { deep: { er: 1 } } }, 'custom_attributes.deep'],
    [{ status: 'vip' }, 'status'],
  ])('refuses %j', async (body, field) => {
    const { id } = await newLead();
    const answer = await patch(id, body);
    expect(answer.status).toBe(422);
    if (field !== 'id')
      expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(field);
  });

  it('refuses more attributes than a lead can have, also by and by', async () => {
    const { id } = await newLead();
    const some = (from: number, to: number) =>
      Object.fromEntries(Array.from({ length: to - from }, (_, at) => [`k${from + at}`, at]));
    expect((await patch(id, { custom_attributes: some(0, 100) })).status).toBe(200);
    expect(await patch(id, { custom_attributes: some(100, 101) })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'custom_attributes' }] },
    });
    expect((await patch(id, { custom_attributes: { k0: null, k100: 1 } })).status).toBe(200);
  });

  it('goes along its statuses, and says where it may go', async () => {
    const { id } = await newLead();
    expect(await patch(id, { status: 'qualified' })).toMatchObject({
      status: 409,
      body: { reason: 'lead.transition_not_allowed', data: { from: 'new', allowed: ['engaged', 'lost'] } },
    });
    for (const status of ['engaged', 'qualified', 'customer', 'customer', 'lost', 'engaged']) {
      expect(await patch(id, { status })).toMatchObject({ status: 200, body: { status } });
    }
    const moves = (await eventsOf(id)).flatMap(({ data }) => (data.to ? [`${data.from} ${data.to}`] : []));
    expect(moves).toEqual([
      'new engaged',
      'engaged qualified',
      'qualified customer',
      'customer lost',
      'lost engaged',
    ]);
  });

  it('has a row for every change, that holds no word of it', async () => {
    const { id } = await newLead();
    await patch(id, { name: 'Ana Segredo', profile_summary: 'Segredo' });
    const events = await eventsOf(id);
    expect(events).toMatchObject([
      { type: 'created', data: { channel: 'whatsapp' } },
      { type: 'updated', data: { fields: ['name', 'profile_summary'] }, actor: `user:${shop.user_id}` },
    ]);
    expect(JSON.stringify(events)).not.toContain('Segredo');
  });

  it('is told what others see happen to it', async () => {
    const { id } = await newLead();
    const path = `/internal/leads/${id}/event`;
    expect(
      await house.rest('POST', path, { type: 'abandoned_cart', data: { items: [1, 2] } }, shop.user_id),
    ).toMatchObject({
      status: 201,
      body: { lead_id: id, type: 'abandoned_cart', data: { items: [1, 2] }, actor: `user:${shop.user_id}` },
    });
    expect((await house.rest('POST', path, { type: '' }, shop.user_id)).status).toBe(422);
    expect(
      (await house.rest('POST', path, { type: 'x', data: { long: 'a'.repeat(8001) } }, shop.user_id)).status,
    ).toBe(422);
    expect((await house.rest('POST', path, { type: 'x' }, other.user_id)).status).toBe(404);
  });

  it('shows what became of it, newest first, page by page', async () => {
    const { id } = await newLead();
    for (const type of ['one', 'two']) {
      await house.rest('POST', `/internal/leads/${id}/event`, { type }, shop.user_id);
    }
    const page = (query = '', user_id = shop.user_id) =>
      house.rest('GET', `/internal/leads/${id}/events${query}`, undefined, user_id);
    const { body: newest } = await page('?limit=2');
    expect(newest.items).toMatchObject([
      { lead_id: id, type: 'two' },
      { lead_id: id, type: 'one' },
    ]);
    expect((await page(`?cursor=${newest.next_cursor}`)).body).toMatchObject({
      items: [{ type: 'created' }],
      next_cursor: null,
    });
    expect((await page('', other.user_id)).status).toBe(404);
    expect((await page('?cursor=x')).body.errors[0].path).toBe('cursor');
  });

  it('is listed by store, status and channel', async () => {
    const own = await house.shop([]);
    const made = [await newLead(own), await newLead(own), await newLead(own)];
    await patch(made[0]?.id ?? '', { status: 'engaged' }, own.user_id);
    const list = (query: string, user_id = own.user_id) =>
      house.rest('GET', `/internal/leads?${query}`, undefined, user_id);
    expect((await list(`store_ids=${own.store_id}`)).body).toMatchObject({
      total: 3,
      total_is_exact: true,
      items: [{ id: made[0]?.id }, {}, {}],
    });
    expect((await list('status=new&limit=1&offset=1')).body).toMatchObject({
      total: 2,
      limit: 1,
      offset: 1,
      items: [{ status: 'new' }],
    });
    expect((await list('status=new,engaged&channel=web')).body.total).toBe(0);
    expect((await list(`store_ids=${shop.store_id}`)).status).toBe(403);
    expect((await list('status=vip')).status).toBe(422);
  });

  it("is nobody else's", async () => {
    const { id } = await newLead();
    expect((await patch(id, { name: 'X' }, other.user_id)).status).toBe(404);
    expect((await house.rest('GET', `/internal/leads/${id}`, undefined, other.user_id)).status).toBe(404);
    expect((await house.rest('PATCH', `/internal/leads/${id}`, { name: 'X' })).status).toBe(401);
  });
});
