import { randomBytes } from 'node:crypto';
import { type ApiProcess, startApiProcess } from '@vek1/testing/api-process';
import { createTestDatabase, type TestDatabase } from '@vek1/testing/database';
import { eventually } from '@vek1/testing/eventually';
import { callRest, TOKENS } from '@vek1/testing/house';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Far beyond what `_cache-stats` states. */
const AT_LAST_MS = 30_000;

let database: TestDatabase;
let one: ApiProcess;
let other: ApiProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  const env = {
    DATABASE_URL: database.url,
    ROLE: 'api',
    AUTH_TOKEN: TOKENS.auth,
    INTERNAL_TOKEN: TOKENS.internal,
    WEBHOOK_TOKEN: TOKENS.webhook,
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
  };
  [one, other] = await Promise.all([startApiProcess(env), startApiProcess(env)]);
});
afterAll(async () => {
  await Promise.all([one?.kill('SIGTERM'), other?.kill('SIGTERM')]);
  await database?.close();
});

const auth = (api: ApiProcess, method: string, path: string, body?: object) =>
  callRest(api.url, method, `/internal/auth/${path}`, body, { 'x-auth-token': TOKENS.auth });
const company = (api: ApiProcess, user_id: string, method = 'GET', path = '/internal/company') =>
  callRest(api.url, method, path, undefined, {
    'x-internal-token': TOKENS.internal,
    'x-actor-user-id': user_id,
  });

it('refuses what another process has revoked: at once there, everywhere when what is kept has aged', async () => {
  const { body: user } = await auth(one, 'POST', 'users', { name: 'Ana', email: 'ana@loja.example' });
  const session = { token: 'a-token', user_id: user.id, expires_at: new Date(Date.now() + 600_000) };
  await auth(one, 'POST', 'sessions', session);
  await company(one, user.id, 'POST', '/internal/company/ensure');
  const look = async (api: ApiProcess) => (await auth(api, 'GET', 'sessions/by-token/a-token')).status;
  const mail = async (api: ApiProcess) => (await auth(api, 'GET', 'users/by-email/ana@loja.example')).status;
  const act = async (api: ApiProcess) => (await company(api, user.id)).status;
  for (const api of [one, other]) {
    expect([await look(api), await mail(api), await act(api)]).toEqual([200, 200, 200]);
  }

  await auth(one, 'DELETE', `sessions/by-user/${user.id}`);
  expect(await look(one)).toBe(404);
  await eventually(async () => expect(await look(other)).toBe(404), AT_LAST_MS);

  await auth(one, 'DELETE', `users/${user.id}`);
  expect([await mail(one), await act(one)]).toEqual([404, 401]);
  await eventually(async () => expect([await mail(other), await act(other)]).toEqual([404, 401]), AT_LAST_MS);
});

it('logs neither a hash nor a token of a request that fails', async () => {
  const secret = 'a-secret-that-nobody-may-read';
  const { body: user } = await auth(one, 'POST', 'users', { name: 'Bia', email: 'bia@loja.example' });
  const account = { user_id: user.id, provider_id: 'credential', account_id: user.id, password: secret };
  const session = { token: secret, user_id: user.id, expires_at: new Date(Date.now() + 600_000) };
  const answers = [
    await auth(one, 'POST', 'accounts', account),
    await auth(one, 'POST', 'accounts', account),
    await auth(one, 'POST', 'accounts', { ...account, password: [secret] }),
    await auth(one, 'POST', 'accounts', { ...account, account_id: 'x', password: `${secret}\u0000` }),
    await auth(one, 'POST', 'sessions', session),
    await auth(one, 'POST', 'sessions', session),
    await auth(one, 'GET', `sessions/by-token/${secret}x`),
    await auth(one, 'GET', `sessions/by-token/${secret.repeat(20)}`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 409, 422, 422, 201, 409, 404, 422]);
  for (const { status, body } of answers)
    if (status > 201) expect(JSON.stringify(body)).not.toContain(secret);
  const failed = answers.filter(({ status }) => status > 201).length;
  await eventually(() => {
    const lines = one.log.filter(({ op }) =>
      /^identity\.(createAccount|createSession|sessionByToken)$/.test(String(op)),
    );
    expect(lines.length).toBeGreaterThanOrEqual(failed);
  }, AT_LAST_MS);
  expect(JSON.stringify(one.log)).not.toContain(secret);
});
