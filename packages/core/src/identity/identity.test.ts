import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

const at = (ms: number) => new Date(Date.now() + ms).toISOString();
const HOUR = 3_600_000;
const hash = 'salt:hash-of-a-password';

let count = 0;
async function newUser(more: object = {}) {
  const id = `user-${count++}`;
  const given = { id, name: 'Ana', email: `${id}@loja.example`, ...more };
  const { status, body } = await house.auth('POST', 'users', given);
  expect(status).toBe(201);
  return body;
}
async function newSession(user_id: string, more: object = {}) {
  const given = { token: `token-${count++}`, user_id, expires_at: at(HOUR), ...more };
  const { status, body } = await house.auth('POST', 'sessions', given);
  expect(status).toBe(201);
  return body;
}
async function newVerification(more: object = {}) {
  const given = { identifier: `reset:${count++}`, value: `value-${count}`, expires_at: at(HOUR), ...more };
  const { status, body } = await house.auth('POST', 'verifications', given);
  expect(status).toBe(201);
  return body;
}
const path = (...parts: string[]) => parts.map(encodeURIComponent).join('/');

describe('a user', () => {
  it('is kept as given, with an id of ours where none is, and found by id and by e-mail in any case', async () => {
    const created_at = '2026-01-02T03:04:05.678Z';
    const user = await newUser({
      email: 'Ana+Loja@Example.com',
      image: 'https://a.example/a.png',
      created_at,
    });
    expect(user).toEqual({
      id: user.id,
      name: 'Ana',
      email: 'Ana+Loja@Example.com',
      email_verified: false,
      image: 'https://a.example/a.png',
      created_at,
      updated_at: expect.any(String),
    });
    expect((await house.auth('GET', path('users', 'by-id', user.id))).body).toEqual(user);
    for (const email of ['Ana+Loja@Example.com', 'ana+loja@example.COM'])
      expect((await house.auth('GET', path('users', 'by-email', email))).body).toEqual(user);
    const made = await house.auth('POST', 'users', { name: '', email: 'sem-id@loja.example' });
    expect(made.body.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('has an address and an id that no other has, whatever the case', async () => {
    const { id, email } = await newUser();
    const other = await newUser();
    const taken = { status: 409, body: { reason: 'email.taken' } };
    const twin = { name: 'Bia', email: email.toUpperCase() };
    expect(await house.auth('POST', 'users', twin)).toMatchObject(taken);
    expect(await house.auth('PATCH', path('users', other.id), { email: twin.email })).toMatchObject(taken);
    expect(await house.auth('POST', 'users', { ...twin, id, email: 'b@loja.example' })).toMatchObject({
      status: 409,
      body: { reason: 'id.taken' },
    });
  });

  it('changes what is said and keeps the rest', async () => {
    const { updated_at: _was, ...user } = await newUser({ image: 'https://a.example/a.png' });
    const changed = await house.auth('PATCH', path('users', user.id), { email_verified: true, image: null });
    expect(changed).toMatchObject({ status: 200, body: { ...user, email_verified: true, image: null } });
    expect(await house.auth('PATCH', path('users', 'nobody'), { name: 'x' })).toMatchObject({ status: 404 });
  });

  it('is answered as they are now, not as they were kept', async () => {
    const { id, email } = await newUser();
    const look = async (address: string) =>
      (await house.auth('GET', path('users', 'by-email', address))).body;
    expect((await look(email)).email_verified).toBe(false);
    await house.auth('PATCH', path('users', id), { email_verified: true });
    expect((await look(email)).email_verified).toBe(true);
    await house.auth('POST', 'users/update', {
      where: [{ field: 'email', operator: 'eq', value: email }],
      set: { email: `new-${email}` },
    });
    expect((await look(email)).statusCode).toBe(404);
    expect((await look(`NEW-${email}`)).id).toBe(id);
    await house.auth('DELETE', path('users', id));
    expect((await look(`new-${email}`)).statusCode).toBe(404);
  });

  it('takes sessions and accounts along, and is gone once', async () => {
    const { id } = await newUser();
    const { token } = await newSession(id);
    await house.auth('POST', 'accounts', { user_id: id, provider_id: 'credential', account_id: id });
    expect((await house.auth('GET', path('sessions', 'by-token', token))).status).toBe(200);
    expect(await house.auth('DELETE', path('users', id))).toMatchObject({ status: 204, body: null });
    expect((await house.auth('DELETE', path('users', id))).status).toBe(404);
    expect((await house.auth('GET', path('sessions', 'by-token', token))).status).toBe(404);
    expect((await house.auth('GET', path('accounts', 'by-user', id))).body.total).toBe(0);
  });
});

describe('a session', () => {
  it('is found by its token and its id until it expires', async () => {
    const { id: user_id } = await newUser();
    const session = await newSession(user_id, { ip_address: '', user_agent: 'Firefox' });
    expect(session).toMatchObject({ user_id, ip_address: '', user_agent: 'Firefox' });
    expect((await house.auth('GET', path('sessions', 'by-token', session.token))).body).toEqual(session);
    expect((await house.auth('GET', path('sessions', 'by-id', session.id))).body).toEqual(session);
    const over = await newSession(user_id, { expires_at: at(-1) });
    expect((await house.auth('GET', path('sessions', 'by-token', over.token))).status).toBe(404);
    expect((await house.auth('GET', path('sessions', 'by-id', over.id))).status).toBe(404);
  });

  it('is not answered after its end, though it was kept before', async () => {
    const { id } = await newUser();
    const { token } = await newSession(id, { expires_at: at(300) });
    await expect
      .poll(async () => (await house.auth('GET', path('sessions', 'by-token', token))).status)
      .toBe(404);
  });

  it('is put off, and ended by its id, its token, several tokens, or its user: at once', async () => {
    const { id: user_id } = await newUser();
    const sessions = await Promise.all(Array.from({ length: 6 }, () => newSession(user_id)));
    const [one, two, three, four, five] = sessions;
    const look = async ({ token }: { token: string }) =>
      (await house.auth('GET', path('sessions', 'by-token', token))).body;
    for (const session of sessions) expect(await look(session)).toEqual(session);

    const expires_at = at(2 * HOUR);
    await house.auth('PATCH', path('sessions', one.id), { expires_at });
    expect((await look(one)).expires_at).toBe(expires_at);
    const byToken = [{ field: 'token', operator: 'eq', value: two.token }];
    const put = await house.auth('POST', 'sessions/update', { where: byToken, set: { expires_at } });
    expect(put.body).toMatchObject({ updated: 1, item: { id: two.id, expires_at } });
    expect((await look(two)).expires_at).toBe(expires_at);

    expect((await house.auth('DELETE', path('sessions', one.id))).status).toBe(204);
    expect((await house.auth('POST', 'sessions/delete', { where: byToken })).body).toEqual({ deleted: 1 });
    const several = [{ field: 'token', operator: 'in', value: [three.token, four.token, 'unknown'] }];
    expect((await house.auth('POST', 'sessions/delete', { where: several })).body).toEqual({ deleted: 2 });
    for (const ended of [one, two, three, four]) expect((await look(ended)).statusCode).toBe(404);
    expect((await look(five)).id).toBe(five.id);
    expect((await house.auth('DELETE', path('sessions', 'by-user', user_id))).body).toEqual({ deleted: 2 });
    expect((await look(five)).statusCode).toBe(404);
  });

  it('belongs to somebody, and has a token of its own', async () => {
    const { id } = await newUser();
    const { token } = await newSession(id);
    const given = { token: 'fresh', user_id: 'nobody', expires_at: at(HOUR) };
    expect(await house.auth('POST', 'sessions', given)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'user_id' }] },
    });
    expect(await house.auth('POST', 'sessions', { ...given, token, user_id: id })).toMatchObject({
      status: 409,
      body: { reason: 'token.taken' },
    });
  });

  it('is swept a day after it has expired, as a verification is', async () => {
    const { id } = await newUser();
    const old = await newSession(id, { expires_at: at(-25 * HOUR) });
    const stale = await newVerification({ expires_at: at(-25 * HOUR) });
    const recent = await newSession(id, { expires_at: at(-HOUR) });
    await newVerification();
    const left = async (table: string, rows: string[]) =>
      (await house.auth('POST', `${table}/query`, { where: [{ field: 'id', operator: 'in', value: rows }] }))
        .body.items;
    expect(await left('sessions', [old.id, recent.id])).toMatchObject([{ id: recent.id }]);
    expect(await left('verifications', [stale.id])).toEqual([]);
  });
});

describe('an account', () => {
  const credential = (user_id: string) => ({
    user_id,
    provider_id: 'credential',
    account_id: user_id,
    password: hash,
  });

  it('gives the hash of its password through two doors, and no other', async () => {
    const { id: user_id } = await newUser();
    const made = await house.auth('POST', 'accounts', credential(user_id));
    const { id } = made.body;
    const where = [{ field: 'user_id', operator: 'eq', value: user_id }];
    const answers = [
      made,
      await house.auth('GET', `accounts/by-provider?provider_id=credential&account_id=${user_id}`),
      await house.auth('POST', 'accounts/query', { where }),
      await house.auth('PATCH', path('accounts', id), { password: hash }),
      await house.auth('POST', 'accounts/update', { where, set: { password: hash } }),
      await house.auth('POST', 'accounts', credential(user_id)),
      await house.auth('POST', 'accounts/query', { where: [{ ...where[0], field: 'password' }] }),
      await house.auth('POST', 'accounts', { ...credential(user_id), password: [hash] }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200, 409, 422, 422]);
    for (const { body } of answers) {
      expect(JSON.stringify(body)).not.toContain(hash);
      expect(body).not.toHaveProperty('password');
    }
    expect((await house.auth('GET', path('accounts', 'by-user', user_id))).body).toMatchObject({
      items: [{ id, password: hash }],
      total: 1,
      limit: 50,
      offset: 0,
    });
    expect((await house.auth('GET', path('accounts', 'password-by-user', user_id))).body).toEqual({
      user_id,
      password: hash,
    });
    expect(JSON.stringify(await house.sql`select before, after from audit_log`)).not.toContain(hash);
  });

  it('of a provider belongs to one user; theirs are found by who they are and where', async () => {
    const { id: user_id } = await newUser();
    const other = await newUser();
    const given = { provider_id: 'google', account_id: 'g-1', access_token: 'a', scope: 'openid' };
    const made = await house.auth('POST', 'accounts', { ...given, user_id });
    expect(made).toMatchObject({ status: 201, body: { ...given, user_id, refresh_token: null } });
    expect(await house.auth('POST', 'accounts', { ...given, user_id: other.id })).toMatchObject({
      status: 409,
      body: { reason: 'account.taken' },
    });
    await house.auth('POST', 'accounts', credential(user_id));
    const found = await house.auth('GET', 'accounts/by-provider?provider_id=google&account_id=g-1');
    expect(found.body).toEqual(made.body);
    const listed = async (query: string) =>
      (await house.auth('GET', `accounts/by-user/${user_id}?${query}`)).body;
    expect((await listed('limit=1')).items).toHaveLength(1);
    expect((await listed('limit=1')).total).toBe(2);
    expect((await listed('provider_id=credential')).items).toMatchObject([{ password: hash }]);
    expect((await listed('provider_id=google&account_id=g-2')).items).toEqual([]);
    expect((await house.auth('GET', path('accounts', 'password-by-user', other.id))).status).toBe(404);
    expect((await house.auth('GET', 'accounts/by-provider?provider_id=google')).body.errors).toMatchObject([
      { path: 'account_id' },
    ]);
  });

  it('is changed, and taken away', async () => {
    const { id: user_id } = await newUser();
    const { body } = await house.auth('POST', 'accounts', credential(user_id));
    const expiry = at(HOUR);
    const changes = { access_token: 'new', access_token_expires_at: expiry, password: 'another:hash' };
    const { password, ...shown } = changes;
    expect((await house.auth('PATCH', path('accounts', body.id), changes)).body).toMatchObject(shown);
    expect((await house.auth('GET', path('accounts', 'password-by-user', user_id))).body.password).toBe(
      password,
    );
    expect((await house.auth('DELETE', path('accounts', body.id))).status).toBe(204);
    expect((await house.auth('DELETE', path('accounts', body.id))).status).toBe(404);
  });
});

describe('a verification', () => {
  it('is found by what it is about and by its value: the newest, unless it has expired', async () => {
    const identifier = 'reset-password:a/b%c d';
    const old = await newVerification({ identifier, value: 'v+1/2', created_at: at(-2_000) });
    const newest = await newVerification({ identifier, value: 'v+1/2', created_at: at(-1_000) });
    await newVerification({ identifier, value: 'v+1/2', expires_at: at(-1) });
    const by = async (kind: string, value: string) =>
      (await house.auth('GET', path('verifications', kind, value))).body;
    expect(await by('by-identifier', identifier)).toEqual(newest);
    expect(await by('by-value', 'v+1/2')).toEqual(newest);
    await house.auth('POST', 'verifications/consume', { id: newest.id });
    expect(await by('by-identifier', identifier)).toEqual(old);
    expect((await house.auth('DELETE', path('verifications', 'by-identifier', identifier))).body).toEqual({
      deleted: 2,
    });
    expect((await by('by-value', 'v+1/2')).statusCode).toBe(404);
  });

  it('holds a value longer than any index could', async () => {
    const value = JSON.stringify({ url: 'x'.repeat(20_000) });
    const { id } = await newVerification({ value });
    const consumed = await house.auth('POST', 'verifications/consume', { id });
    expect(consumed.body.value).toBe(value);
  });

  it('is consumed once, by its id or by all that its bearer must know, before it expires', async () => {
    const consume = (body: object) => house.auth('POST', 'verifications/consume', body);
    const one = await newVerification();
    expect(await consume({ id: one.id })).toMatchObject({ status: 200, body: one });
    expect((await consume({ id: one.id })).status).toBe(404);

    const { identifier, value } = await newVerification();
    expect((await consume({ identifier, value: 'guessed' })).status).toBe(404);
    expect((await consume({ identifier, value })).status).toBe(200);
    expect((await consume({ identifier, value })).status).toBe(404);

    const over = await newVerification({ expires_at: at(-1) });
    expect((await consume({ id: over.id })).status).toBe(404);

    const named = async (body: object) =>
      (await consume(body)).body.errors?.map((error: { path: string }) => error.path);
    expect(await named({})).toEqual(['id']);
    expect(await named({ identifier })).toEqual(['value']);
    expect(await named({ value })).toEqual(['identifier']);
    expect(await named({ id: one.id, identifier, value })).toEqual(['identifier', 'value']);
  });
});

describe('what is kept in the process', () => {
  it('is told: how much, how often it helped, and for how long', async () => {
    const { id } = await newUser();
    const { token } = await newSession(id);
    const stats = async () => (await house.auth('GET', '_cache-stats')).body;
    const before = await stats();
    for (let look = 0; look < 3; look++) await house.auth('GET', path('sessions', 'by-token', token));
    await house.auth('GET', path('sessions', 'by-token', 'unknown'));
    const { sessions_by_token: after, users_by_email } = await stats();
    expect(after).toMatchObject({ max: 10_000, ttl_ms: 5_000 });
    expect(after.hits - before.sessions_by_token.hits).toBe(2);
    expect(after.misses - before.sessions_by_token.misses).toBe(2);
    expect(after.size).toBeGreaterThan(0);
    expect(users_by_email).toMatchObject({ max: 10_000, ttl_ms: 5_000 });
  });
});

describe('bad input', () => {
  const long = 'x'.repeat(600);
  it.each([
    ['POST', 'users', { name: 'Ana' }, ['email']],
    ['POST', 'users', { name: 'Ana', email: 'nobody' }, ['email']],
    ['POST', 'users', { name: 7, email: 'a@b.example', role: 'admin' }, ['name', 'role']],
    ['POST', 'users', { id: '', name: 'Ana', email: 'a@b.example' }, ['id']],
    ['POST', 'users', { name: 'Ana', email: 'a@b.example', created_at: 'yesterday' }, ['created_at']],
    ['PATCH', 'users/x', {}, ['']],
    ['PATCH', 'users/x', { id: 'y' }, ['id']],
    ['PATCH', 'users/x', { email_verified: 'yes' }, ['email_verified']],
    ['POST', 'sessions', { token: 't', user_id: 'u' }, ['expires_at']],
    ['POST', 'sessions', { token: long, user_id: 'u', expires_at: at(HOUR) }, ['token']],
    ['PATCH', 'sessions/x', { user_id: 'another', user_agent: 'x' }, ['user_id']],
    ['GET', `sessions/by-token/${long}`, undefined, ['token']],
    ['POST', 'accounts', { provider_id: 'p', account_id: 'a' }, ['user_id']],
    ['PATCH', 'accounts/x', { password: '' }, ['password']],
    [
      'POST',
      'verifications',
      { identifier: long, value: '', expires_at: 7 },
      ['identifier', 'value', 'expires_at'],
    ],
    ['GET', 'users/by-id/x?verbose=1', undefined, ['verbose']],
  ])('%s %s names what is wrong', async (method, door, body, wrong) => {
    const answer = await house.auth(method, door, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(wrong);
  });

  it('is not repeated, where it may be a secret', async () => {
    const secret = 'top-secret-value';
    for (const door of [
      `sessions/by-token/${secret}`,
      `verifications/by-value/${secret}`,
      `verifications/by-identifier/${secret}`,
    ])
      expect(JSON.stringify((await house.auth('GET', door)).body)).not.toContain(secret);
  });
});
