import { operations } from '@vek1/core/domains';
import { newId } from '@vek1/core/kernel/ids';
import type { AnyOperation } from '@vek1/core/kernel/operation';
import { type Answer, credentials, restRequest, saying } from '@vek1/testing/ask-operation';
import { fieldsOf } from '@vek1/testing/contract-fields';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { sampleInput } from '@vek1/testing/sample-input';
import { startSweep } from '@vek1/testing/sweep';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/**
 * The auth scope has one caller, Better Auth, and it may see everybody: no id is foreign to it. What holds instead is
 * that a door does what it says to the row it names and to no other.
 */
let house: TestHouse;
const sweep = startSweep('people', () => house.app);
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(async () => {
  await house?.close();
  sweep.report();
});

type Kind = 'users' | 'sessions' | 'accounts' | 'verifications';
type Row = Record<string, string>;
type Person = Record<Kind, Row>;

const doors = operations.filter(
  ({ access, name }) => access.scope === 'auth' && name !== 'identity.cacheStats',
);
const pathOf = ({ rest }: AnyOperation) => rest?.path ?? '';
const kindOf = (operation: AnyOperation) => pathOf(operation).split('/')[3] as Kind;
const outOf = (operation: AnyOperation) => new Set(fieldsOf(operation.output).map(({ key }) => key));
const creates = ({ rest }: AnyOperation) => rest?.status === 201;

async function newPerson(): Promise<Person> {
  const mark = newId();
  const made = async (kind: Kind, row: object) => {
    const { status, body } = await house.auth('POST', kind, row);
    expect(status).toBe(201);
    return body as Row;
  };
  const users = await made('users', { name: `Nome ${mark}`, email: `${mark}@loja.example` });
  const user_id = users.id ?? '';
  const expires_at = new Date(Date.now() + 3_600_000).toISOString();
  const known = { provider_id: 'credential', password: `hash-${mark}`, access_token: `access-${mark}` };
  return {
    users,
    sessions: await made('sessions', { token: `token-${mark}`, user_id, expires_at }),
    accounts: await made('accounts', { account_id: user_id, user_id, ...known }),
    verifications: await made('verifications', {
      identifier: `to-${mark}`,
      value: `value-${mark}`,
      expires_at,
    }),
  };
}

/** Nobody, whose ids, tokens and addresses are as well-formed as anybody's. */
function nobody(): Person {
  const mark = newId();
  const ids = { id: newId(), user_id: newId(), account_id: newId(), provider_id: 'credential' };
  const row = { ...ids, token: mark, email: `${mark}@loja.example`, identifier: mark, value: mark };
  return { users: row, sessions: row, accounts: row, verifications: row };
}

/** An input that names a person's row wherever it names one. */
function naming(operation: AnyOperation, person: Person): Record<string, unknown> {
  const row = person[kindOf(operation)];
  const sample = sampleInput(operation.input, (key) => row[key]);
  const named = Object.keys(sample).filter((key) => key in row && (!creates(operation) || key === 'user_id'));
  return {
    ...sample,
    ...Object.fromEntries(named.map((key) => [key, row[key]])),
    ...('where' in sample && { where: [{ field: 'id', operator: 'eq', value: row.id }] }),
  };
}

const ask = (operation: AnyOperation, person: Person): Promise<Answer> =>
  sweep.ask('rest', operation, restRequest(operation, naming(operation, person)), credentials('auth'));

/** All that is kept of a person. */
async function kept({ users, verifications }: Person): Promise<unknown> {
  const id = users.id ?? '';
  return Promise.all([
    house.sql`select * from users where id = ${id}`,
    house.sql`select * from sessions where user_id = ${id}`,
    house.sql`select * from accounts where user_id = ${id}`,
    house.sql`select * from verifications where identifier = ${verifications.identifier ?? ''}`,
  ]);
}
const counted = () =>
  house.sql`select (select count(*) from users) as users, (select count(*) from sessions) as sessions,
    (select count(*) from accounts) as accounts, (select count(*) from verifications) as verifications`;

let ana: Person;
let bruno: Person;
beforeEach(async () => {
  ana = await newPerson();
  bruno = await newPerson();
});

describe('what nobody has', () => {
  const NOTHING = { items: [], total: 0, count: 0, updated: 0, deleted: 0, item: null };

  it.each(doors)('is not found, or makes no list longer, at $name', async (operation) => {
    const before = [await kept(ana), await counted()];
    const answer = await ask(operation, nobody());
    const out = outOf(operation);
    const lists = Object.keys(NOTHING).filter((key) => out.has(key) && key !== 'item');
    if (creates(operation) && 'user_id' in naming(operation, ana)) {
      expect([answer.status, answer.error?.errors?.[0]?.path]).toEqual([422, 'user_id']);
    } else if (!creates(operation)) {
      expect(answer.status, answer.text).toBe(lists.length > 0 ? 200 : 404);
      for (const key of lists) expect(Object(answer.value)[key]).toEqual(Object(NOTHING)[key]);
    }
    if (!creates(operation) || answer.error) expect([await kept(ana), await counted()]).toEqual(before);
  });
});

describe('an id of another kind is nobody’s', () => {
  const byId = doors.filter((operation) => pathOf(operation).endsWith('/{id}'));
  it.each(byId)('at $name', async (operation) => {
    const before = await kept(ana);
    const { id: _, ...row } = ana[kindOf(operation)];
    const others = (['users', 'sessions', 'accounts', 'verifications'] as const).filter(
      (kind) => kind !== kindOf(operation),
    );
    const unknown = await ask(operation, nobody());
    for (const kind of others) {
      const mixed = { ...ana, [kindOf(operation)]: { ...row, id: ana[kind].id ?? '' } };
      const answer = await ask(operation, mixed);
      expect([answer.status, saying(answer.error)]).toEqual([404, saying(unknown.error)]);
    }
    expect(await kept(ana)).toEqual(before);
  });
});

describe('one person’s row is named, and no other person is shown or changed', () => {
  it.each(doors)('at $name', async (operation) => {
    const before = await kept(bruno);
    const answer = await ask(operation, ana);
    expect([200, 201, 204, 409], answer.text).toContain(answer.status);
    const theirs = Object.values(bruno).flatMap(Object.values) as unknown[];
    const secrets = theirs.filter(
      (word) => typeof word === 'string' && !Number.isFinite(Date.parse(word)) && word.length > 12,
    );
    expect(secrets.filter((word) => answer.text.includes(String(word)))).toEqual([]);
    expect(await kept(bruno)).toEqual(before);
  });
});

describe('whose a row is', () => {
  const changes = doors.filter(
    (operation) => operation.rest?.method === 'patch' || pathOf(operation).endsWith('/update'),
  );
  it.each(changes)('is not for $name to change', async (operation) => {
    const input = naming(operation, ana);
    const taken = { user_id: bruno.users.id };
    const given =
      'set' in input ? { ...input, set: { ...Object(input.set), ...taken } } : { ...input, ...taken };
    const before = await kept(ana);
    const answer = await sweep.ask('rest', operation, restRequest(operation, given), credentials('auth'));
    expect(answer.status, answer.text).toBe(422);
    expect(answer.error?.errors?.[0]).toMatchObject({ code: 'unrecognized_keys' });
    expect(await kept(ana)).toEqual(before);
  });
});
