import { type CleanedWhere, createAdapterFactory } from 'better-auth/adapters';
import { type AuthStoreOptions, createClient } from './client.ts';
import { DOORS, doorsOf, equalsOf, gives } from './doors.ts';
import { columnOf, type Row, toColumns, toFields } from './names.ts';

export { AuthStoreError, type AuthStoreOptions } from './client.ts';

/** As many rows as a list answers at once. */
const PAGE = 200;

/** The doors take no empty filter: who means every row says so. */
const EVERY_ROW = [{ field: 'id', operator: 'ne', value: null }];

const filterOf = (where: readonly CleanedWhere[] = []) =>
  where.length === 0
    ? EVERY_ROW
    : where.map(({ field, operator, value, connector, mode }) => ({
        field: columnOf(field),
        operator,
        value,
        ...(connector === 'OR' && { connector }),
        ...(mode === 'insensitive' && { mode }),
      }));

interface Find {
  model: string;
  where?: CleanedWhere[];
  limit: number;
  offset?: number;
  sortBy?: { field: string; direction: 'asc' | 'desc' };
}

/** Better Auth's database: vek1's auth doors, over HTTP. */
export function vek1AuthStore(options: AuthStoreOptions) {
  const ask = createClient(options);

  /** Page by page, up to `limit` rows. */
  async function pages(
    limit: number,
    offset: number,
    read: (page: { limit: number; offset: number }) => Promise<unknown>,
  ): Promise<Row[]> {
    const rows: Row[] = [];
    for (;;) {
      const size = Math.min(limit - rows.length, PAGE);
      const { items } = (await read({ limit: size, offset: offset + rows.length })) as { items: Row[] };
      rows.push(...items);
      if (items.length < size || rows.length >= limit) return rows;
    }
  }

  async function find({ model, where = [], limit, offset = 0, sortBy }: Find): Promise<Row[]> {
    const { path, row, list } = doorsOf(model);
    const equals = equalsOf(where);
    const sort_by = sortBy && { field: columnOf(sortBy.field), direction: sortBy.direction };
    const newestFirst = !sort_by || (sort_by.field === 'created_at' && sort_by.direction === 'desc');
    const one = row.find((it) => gives(equals, it.by) && (!it.newest || (limit === 1 && newestFirst)));
    if (equals && one && offset === 0) {
      const known = (await ask({ method: 'GET', door: one.door, params: equals, again: true })) as
        | Row
        | undefined;
      // A door may ignore case; who asks does not.
      if (known) return one.by.every((column) => known[column] === equals[column]) ? [known] : [];
      if (!one.unexpired) return [];
    }
    if (list && gives(equals, [list.user], list.also) && !sort_by) {
      return pages(limit, offset, (page) =>
        ask({ method: 'GET', door: list.door, params: { ...equals, ...page }, again: true }),
      );
    }
    const filter = { where: filterOf(where), ...(sort_by && { sort_by }) };
    return pages(limit, offset, (page) =>
      ask({ method: 'POST', door: `${path}/query`, body: { ...filter, ...page }, again: true }),
    );
  }

  async function update(model: string, where: CleanedWhere[], set: Row) {
    const body = { where: filterOf(where), set: toColumns(set) };
    const answer = await ask({ method: 'POST', door: `${doorsOf(model).path}/update`, body });
    return answer as { updated: number; item: Row | null };
  }

  async function remove(model: string, where: CleanedWhere[]): Promise<number> {
    const { path, bulk } = doorsOf(model);
    if (where.length === 0)
      throw new Error(`vek1 does not delete every ${model}: name those that are meant.`);
    const equals = equalsOf(where);
    const answer =
      equals && bulk && gives(equals, [bulk.by])
        ? await ask({ method: 'DELETE', door: bulk.door, params: equals, again: true })
        : await ask({
            method: 'POST',
            door: `${path}/delete`,
            body: { where: filterOf(where) },
            again: true,
          });
    return (answer as { deleted: number }).deleted;
  }

  return createAdapterFactory({
    config: {
      adapterId: 'vek1',
      adapterName: 'vek1 auth store',
      // What JSON cannot carry goes as text.
      supportsDates: false,
      supportsJSON: false,
      supportsArrays: false,
      supportsNumericIds: false,
      transaction: false,
    },
    // The casts below are safe: `T` is whatever the factory calls a row of the model.
    adapter: () => ({
      async create<T extends Row>({ model, data }: { model: string; data: T }) {
        const row = await ask({ method: 'POST', door: doorsOf(model).path, body: toColumns(data) });
        // The hash that was just sent does not come back.
        const password = model === 'account' && { password: data.password ?? null };
        return { ...toFields(row as Row), ...password } as unknown as T;
      },
      async findOne<T>({ model, where }: { model: string; where: CleanedWhere[] }) {
        const [row] = await find({ model, where, limit: 1 });
        return (row ? toFields(row) : null) as T | null;
      },
      async findMany<T>({ select, ...asked }: Find & { select?: string[] }) {
        const rows = (await find(asked)).map(toFields);
        const picked = select
          ? rows.map((row) => Object.fromEntries(select.map((field) => [field, row[field]])))
          : rows;
        return picked as T[];
      },
      async count({ model, where }) {
        const body = { where: filterOf(where) };
        const answer = await ask({ method: 'POST', door: `${doorsOf(model).path}/count`, body, again: true });
        return (answer as { count: number }).count;
      },
      async update<T>({ model, where, update: set }: { model: string; where: CleanedWhere[]; update: T }) {
        const { path, by_id } = doorsOf(model);
        const equals = equalsOf(where);
        const changed =
          equals && by_id && gives(equals, ['id'])
            ? await ask({
                method: 'PATCH',
                door: `${path}/{id}`,
                params: equals,
                body: toColumns(set as Row),
              })
            : (await update(model, where, set as Row)).item;
        return (changed ? toFields(changed as Row) : null) as T | null;
      },
      async updateMany({ model, where, update: set }) {
        return (await update(model, where, set)).updated;
      },
      async delete({ model, where }) {
        const { path, by_id } = doorsOf(model);
        const equals = equalsOf(where);
        if (equals && by_id && gives(equals, ['id']))
          await ask({ method: 'DELETE', door: `${path}/{id}`, params: equals, again: true });
        else await remove(model, where);
      },
      deleteMany: ({ model, where }) => remove(model, where),
      async consumeOne<T>({ model, where }: { model: string; where: CleanedWhere[] }) {
        const equals = equalsOf(where);
        const named = gives(equals, ['id']) || gives(equals, ['identifier', 'value']);
        if (model !== 'verification' || !named)
          throw new Error('vek1 consumes a verification by its id, or by its identifier and value.');
        const door = `${DOORS.verification.path}/consume`;
        const consumed = await ask({ method: 'POST', door, body: equals });
        return (consumed ? toFields(consumed as Row) : null) as T | null;
      },
    }),
  });
}
