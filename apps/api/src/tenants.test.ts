import { operations } from '@vek1/core/domains';
import type { Face } from '@vek1/core/kernel/access';
import { newId } from '@vek1/core/kernel/ids';
import type { AnyOperation } from '@vek1/core/kernel/operation';
import {
  type Answer,
  credentials,
  requestOf,
  saying,
  scopeOf,
  type Way,
  wayOf,
} from '@vek1/testing/ask-operation';
import { type Field, fieldsOf, isId, type Path, withValue } from '@vek1/testing/contract-fields';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { sampleInput } from '@vek1/testing/sample-input';
import { startSweep } from '@vek1/testing/sweep';
import { hashRows, wordsOf } from '@vek1/testing/tenant-rows';
import { fullKey, makeWholeShop, type WholeShop } from '@vek1/testing/whole-shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
/** Whose rows are asked for. */
let mine: WholeShop;
/** Who asks. */
let theirs: WholeShop;
let secrets: string[];
let before: Record<string, string>;
const sweep = startSweep('tenants', () => house.app);

beforeAll(async () => {
  house = await startTestHouse({ rate_limiter: null });
  mine = await makeWholeShop(house, { mark: 'Jacarandá', phone: '5511987654321' });
  theirs = await makeWholeShop(house, { mark: 'Umbuzeiro', phone: '5511912345678' });
  const [ours, others] = await Promise.all([mine, theirs].map((shop) => wordsOf(house.sql, shop.company_id)));
  secrets = [...(ours ?? [])].filter((word) => word.length >= 8 && !others?.has(word));
  before = await hashRows(house.sql, mine.company_id);
});
afterAll(async () => {
  await house?.close();
  sweep.report();
});

type Input = Record<string, unknown>;
const reached = operations.filter(({ access, faces }) => access.scope === 'app' && faces.length > 0);

/** Names that others give, and that are kept as they come: no row of ours. */
const NAMES_OF_OTHERS: ReadonlySet<string> = new Set(['external_id', 'end_to_end_id']);
const KEPT_AS_IT_COMES: ReadonlySet<string> = new Set(['usage.record.turn_id']);

/** The fields of an operation that name a row of ours. */
const rowFields = ({ name, input }: AnyOperation): Field[] =>
  fieldsOf(input).filter(
    ({ path, key, choices }) =>
      (choices.some(isId) || (/(^|_)id$/.test(key) && choices.some(({ type }) => type === 'string'))) &&
      !NAMES_OF_OTHERS.has(key) &&
      !KEPT_AS_IT_COMES.has(`${name}.${path.join('.')}`),
  );
const owned = reached.filter((operation) => rowFields(operation).length > 0);

const rowIn =
  (shop: WholeShop, { rest }: AnyOperation) =>
  (key: string) =>
    shop.rowOf(fullKey(rest?.path ?? '', key));
const sampleOf = (operation: AnyOperation, shop: WholeShop): Input =>
  sampleInput(operation.input, rowIn(shop, operation));

const send = (face: Face, operation: AnyOperation, input: Input, user_id?: string): Promise<Answer> =>
  sweep.ask(
    face,
    operation,
    requestOf(face, operation, input),
    credentials(scopeOf(face, operation), user_id),
  );

const TENANTS: ReadonlySet<string> = new Set(['company_id', 'store_id', 'store_ids']);

/** Choices among what there is: an id that is none of it is left out, and the answer says how many there were. */
const LEFT_OUT: ReadonlySet<string> = new Set(['erp.replay.event_ids', 'erp.dismiss.event_ids']);

/** What is said to an id that is not the caller's, by where it stands. */
function statusesFor({ name }: AnyOperation, way: Way, key: string): number[] {
  if (way === 'path') return [404];
  if (LEFT_OUT.has(`${name}.${key}`)) return [200, 409];
  if (TENANTS.has(key)) return [403];
  return way === 'query' ? [200, 404, 422] : [422];
}

const named = ({ error }: Answer, path: Path) =>
  error?.errors?.some((one) => `${one.path}.`.startsWith(`${path.join('.')}.`)) ?? false;

describe('every id that an input can name', () => {
  it.each(owned)('of $name has a row in this sweep', (operation) => {
    const unknown = rowFields(operation).filter(({ key }) => rowIn(mine, operation)(key) === undefined);
    expect(unknown.map(({ path }) => path.join('.'))).toEqual([]);
  });
});

describe("another company's id is the same as one that does not exist, shows nothing and changes nothing", () => {
  it.each(owned)('at $name', async (operation) => {
    const fields = rowFields(operation);
    const input = sampleOf(operation, theirs);
    const foreign = sampleOf(operation, mine);
    for (const face of operation.faces) {
      for (const { path, key } of fields) {
        const id = rowIn(mine, operation)(key) ?? '';
        const way = wayOf(operation, String(path[0]));
        const answer = await send(face, operation, withValue(input, path, id), theirs.user_id);
        const what = `${face} ${path.join('.')}: ${answer.text.slice(0, 400)}`;
        expect(statusesFor(operation, way, key), what).toContain(answer.status);
        if (answer.status === 422) expect(named(answer, path), what).toBe(true);
        const shown = secrets.filter((word) => word !== id && answer.text.includes(word));
        expect(shown, what).toEqual([]);

        const unknown = await send(face, operation, withValue(input, path, newId()), theirs.user_id);
        expect(saying(unknown.error), what).toEqual(saying(answer.error));
      }
      const answer = await send(face, operation, foreign, theirs.user_id);
      expect([200, 403, 404, 422]).toContain(answer.status);
    }
    expect(await hashRows(house.sql, mine.company_id)).toEqual(before);
  });
});

describe('a machine that names an id nobody has hears what a person does', () => {
  const open = owned.filter(({ access }) => access.passes.includes('service'));
  it.each(open)('at $name', async (operation) => {
    for (const { path, key } of rowFields(operation)) {
      const way = wayOf(operation, String(path[0]));
      const answer = await send('rest', operation, withValue(sampleOf(operation, mine), path, newId()));
      const what = `${path.join('.')}: ${answer.text.slice(0, 400)}`;
      expect(statusesFor(operation, way, key), what).toContain(answer.status);
      if (answer.status === 422) expect(named(answer, path), what).toBe(true);
    }
    expect(await hashRows(house.sql, mine.company_id)).toEqual(before);
  });
});

/** Questions first, as long as nothing moves; what deletes comes last, others need the row. */
const ORDER = ['query', 'command', 'flow'];
const rank = ({ kind, rest }: AnyOperation) =>
  rest?.method === 'delete' ? ORDER.length : ORDER.indexOf(kind);
const inOrder = reached.toSorted((a, b) => rank(a) - rank(b));

describe('with ids of their own', () => {
  beforeAll(() => house.settled());

  it.each(inOrder)('$name is answered as its contract says, by both faces to the byte', async (operation) => {
    const { kind, faces, rest, output } = operation;
    const input = sampleOf(operation, theirs);
    const texts: string[] = [];
    for (const face of kind === 'query' ? faces : faces.slice(-1)) {
      const answer = await send(face, operation, input, theirs.user_id);
      // A sample may meet a state that does not allow it.
      const expected = kind === 'query' ? [200] : [face === 'trpc' ? 200 : (rest?.status ?? 200), 409];
      expect(expected, answer.text).toContain(answer.status);
      if (!answer.error && answer.value !== null)
        expect(output.parse(answer.value), 'its own contract').toEqual(answer.value);
      texts.push(answer.text);
    }
    if (kind === 'query') {
      const { user_id, company_id } = theirs;
      const actor = { kind: 'user', user_id, company_id } as const;
      const told = await house.runner.run(operation, actor, input as never, { face: 'internal' });
      expect(JSON.parse(JSON.stringify(told)), 'what JSON makes of it').toEqual(told);
      texts.push(JSON.stringify(told));
    }
    expect([...new Set(texts)]).toHaveLength(1);
  });
});
