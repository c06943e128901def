import { operations } from '@vek1/core/domains';
import type { Face } from '@vek1/core/kernel/access';
import type { AnyOperation } from '@vek1/core/kernel/operation';
import {
  type Answer,
  credentials,
  fits,
  requestOf,
  saying,
  scopeOf,
  wayOf,
} from '@vek1/testing/ask-operation';
import { type Field, fieldsOf, type Path, withValue } from '@vek1/testing/contract-fields';
import { isFreeText, ODD_TEXTS, oddValues, wrongValues } from '@vek1/testing/hostile-values';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { sampleInput } from '@vek1/testing/sample-input';
import { startSweep } from '@vek1/testing/sweep';
import { fullKey, makeWholeShop, type WholeShop } from '@vek1/testing/whole-shop';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
let shop: WholeShop;
const sweep = startSweep('hostile input', () => house.app);

beforeAll(async () => {
  house = await startTestHouse({ rate_limiter: null });
  shop = await makeWholeShop(house, { mark: 'Ipê', phone: '5511987654321' });
});
// Nonsense over the gateway's key is taken; with it the gateway would refuse everything that follows.
afterEach(async () => {
  const { user_id, store_id, api_key } = shop;
  await house.app.request(`/internal/orders/store/${store_id}/payment-settings`, {
    method: 'PUT',
    headers: credentials('app', user_id),
    body: JSON.stringify({ abacatepay_api_key: api_key }),
  });
});
afterAll(async () => {
  await house?.close();
  sweep.report();
});

type Input = Record<string, unknown>;
/** Where bytes are signed, nothing of them is read before the signature holds. */
const reached = operations.filter(({ faces, rest }) => faces.length > 0 && !rest?.raw_body);

/** An operation's fields, those that are called and contracted alike once, and inputs to put something hostile into. */
function study(operation: AnyOperation) {
  const { input, rest } = operation;
  const idOf = (key: string) => shop.rowOf(fullKey(rest?.path ?? '', key));
  const smallest = sampleInput(input, idOf);
  const whole = sampleInput(input, idOf, { whole: true });
  const fields = fieldsOf(input).map((field) => [JSON.stringify([field.key, field.choices]), field] as const);
  return {
    fields: [...new Map(fields).values()],
    smallest,
    /** The smallest input, and in full what the field is in. */
    around: ({ path: [top = ''] }: Field): Input => ({ ...smallest, [top]: whole[top] }),
  };
}

const at = (input: Input, path: Path) => path.reduce<unknown>((value, step) => Object(value)[step], input);
const isList = ({ path, choices }: Field) => path.length > 1 || choices.some(({ type }) => type === 'array');

/** The faces that can carry this value of a field as it is. */
const carriers = (operation: AnyOperation, field: Field, input: Input): Face[] => {
  const top = String(field.path[0]);
  return operation.faces.filter(
    (face) => face === 'trpc' || fits(input[top], wayOf(operation, top), isList(field)),
  );
};

const send = (face: Face, operation: AnyOperation, input: Input): Promise<Answer> =>
  sweep.ask(
    face,
    operation,
    requestOf(face, operation, input),
    credentials(scopeOf(face, operation), shop.user_id),
  );

/** Whether an error is about the field, or about what it is in. */
function isAbout({ error }: Answer, path: Path): boolean {
  const field = `${path.join('.')}.`;
  const said = error?.errors?.map((one) => (one.path === '' ? '' : `${one.path}.`)) ?? [];
  return said.some((one) => one.startsWith(field) || field.startsWith(one));
}

const told = (face: string, path: Path, value: unknown, { text }: Answer) =>
  `${face}: ${path.join('.')} = ${JSON.stringify(value)?.slice(0, 80)}: ${text.slice(0, 500)}`;

describe('a value that the contract does not take is 422 and names its field, on both faces alike', () => {
  it.each(reached)('$name', async (operation) => {
    const { fields, around } = study(operation);
    for (const field of fields) {
      const input = around(field);
      for (const value of wrongValues(field, at(input, field.path))) {
        const hostile = withValue(input, field.path, value);
        const faces = carriers(operation, field, hostile);
        const answers = await Promise.all(faces.map((face) => send(face, operation, hostile)));
        for (const answer of answers) {
          const what = told('both', field.path, value, answer);
          const found = { status: answer.status, isAbout: isAbout(answer, field.path) };
          expect(found, what).toEqual({ status: 422, isAbout: true });
          expect(saying(answer.error), what).toEqual(saying(answers[0]?.error ?? null));
        }
      }
    }
  });
});

describe('a strange value is taken or refused, and breaks nothing', () => {
  it.each(reached)('$name', async (operation) => {
    const { fields, around, smallest } = study(operation);
    let turn = 0;
    const inTurn = (faces: readonly Face[]): Face | undefined => faces[turn++ % faces.length];

    for (const field of fields) {
      for (const value of oddValues(field)) {
        const input = around(field);
        const hostile = withValue(input, field.path, value);
        const face = inTurn(carriers(operation, field, hostile));
        if (!face) continue;
        const answer = await send(face, operation, hostile);
        const what = told(face, field.path, value, answer);
        expect(answer.status, what).toBeLessThan(500);
        // Where one of two is wanted, the sample has the other.
        if (answer.status === 422 && at(input, field.path) !== undefined)
          expect(isAbout(answer, field.path), what).toBe(true);
      }
    }

    // What both the contract and the database can hold goes into every text at once.
    const texts = fields.filter(
      (field) => isFreeText(field) && wayOf(operation, String(field.path[0])) !== 'header',
    );
    for (const odd of texts.length > 0 ? ODD_TEXTS : []) {
      let everywhere = smallest;
      for (const field of texts) {
        const text = odd.slice(0, field.choices[0]?.maxLength);
        const filled = withValue({ ...around(field), ...everywhere }, field.path, text);
        if (operation.input.safeParse(filled).success) everywhere = filled;
      }
      const face = inTurn(operation.faces) ?? 'rest';
      const answer = await send(face, operation, everywhere);
      expect(answer.status, told(face, [], everywhere, answer)).toBeLessThan(500);
    }
    expect({}).not.toHaveProperty('polluted');
  });

  it('nor does what was taken break later', async () => {
    await house.settled();
    expect(await house.sql`select title from tasks where kind = 'dead_letter'`).toEqual([]);
  });
});
