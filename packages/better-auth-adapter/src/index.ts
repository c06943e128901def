import { type CleanedWhere, createAdapterFactory } from 'better-auth/adapters';
import { type AuthStoreOptions, createClient } from './client.ts';
import { DOORS, doorsOf, equalsOf, gives } from './doors.ts';

export { AuthStoreError, type AuthStoreOptions } from './client.ts';

type Row = Record<string, unknown>;

/** Better Auth's field names, and ours. */
const COLUMNS: Record<string, string> = {
  emailVerified: 'email_verified',
  userId: 'user_id',
  expiresAt: 'expires_at',
  ipAddress: 'ip_address',
  userAgent: 'user_agent',
  accountId: 'account_id',
  providerId: 'provider_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
};
const FIELDS = Object.fromEntries(Object.entries(COLUMNS).map(([field, column]) => [column, field]));
const columnOf = (field: string): string => COLUMNS[field] ?? field;

/** As many rows as a list answers at once. */
const PAGE = 200;

/** The doors take no empty filter: who means every row says so. */
const EVERY_ROW: CleanedWhere[] = [
  { field: 'id', operator: 'ne', value: null, connector: 'AND', mode: 'sensitive' },
];

const filterOf = (where: readonly CleanedWhere[] = []) =>
  (where.length > 0 ? where : EVERY_ROW).map(({ field, operator, value, connector, mode }) => ({
    field,
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

  /** All pages of a list, up to `limit` rows. */
  async function pages(
    limit: number,
    offset: number,
    read: (page: { limit: number; offset: number }) => Promise<unknown>,
  ) {
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
      const query = one.door.includes('{') ? {} : equals;
      const known = (await ask({ method: 'GET', door: one.door, params: equals, query, again: true })) as
        | Row
        | undefined;
      // A door may ignore case; who asks does not.
      if (known) return one.by.every((column) => known[column] === equals[column]) ? [known] : [];
      if (!one.unexpired) return [];
    }
    if (equals && list && equals[list.user] !== undefined && !sort_by) {
      const { [list.user]: user, ...query } = equals;
      if (user !== undefined && Object.keys(query).every((column) => list.also.includes(column))) {
        const params = { [list.user]: user };
        return pages(limit, offset, (page) =>
          ask({ method: 'GET', door: list.door, params, query: { ...query, ...page }, again: true }),
        );
      }
    }
    const filter = { where: filterOf(where), ...(sort_by && { sort_by }) };
    return pages(limit, offset, (page) =>
      ask({ method: 'POST', door: `${path}/query`, body: { ...filter, ...page }, again: true }),
    );
  }

  async function update(model: string, where: CleanedWhere[], set: unknown) {
    const body = { where: filterOf(where), set };
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
      mapKeysTransformInput: COLUMNS,
      mapKeysTransformOutput: FIELDS,
    },
    // The casts below are safe: the factory reads rows by the names of the columns, as the API answers them.
    adapter: () => ({
      async create<T extends Row>({ model, data }: { model: string; data: T }) {
        const row = await ask({ method: 'POST', door: doorsOf(model).path, body: data });
        // The hash that was just sent does not come back.
        return { ...(model === 'account' && { password: data.password ?? null }), ...(row as T) };
      },
      async findOne<T>({ model, where }: { model: string; where: CleanedWhere[] }) {
        const [row] = await find({ model, where, limit: 1 });
        return (row ?? null) as T | null;
      },
      async findMany<T>({ select, ...asked }: Find & { select?: string[] }) {
        const rows = await find(asked);
        const columns = select?.map(columnOf);
        const picked = columns
          ? rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])))
          : rows;
        return picked as T[];
      },
      async count({ model, where }) {
        const body = { where: filterOf(where) };
        const answer = await ask({
          method: 'POST',
          door: `${doorsOf(model).path}/count`,
          body,
          again: true,
        });
        return (answer as { count: number }).count;
      },
      async update<T>({ model, where, update: set }: { model: string; where: CleanedWhere[]; update: T }) {
        const { path, by_id } = doorsOf(model);
        const equals = equalsOf(where);
        const changed =
          equals && by_id && gives(equals, ['id'])
            ? await ask({ method: 'PATCH', door: `${path}/{id}`, params: equals, body: set })
            : (await update(model, where, set)).item;
        return (changed ?? null) as T | null;
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
        if (model !== 'verification' || !(gives(equals, ['id']) || gives(equals, ['identifier', 'value'])))
          throw new Error('vek1 consumes a verification by its id, or by its identifier and value.');
        const consumed = await ask({
          method: 'POST',
          door: `${DOORS.verification.path}/consume`,
          body: equals,
        });
        return (consumed ?? null) as T | null;
      },
    }),
  });
}
