import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, expect, it } from 'vitest';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

const soon = () => new Date(Date.now() + 600_000).toISOString();
/** How often each status was answered. */
const tally = (answers: { status: number }[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(answers, ({ status }) => status)).map(([status, all]) => [
      status,
      all?.length,
    ]),
  );
const together = (times: number, ask: (n: number) => ReturnType<TestHouse['auth']>) =>
  Promise.all(Array.from({ length: times }, (_, n) => ask(n)));

it('gives a verification to one of a hundred who ask at once', async () => {
  const verification = { identifier: 'reset:1', value: 'v', expires_at: soon() };
  const consume = (body: object) => together(100, () => house.auth('POST', 'verifications/consume', body));

  const { body } = await house.auth('POST', 'verifications', verification);
  expect(tally(await consume({ id: body.id }))).toEqual({ 200: 1, 404: 99 });

  const { expires_at: _, ...known } = verification;
  await house.auth('POST', 'verifications', verification);
  expect(tally(await consume(known))).toEqual({ 200: 1, 404: 99 });

  // Issued twice, it is still one.
  await house.auth('POST', 'verifications', verification);
  await house.auth('POST', 'verifications', verification);
  expect(tally(await consume(known))).toEqual({ 200: 1, 404: 99 });
});

it('signs up one of many who have one address, however they write it', async () => {
  for (let round = 0; round < 5; round++) {
    const email = `ana-${round}@loja.example`;
    const written = [...email].map((letter, n) => (n % 3 === 0 ? letter.toUpperCase() : letter)).join('');
    const answers = await together(20, (n) =>
      house.auth('POST', 'users', { name: 'Ana', email: n % 2 ? email : written }),
    );
    expect(tally(answers)).toEqual({ 201: 1, 409: 19 });
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.reason)).toEqual(
      Array(19).fill('email.taken'),
    );
  }
});

it('never answers a session again once its end was answered', async () => {
  const { body: user } = await house.auth('POST', 'users', { name: 'Ana', email: 'sessions@loja.example' });
  for (let round = 0; round < 20; round++) {
    const token = `token-${round}`;
    await house.auth('POST', 'sessions', { token, user_id: user.id, expires_at: soon() });
    const look = () => house.auth('GET', `sessions/by-token/${token}`);
    // Look-ups are under way while it ends: what they find late must not be kept.
    const [ended] = await Promise.all([
      house
        .auth('DELETE', `sessions/by-user/${user.id}`)
        .then(async (answer) => ({ answer, after: await look() })),
      together(10, look),
    ]);
    expect(ended).toMatchObject({ answer: { body: { deleted: 1 } }, after: { status: 404 } });
    expect((await look()).status).toBe(404);
  }
});

it('leaves no session and no open company of a user who is deleted meanwhile', async () => {
  for (let round = 0; round < 10; round++) {
    const { body: user } = await house.auth('POST', 'users', {
      name: 'Ana',
      email: `leaving-${round}@loja.example`,
    });
    const answers = await Promise.all([
      house.auth('DELETE', `users/${user.id}`),
      house.rest('POST', '/internal/company/ensure', {}, user.id),
      ...Array.from({ length: 5 }, (_, n) =>
        house.auth('POST', 'sessions', { token: `${user.id}-${n}`, user_id: user.id, expires_at: soon() }),
      ),
    ]);
    const [deleted, ensured, ...sessions] = answers.map(({ status }) => status);
    expect(deleted).toBe(204);
    expect([200, 401, 404]).toContain(ensured);
    for (const status of sessions) expect([201, 422]).toContain(status);
    expect(await house.sql`select id from sessions where user_id = ${user.id}`).toEqual([]);
    expect(await house.sql`select id from companies where owner_user_id = ${user.id}`).toEqual([]);
  }
});
