import { type FakeOidc, startOidc } from '@vek1/testing/fakes/oidc';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLBACK, listen, openBrowser, PROVIDER, serveAuth } from './auth-server.fixture.ts';

const password = 'uma senha longa';
let house: TestHouse;
let provider: FakeOidc;
let auth: ReturnType<typeof serveAuth>;

beforeAll(async () => {
  house = await startTestHouse();
  const at = await listen();
  provider = await startOidc({ ...PROVIDER, redirect_uris: [`${at.url}${CALLBACK}`] });
  auth = serveAuth(at, house.url, provider.discovery_url);
});
afterAll(async () => {
  await auth?.close();
  await provider?.close();
  await house?.close();
});

let people = 0;
/** A person who has just signed up, in their browser. */
async function signUp(email = `pessoa-${people++}@loja.example`) {
  const browser = openBrowser(auth.url);
  const { status, body } = await browser.post('/api/auth/sign-up/email', { name: 'Ana', email, password });
  expect(status).toBe(200);
  return { browser, email, user_id: body.user.id as string };
}

async function signIn(email: string, with_password = password) {
  const browser = openBrowser(auth.url);
  const { status } = await browser.post('/api/auth/sign-in/email', { email, password: with_password });
  return { browser, status };
}

describe('with a password', () => {
  it('signs up, and in again whatever the case of the address', async () => {
    const { browser, user_id } = await signUp('Ana.Souza@Loja.example');
    expect(await browser.session()).toMatchObject({
      user: { id: user_id, name: 'Ana', email: 'ana.souza@loja.example', emailVerified: false },
      session: { userId: user_id },
    });
    const again = await signIn('ANA.SOUZA@loja.example');
    expect((await again.browser.session()).user.id).toBe(user_id);
    expect((await signIn('ana.souza@loja.example', 'outra senha')).status).toBe(401);
    expect((await signIn('ninguem@loja.example')).status).toBe(401);
  });

  it('signs nobody up under an address that is taken', async () => {
    const { email } = await signUp();
    const browser = openBrowser(auth.url);
    const body = { name: 'Bia', email: email.toUpperCase(), password };
    expect((await browser.post('/api/auth/sign-up/email', body)).status).toBe(422);
    expect(await browser.session()).toBeNull();
  });

  it('puts off the end of a session that is used', async () => {
    const { browser, user_id } = await signUp();
    await house.sql`update sessions set expires_at = now() + interval '1 hour' where user_id = ${user_id}`;
    // What this process keeps of it is forgotten by a write through its doors alone.
    await expect
      .poll(async () => Date.parse((await browser.session()).session.expiresAt), { timeout: 20_000 })
      .toBeGreaterThan(Date.now() + 6 * 86_400_000);
    const [row] =
      await house.sql`select expires_at > now() + interval '6 days' as put_off from sessions where user_id = ${user_id}`;
    expect(row).toEqual({ put_off: true });
  });

  it('signs out', async () => {
    const { browser, user_id } = await signUp();
    expect((await browser.post('/api/auth/sign-out')).status).toBe(200);
    expect(await browser.session()).toBeNull();
    expect(await house.sql`select id from sessions where user_id = ${user_id}`).toHaveLength(0);
  });
});

describe('sessions', () => {
  it('are listed, and revoked at once: one, the others, all', async () => {
    const { browser: phone, email } = await signUp();
    const [laptop, tablet] = [(await signIn(email)).browser, (await signIn(email)).browser];
    const listed = await phone.get('/api/auth/list-sessions');
    expect(listed.body).toHaveLength(3);

    const { token } = (await laptop.session()).session;
    expect((await phone.post('/api/auth/revoke-session', { token })).status).toBe(200);
    expect(await laptop.session()).toBeNull();
    expect((await phone.post('/api/auth/revoke-other-sessions')).status).toBe(200);
    expect(await tablet.session()).toBeNull();
    expect(await phone.session()).not.toBeNull();
    expect((await phone.post('/api/auth/revoke-sessions')).status).toBe(200);
    expect(await phone.session()).toBeNull();
  });
});

describe('a password', () => {
  it('is changed by who knows it, and signs everybody else out', async () => {
    const { browser, email } = await signUp();
    const other = (await signIn(email)).browser;
    const change = { currentPassword: password, newPassword: 'a nova senha', revokeOtherSessions: true };
    expect(
      (await browser.post('/api/auth/change-password', { ...change, currentPassword: 'errada' })).status,
    ).toBe(400);
    expect((await browser.post('/api/auth/change-password', change)).status).toBe(200);
    expect(await other.session()).toBeNull();
    expect(await browser.session()).not.toBeNull();
    expect((await signIn(email)).status).toBe(401);
    expect((await signIn(email, 'a nova senha')).status).toBe(200);
  });

  it('is reset by who has the mail, once', async () => {
    const { email } = await signUp();
    const { browser } = await signIn(email);
    const ask = (to: string) => browser.post('/api/auth/request-password-reset', { email: to });
    expect((await ask('ninguem@loja.example')).body).toEqual((await ask(email)).body);
    const { to, token = '' } = auth.mails.at(-1) ?? {};
    expect(to).toBe(email);

    const reset = (newPassword: string) => browser.post('/api/auth/reset-password', { token, newPassword });
    const answers = await Promise.all([reset('a nova senha'), reset('a nova senha')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect((await reset('mais uma senha')).status).toBe(400);
    expect((await signIn(email)).status).toBe(401);
    expect((await signIn(email, 'a nova senha')).status).toBe(200);
  });
});

describe('an address', () => {
  it('is verified by who has the mail', async () => {
    const { browser, email } = await signUp();
    await browser.post('/api/auth/send-verification-email', { email });
    const { url = '' } = auth.mails.at(-1) ?? {};
    expect((await browser.session()).user.emailVerified).toBe(false);
    expect((await browser.get(url)).status).toBe(302);
    expect((await browser.session()).user.emailVerified).toBe(true);
  });
});

describe('with a provider', () => {
  /** Through the provider and back. */
  async function signInByProvider(browser = openBrowser(auth.url)) {
    const { body } = await browser.post('/api/auth/sign-in/social', {
      provider: 'fake',
      callbackURL: '/inicio',
    });
    const consent = await browser.get(body.url);
    const back = await browser.get(consent.location ?? '');
    return { browser, back };
  }
  const person = (email: string) => ({ sub: `sub-${email}`, email, email_verified: true, name: 'Caio' });

  it('signs up at the first time, and in ever after', async () => {
    provider.person(person('caio@provider.example'));
    const { browser, back } = await signInByProvider();
    expect(back).toMatchObject({ status: 302, location: '/inicio' });
    const first = await browser.session();
    expect(first.user).toMatchObject({ name: 'Caio', email: 'caio@provider.example', emailVerified: true });
    const again = await signInByProvider();
    expect((await again.browser.session()).user.id).toBe(first.user.id);
    expect(
      await house.sql`select provider_id, account_id from accounts where user_id = ${first.user.id}`,
    ).toEqual([{ provider_id: 'fake', account_id: 'sub-caio@provider.example' }]);
  });

  it('takes a state once', async () => {
    provider.person(person('duda@provider.example'));
    const browser = openBrowser(auth.url);
    const { body } = await browser.post('/api/auth/sign-in/social', {
      provider: 'fake',
      callbackURL: '/inicio',
    });
    const { location } = await browser.get(body.url);
    expect((await browser.get(location ?? '')).location).toBe('/inicio');
    expect((await openBrowser(auth.url).get(location ?? '')).location).toMatch(/error=/);
  });

  it('signs nobody in who refuses there', async () => {
    provider.person(null);
    const { browser, back } = await signInByProvider();
    expect(back.location).toMatch(/error=access_denied/);
    expect(await browser.session()).toBeNull();
  });

  it('is linked to who is signed in, and refreshes its tokens', async () => {
    const { browser, email, user_id } = await signUp();
    provider.person(person(email));
    const { body } = await browser.post('/api/auth/link-social', { provider: 'fake', callbackURL: '/conta' });
    const { location } = await browser.get(body.url);
    expect((await browser.get(location ?? '')).location).toBe('/conta');
    const accounts: { id: string; providerId: string }[] = (await browser.get('/api/auth/list-accounts'))
      .body;
    expect(accounts.map(({ providerId }) => providerId).sort()).toEqual(['credential', 'fake']);

    const accountId = accounts.find(({ providerId }) => providerId === 'fake')?.id;
    const token = async () =>
      (await browser.post('/api/auth/get-access-token', { accountId })).body.accessToken;
    const before = await token();
    expect(before).toEqual(expect.any(String));
    await house.sql`update accounts set access_token_expires_at = now() where id = ${accountId ?? ''}`;
    const after = await token();
    expect(after).toEqual(expect.any(String));
    expect(after).not.toBe(before);
    expect(await token()).toBe(after);
    expect((await browser.post('/api/auth/unlink-account', { accountId })).status).toBe(200);
    expect((await browser.get('/api/auth/list-accounts')).body).toHaveLength(1);
    expect(await house.sql`select id from accounts where user_id = ${user_id}`).toHaveLength(1);
  });
});

describe('a user who is deleted', () => {
  it('is gone, signed out everywhere, and their company closed', async () => {
    const { browser, email, user_id } = await signUp();
    const other = (await signIn(email)).browser;
    const company = await house.rest('POST', '/internal/company/ensure', {}, user_id);
    expect(company.status).toBe(200);
    expect((await browser.post('/api/auth/delete-user', { password })).status).toBe(200);
    expect(await browser.session()).toBeNull();
    expect(await other.session()).toBeNull();
    expect((await signIn(email)).status).toBe(401);
    expect((await house.rest('GET', '/internal/company', undefined, user_id)).status).toBe(401);
    const [closed] =
      await house.sql`select owner_user_id, closed_at is not null as closed from companies where id = ${company.body.id}`;
    expect(closed).toEqual({ owner_user_id: null, closed: true });
    expect(await signUp(email)).toMatchObject({ email });
  });
});
