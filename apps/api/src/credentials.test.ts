import { operations } from '@vek1/core/domains';
import type { Face } from '@vek1/core/kernel/access';
import type { AnyOperation } from '@vek1/core/kernel/operation';
import { credentials, requestOf, scopeOf, TOKEN_HEADERS } from '@vek1/testing/ask-operation';
import { NEXT_TOKENS, startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import { sampleInput } from '@vek1/testing/sample-input';
import type { Shop } from '@vek1/testing/shop';
import { startSweep } from '@vek1/testing/sweep';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
let shop: Shop;
const sweep = startSweep('credentials', () => house.app);

beforeAll(async () => {
  house = await startTestHouse({ rate_limiter: null });
  shop = await house.shop([]);
  await house.sql`
    insert into users (id, name, email, created_at, updated_at)
    values ('newcomer', 'Recém-chegada', 'nova@loja.example', now(), now())`;
});
afterAll(async () => {
  await house?.close();
  sweep.report();
});

const reached = operations.filter(({ faces }) => faces.length > 0);
const doors = reached.flatMap((operation) =>
  operation.faces.map((face) => [operation.name, face, operation] as const),
);
const guarded = doors.filter(([, face, operation]) => TOKEN_HEADERS[scopeOf(face, operation)]);
const signed = doors.filter(([, face, operation]) => scopeOf(face, operation) === 'hmac');
const forPeople = guarded.filter(([, face, operation]) => scopeOf(face, operation) === 'app');

function knock(face: Face, operation: AnyOperation, headers: Record<string, string>) {
  const input = sampleInput(operation.input);
  return sweep.ask(face, operation, requestOf(face, operation, input), headers);
}

describe('a token', () => {
  it.each(guarded)('that is none of the valid ones is 401 at %s by %s', async (_, face, operation) => {
    const scope = scopeOf(face, operation);
    const header = TOKEN_HEADERS[scope] ?? '';
    const valid = credentials(scope, shop.user_id);
    const token = valid[header] ?? '';
    const every_other = Object.values(TOKENS).filter((other) => other !== token);
    const wrong = [
      '',
      ' ',
      `${token}x`,
      token.slice(0, -1),
      token.toUpperCase(),
      `${token},${token}`,
      'old-'.padEnd(40, '0'),
    ];
    for (const given of [null, ...wrong, ...every_other]) {
      const { [header]: _, ...others } = valid;
      const answer = await knock(face, operation, given === null ? others : { ...others, [header]: given });
      expect({ given, status: answer.status, code: answer.error?.errorCode }).toEqual({
        given,
        status: 401,
        code: 'UNAUTHORIZED',
      });
    }
  });

  it.each(guarded)('of another scope opens nothing at %s by %s', async (_, face, operation) => {
    const scope = scopeOf(face, operation);
    const others = (['app', 'auth', 'webhook'] as const).filter((other) => other !== scope);
    const headers = Object.assign({}, ...others.map((other) => credentials(other, shop.user_id)));
    expect((await knock(face, operation, headers)).status).toBe(401);
  });

  it.each(guarded)('and the one that follows it are both valid at %s by %s', async (_, face, operation) => {
    const scope = scopeOf(face, operation);
    for (const tokens of [TOKENS, NEXT_TOKENS]) {
      const answer = await knock(face, operation, credentials(scope, shop.user_id, tokens));
      // A webhook's own secret is another matter.
      if (scope !== 'webhook') expect(answer.status).not.toBe(401);
    }
  });
});

describe('a signature', () => {
  it.each(signed)('is replaced by no token at %s by %s', async (_, face, operation) => {
    const tokens = (['app', 'auth', 'webhook'] as const).map((scope) => credentials(scope, shop.user_id));
    expect((await knock(face, operation, Object.assign({}, ...tokens))).status).toBe(401);
  });
});

describe('who acts', () => {
  const odd = ['', ' ', 'nobody', "' or 1=1 --", 'é'.repeat(20), 'x'.repeat(8000), '__proto__'];
  it.each(forPeople)('is somebody the house knows, or 401 at %s by %s', async (_, face, operation) => {
    for (const user_id of odd) {
      const answer = await knock(face, operation, credentials('app', user_id));
      expect({ user_id, status: answer.status }).toEqual({ user_id, status: 401 });
    }
  });

  it.each(forPeople)(
    'may be left unsaid where a machine may ask, else 401 at %s by %s',
    async (_, face, operation) => {
      const { status } = await knock(face, operation, credentials('app'));
      if (operation.access.passes.includes('service')) expect(status).not.toBe(401);
      else expect(status).toBe(401);
    },
  );

  const withCompany = forPeople.filter(
    ([, , { name, access }]) => access.scope === 'app' && name !== 'company.ensure',
  );
  it.each(withCompany)('has a company, or 403 says so at %s by %s', async (_, face, operation) => {
    const answer = await knock(face, operation, credentials('app', 'newcomer'));
    expect(answer).toMatchObject({ status: 403, error: { reason: 'company.required' } });
  });
});
