import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const at = (n: number) => `2026-03-0${n}T12:00:00.000Z`;
const people = [
  { id: 'a', name: 'Ana_1', email: 'Ana@loja.example', email_verified: true, image: null, created_at: at(1) },
  {
    id: 'b',
    name: 'Bia%',
    email: 'bia@loja.example',
    email_verified: false,
    image: 'b.png',
    created_at: at(2),
  },
  {
    id: 'c',
    name: 'caio',
    email: 'caio@outra.example',
    email_verified: true,
    image: 'c.png',
    created_at: at(3),
  },
];

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
  for (const person of people) expect((await house.auth('POST', 'users', person)).status).toBe(201);
});
afterAll(() => house?.close());

interface Given {
  field: string;
  operator?: string;
  value: unknown;
  connector?: string;
  mode?: string;
}
const clause = (given: Given) => ({ operator: 'eq', ...given });
const ask = (door: string, where: Given[], more: object = {}) =>
  house.auth('POST', door, { where: where.map(clause), ...more });
const ids = async (...where: Given[]) => {
  const { body } = await ask('users/query', where);
  return body.items.map(({ id }: { id: string }) => id).join('');
};

describe('a filter', () => {
  it.each<[string, string, Given]>([
    ['equal', 'a', { field: 'name', value: 'Ana_1' }],
    ['equal, whatever the case', 'a', { field: 'email', value: 'ANA@LOJA.example', mode: 'insensitive' }],
    ['equal, the case too', '', { field: 'email', value: 'ana@loja.example' }],
    ['not equal', 'bc', { field: 'id', operator: 'ne', value: 'a' }],
    ['null', 'a', { field: 'image', value: null }],
    ['not null', 'bc', { field: 'image', operator: 'ne', value: null }],
    ['true', 'ac', { field: 'email_verified', value: true }],
    ['not true', 'b', { field: 'email_verified', operator: 'ne', value: true }],
    ['one of several', 'ac', { field: 'id', operator: 'in', value: ['a', 'c', 'x'] }],
    ['one of none', '', { field: 'id', operator: 'in', value: [] }],
    [
      'none of several',
      'b',
      { field: 'name', operator: 'not_in', value: ['ANA_1', 'CAIO'], mode: 'insensitive' },
    ],
    ['containing, no pattern', 'a', { field: 'name', operator: 'contains', value: '_' }],
    [
      'containing, whatever the case',
      'bc',
      { field: 'name', operator: 'contains', value: 'I', mode: 'insensitive' },
    ],
    ['starting with', 'c', { field: 'name', operator: 'starts_with', value: 'c' }],
    ['ending with, no pattern', 'b', { field: 'name', operator: 'ends_with', value: '%' }],
    ['before', 'a', { field: 'created_at', operator: 'lt', value: at(2) }],
    ['before or at', 'ab', { field: 'created_at', operator: 'lte', value: at(2) }],
    [
      'after, in another zone',
      'c',
      { field: 'created_at', operator: 'gt', value: '2026-03-02T09:00:00-03:00' },
    ],
    ['after or at', 'bc', { field: 'created_at', operator: 'gte', value: at(2) }],
  ])('%s', async (_, found, where) => {
    expect(await ids(where)).toBe(found);
  });

  it('is all of its clauses, and one of those joined by OR', async () => {
    const verified = { field: 'email_verified', value: true };
    const a = { field: 'id', value: 'a', connector: 'OR' };
    const b = { field: 'id', value: 'b', connector: 'OR' };
    expect(await ids(a, b)).toBe('ab');
    expect(await ids(verified, a, b)).toBe('a');
    expect(await ids(verified, { field: 'name', operator: 'ne', value: 'caio' })).toBe('a');
  });

  it('gives pages in the order that is asked for', async () => {
    const everybody = [{ field: 'id', operator: 'ne', value: null }];
    const sort_by = { field: 'created_at', direction: 'desc' };
    const { body } = await ask('users/query', everybody, { sort_by, limit: 1, offset: 1 });
    expect(body).toMatchObject({ items: [{ id: 'b' }], total: 3, total_is_exact: true, limit: 1, offset: 1 });
    expect((await ask('users/count', everybody)).body).toEqual({ count: 3 });
  });

  it('changes and deletes what matches at that moment, and says how many', async () => {
    const mine = [
      { field: 'id', value: 'a' },
      { field: 'name', value: 'Ana_1' },
    ];
    const set = { name: 'Ana' };
    expect((await ask('users/update', mine, { set })).body).toMatchObject({
      updated: 1,
      item: { name: 'Ana' },
    });
    expect((await ask('users/update', mine, { set })).body).toEqual({ updated: 0, item: null });
    expect((await ask('users/delete', mine)).body).toEqual({ deleted: 0 });
    const everybody = [{ field: 'id', operator: 'in', value: ['b', 'c'] }];
    expect((await ask('users/update', everybody, { set: { image: null } })).body.updated).toBe(2);
    expect((await ask('users/delete', everybody)).body).toEqual({ deleted: 2 });
    expect((await ask('users/count', everybody)).body).toEqual({ count: 0 });
  });

  it('finds what has expired, and counts, changes and deletes verifications too', async () => {
    const given = { identifier: 'mail:ana', value: 'v', expires_at: '2026-01-01T00:00:00.000Z' };
    const { body: made } = await house.auth('POST', 'verifications', { ...given, expires_at: new Date() });
    const about = [{ field: 'identifier', value: 'mail:ana' }];
    expect((await ask('verifications/query', about)).body.items).toEqual([made]);
    const { expires_at } = given;
    expect((await ask('verifications/update', about, { set: { expires_at } })).body.item).toMatchObject({
      expires_at,
    });
    const over = [{ field: 'expires_at', operator: 'lt', value: new Date().toISOString() }];
    expect((await ask('verifications/count', over)).body).toEqual({ count: 1 });
    expect((await ask('verifications/delete', over)).body).toEqual({ deleted: 1 });
  });
});

describe('a filter that says nothing, or what nobody declared, is refused by name', () => {
  const doors = ['users', 'sessions', 'accounts', 'verifications'].flatMap((table) =>
    ['query', 'count', 'update', 'delete'].map((verb) => `${table}/${verb}`),
  );
  it.each(doors)('%s', async (door) => {
    const set = door.endsWith('update') ? { set: { updated_at: at(1) } } : {};
    const wrong = async (body: object) => {
      const answer = await house.auth('POST', door, body);
      expect(answer.status).toBe(422);
      return answer.body.errors.map((error: { path: string }) => error.path);
    };
    expect(await wrong({ where: [], ...set })).toEqual(['where']);
    expect(await wrong({ ...set })).toEqual(['where']);
    expect(await wrong({ where: [clause({ field: 'password', value: 'x' })], ...set })).toEqual([
      'where.0.field',
    ]);
    expect(await wrong({ where: [clause({ field: 'id', value: 'x' })], model: 'orders', ...set })).toEqual([
      'model',
    ]);
  });

  it.each<[string, Given, string]>([
    ['an operator that is none', { field: 'id', operator: 'like', value: '%' }, 'where.0.operator'],
    [
      'an operator of another kind of column',
      { field: 'name', operator: 'gt', value: 'A' },
      'where.0.operator',
    ],
    ['a list where one value belongs', { field: 'id', value: ['a'] }, 'where.0.value'],
    ['one value where a list belongs', { field: 'id', operator: 'in', value: 'a' }, 'where.0.value'],
    ['a time that is none', { field: 'created_at', operator: 'lt', value: 'soon' }, 'where.0.value'],
    ['none of nobody', { field: 'id', operator: 'not_in', value: [] }, 'where.0.value'],
    ['containing nothing', { field: 'id', operator: 'contains', value: '' }, 'where.0.value'],
    ['a case of times', { field: 'created_at', value: at(1), mode: 'insensitive' }, 'where.0.mode'],
    ['a third connector', { field: 'id', value: 'a', connector: 'XOR' }, 'where.0.connector'],
  ])('%s', async (_, where, path) => {
    expect((await ask('users/query', [where])).body).toMatchObject({ statusCode: 422, errors: [{ path }] });
  });

  it('and so is a change of nothing, of whose it is, or an order by what is no column', async () => {
    const where = [{ field: 'id', value: 'a' }];
    const wrong = async (door: string, more: object) =>
      (await ask(door, where, more)).body.errors?.map(({ path }: { path: string }) => path);
    expect(await wrong('users/update', { set: {} })).toEqual(['set']);
    expect(await wrong('users/update', { set: { id: 'b' } })).toEqual(['set.id', 'set']);
    expect(await wrong('sessions/update', { set: { user_id: 'b', token: 'x' } })).toEqual([
      'set.user_id',
      'set.token',
      'set',
    ]);
    expect(await wrong('users/query', { sort_by: { field: 'password', direction: 'asc' } })).toEqual([
      'sort_by.field',
    ]);
    expect(await wrong('users/query', { limit: 201 })).toEqual(['limit']);
  });
});
