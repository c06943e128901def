import type { CleanedWhere } from 'better-auth/adapters';
import { columnOf } from './names.ts';

/** Reads one row by columns that are each given. */
interface RowDoor {
  by: readonly string[];
  door: string;
  /** It answers the newest of several: enough where one is asked for, the newest first or any. */
  newest?: true;
  /** It knows nothing of what has expired; that is looked for by filter. */
  unexpired?: true;
}

/** Lists the rows of a user. */
interface ListDoor {
  user: string;
  also: readonly string[];
  door: string;
}

interface Doors {
  /** Creates; `/{id}` changes and deletes, `/query`, `/count`, `/update`, `/delete` go by filter. */
  path: string;
  row: readonly RowDoor[];
  list?: ListDoor;
  /** Whether `PATCH` and `DELETE /{id}` are there. */
  by_id: boolean;
  /** Deletes all rows of this column. */
  bulk?: { by: string; door: string };
}

const AUTH = '/internal/auth';

/** Which door a call goes through: by its model and by the columns it gives. Whatever is not here goes by filter. */
export const DOORS = {
  user: {
    path: `${AUTH}/users`,
    by_id: true,
    row: [
      { by: ['id'], door: `${AUTH}/users/by-id/{id}` },
      { by: ['email'], door: `${AUTH}/users/by-email/{email}` },
    ],
  },
  session: {
    path: `${AUTH}/sessions`,
    by_id: true,
    row: [
      { by: ['id'], door: `${AUTH}/sessions/by-id/{id}`, unexpired: true },
      { by: ['token'], door: `${AUTH}/sessions/by-token/{token}`, unexpired: true },
    ],
    bulk: { by: 'user_id', door: `${AUTH}/sessions/by-user/{user_id}` },
  },
  account: {
    path: `${AUTH}/accounts`,
    by_id: true,
    row: [{ by: ['provider_id', 'account_id'], door: `${AUTH}/accounts/by-provider` }],
    // The one list that carries the hash of a password.
    list: {
      user: 'user_id',
      also: ['provider_id', 'account_id'],
      door: `${AUTH}/accounts/by-user/{user_id}`,
    },
  },
  verification: {
    path: `${AUTH}/verifications`,
    by_id: false,
    row: [
      {
        by: ['identifier'],
        door: `${AUTH}/verifications/by-identifier/{identifier}`,
        newest: true,
        unexpired: true,
      },
      { by: ['value'], door: `${AUTH}/verifications/by-value/{value}`, newest: true, unexpired: true },
    ],
    bulk: { by: 'identifier', door: `${AUTH}/verifications/by-identifier/{identifier}` },
  },
} as const satisfies Record<string, Doors>;

export type Model = keyof typeof DOORS;

/** The doors of one of the four models that vek1 keeps. */
export function doorsOf(model: string): Doors {
  if (Object.hasOwn(DOORS, model)) return DOORS[model as Model];
  throw new Error(
    `vek1 keeps ${Object.keys(DOORS).join(', ')} for Better Auth, and no ${model}: a plugin with tables of its own needs doors of its own in the API.`,
  );
}

/** What the clauses say, where all they say is that columns equal texts which a path can carry. */
export function equalsOf(where: readonly CleanedWhere[]): Record<string, string> | undefined {
  const equals: Record<string, string> = {};
  for (const { field, value, operator, connector, mode } of where) {
    // A dot or two would be taken for a step in the path.
    const plain = typeof value === 'string' && !/^\.{0,2}$/.test(value);
    const column = columnOf(field);
    if (!plain || operator !== 'eq' || connector !== 'AND' || mode !== 'sensitive' || column in equals)
      return;
    equals[column] = value;
  }
  return equals;
}

/** Whether these columns are given, perhaps some of the others, and nothing else. */
export const gives = (
  equals: Record<string, string> | undefined,
  columns: readonly string[],
  others: readonly string[] = [],
): boolean =>
  equals !== undefined &&
  columns.every((column) => column in equals) &&
  Object.keys(equals).every((column) => columns.includes(column) || others.includes(column));
