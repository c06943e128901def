import { type FakeOidc, type OidcPerson, startOidc } from '@vek1/testing/fakes/oidc';
import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_IP, createAuth } from './auth.ts';

const APP = 'http://app.test';
const PASSWORD = 'pao-quentinho';
const GOOGLE = { client_id: 'vek1', client_secret: 'secret-of-google' };

let house: TestHouse;
let google: FakeOidc;
let auth: ReturnType<typeof createAuth>;
const later: Promise<unknown>[] = [];

beforeAll(async () => {
  house = await startTestHouse();
  google = await startOidc({ ...GOOGLE, redirect_uris: [`${APP}/api/auth/callback/google`] });
  const config = {
    public_app_url: APP,
    app_url: APP,
    api_url: house.url,
    auth_secret: 'secret-of-the-tests-0123456789abcdef0123456789',
    auth_token: TOKENS.auth,
    webhook_token: TOKENS.webhook,
    google: {
      clientId: GOOGLE.client_id,
      clientSecret: GOOGLE.client_secret,
      authorizationUrl: `${google.url}/authorize`,
      tokenUrl: `${google.url}/token`,
    },
  };
  auth = createAuth(config, { later: (work) => later.push(work) });
});
afterAll(async () => {
  await Promise.all(later);
  await google?.close();
  await house?.close();
});

let people = 0;
const newAddress = () => `pessoa-${people++}@loja.example`;

/** Somebody's browser: it keeps cookies, and follows what it is told to. */
function newBrowser() {
  const cookies = new Map<string, string>();
  const address = `203.0.113.${people % 250}`;
  let given: string[] = [];
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  async function go(method: string, path: string, body?: object, from = address) {
    const headers = { origin: APP, cookie: cookie(), 'content-type': 'application/json', [CLIENT_IP]: from };
    const request = new Request(new URL(path, `${APP}/api/auth/`), {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await auth.handler(request);
    given = answer.headers.getSetCookie();
    for (const one of given) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await answer.text();
    return {
      status: answer.status,
      body: text.startsWith('{') ? JSON.parse(text) : null,
      location: answer.headers.get('location'),
    };
  }
  return {
    cookies,
    post: (path: string, body: object = {}, from?: string) => go('POST', path, body, from),
    get: (path: string) => go('GET', path),
    /** The cookies of the last answer, as they were set. */
    given: () => given,
    session: () => auth.api.getSession({ headers: new Headers({ cookie: cookie() }) }),
    async reauthenticatedAt() {
      const headers = new Headers({ cookie: cookie() });
      const found = await auth.api.getSession({ headers });
      return auth.api.reauthenticatedAt({ headers, query: { session_id: found?.session.id ?? '' } });
    },
    /** Through Google and back. */
    async byGoogle(person: OidcPerson) {
      google.person(person);
      const { body } = await go('POST', 'sign-in/social', {
        provider: 'google',
        callbackURL: '/painel',
        errorCallbackURL: '/entrar',
      });
      const consent = await fetch(body.url, { redirect: 'manual' });
      return go('GET', consent.headers.get('location') ?? '');
    },
  };
}

const newestLink = async (to: string) => {
  await Promise.all(later);
  await house.settled();
  const letter = house.outbox.kept().find((it) => it.to === to);
  return /https?:\S+/.exec(letter?.text ?? '')?.[0] ?? '';
};

/** Somebody who has signed up and proved their address. */
async function newPerson(email = newAddress()) {
  const browser = newBrowser();
  await browser.post('sign-up/email', { name: 'Ana', email, password: PASSWORD });
  await browser.get(await newestLink(email));
  expect(await browser.session()).toMatchObject({ user: { email, emailVerified: true } });
  return { browser, email };
}

const atGoogle = (email: string, email_verified = true): OidcPerson => ({
  sub: `sub-${email}`,
  email,
  email_verified,
  name: 'Caio',
});

describe('a password that is given again', () => {
  it('is vouched for in this session and no other, by a cookie that no page can read', async () => {
    const { browser, email } = await newPerson();
    expect(await browser.post('reauthenticate', { password: 'errada-errada' })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_PASSWORD' },
    });
    expect(await browser.reauthenticatedAt()).toBeNull();

    expect((await browser.post('reauthenticate', { password: PASSWORD })).status).toBe(200);
    const [set = '', ...others] = browser.given().filter((it) => it.startsWith('vek1.reauthenticated='));
    expect(others).toEqual([]);
    for (const attribute of ['Max-Age=300', 'HttpOnly', 'SameSite=Strict']) expect(set).toContain(attribute);
    const age_ms = Date.now() - Date.parse((await browser.reauthenticatedAt()) ?? '');
    expect(age_ms).toBeLessThan(60_000);
    expect(age_ms).toBeGreaterThanOrEqual(0);

    const other = newBrowser();
    await other.post('sign-in/email', { email, password: PASSWORD });
    const vouched = browser.cookies.get('vek1.reauthenticated') ?? '';
    other.cookies.set('vek1.reauthenticated', vouched);
    expect(await other.session()).not.toBeNull();
    expect(await other.reauthenticatedAt()).toBeNull();
  });

  it('is not made up: neither by hand nor of another signed cookie', async () => {
    const { browser } = await newPerson();
    await browser.post('reauthenticate', { password: PASSWORD });
    const vouched = browser.cookies.get('vek1.reauthenticated') ?? '';
    const forged = [
      vouched.replace('202', '203'),
      vouched.replace(/%3D$|=$/, ''),
      browser.cookies.get('vek1.session_token') ?? '',
      'x',
    ];
    for (const value of forged) {
      browser.cookies.set('vek1.reauthenticated', value);
      expect(await browser.reauthenticatedAt()).toBeNull();
    }
  });

  it('is taken of who is signed in alone, and guessed ten times a minute at most', async () => {
    expect((await newBrowser().post('reauthenticate', { password: PASSWORD })).status).toBe(401);
    const { browser } = await newPerson();
    const statuses = new Set<number>();
    for (let guess = 0; guess < 12; guess += 1) {
      statuses.add((await browser.post('reauthenticate', { password: 'errada' }, '198.51.100.7')).status);
    }
    expect([...statuses]).toEqual([400, 429]);
  });

  it('is first made by the mail, of who signs in by Google alone', async () => {
    const email = newAddress();
    const browser = newBrowser();
    await browser.byGoogle(atGoogle(email));
    expect((await browser.post('reauthenticate', { password: PASSWORD })).body.code).toBe('INVALID_PASSWORD');

    await browser.post('request-password-reset', { email, redirectTo: '/redefinir-senha' });
    const { location } = await browser.get(await newestLink(email));
    const token = new URL(location ?? '').searchParams.get('token') ?? '';
    const waiting = await house.sql`select identifier, value from verifications`;
    expect(waiting).not.toEqual([]);
    expect(JSON.stringify(waiting)).not.toContain(token);
    expect((await browser.post('reset-password', { token, newPassword: PASSWORD })).status).toBe(200);
    expect(await browser.session()).toBeNull();

    await browser.byGoogle(atGoogle(email));
    expect((await browser.post('reauthenticate', { password: PASSWORD })).status).toBe(200);
    expect(await browser.reauthenticatedAt()).not.toBeNull();
  });
});

describe('signing in with Google', () => {
  it('makes an account, and opens it ever after', async () => {
    const email = newAddress();
    const [first, again] = [newBrowser(), newBrowser()];
    expect((await first.byGoogle(atGoogle(email))).location).toBe('/painel');
    await again.byGoogle(atGoogle(email));
    const user = { email, emailVerified: true, name: 'Caio' };
    expect(await first.session()).toMatchObject({ user });
    expect((await again.session())?.user.id).toBe((await first.session())?.user.id);
    const [account] = await house.sql`select access_token from accounts where account_id = ${`sub-${email}`}`;
    // Sealed: it is longer than what Google gave, and nothing that Google would know.
    expect(account?.access_token).toMatch(/^.{64,}$/);
  });

  it('opens the account with that address, where both sides have proved it', async () => {
    const { browser, email } = await newPerson();
    const other = newBrowser();
    expect((await other.byGoogle(atGoogle(email))).location).toBe('/painel');
    expect((await other.session())?.user.id).toBe((await browser.session())?.user.id);
  });

  it.each([
    ['an account that is there', newPerson],
    ['an address that nobody has yet', async () => ({ email: newAddress() })],
  ])('opens nothing by an address that Google has not proved: %s', async (_, made) => {
    const { email } = await made();
    const browser = newBrowser();
    const { location } = await browser.byGoogle(atGoogle(email, false));
    expect(location).toBe('/entrar?error=email_not_found');
    expect(await browser.session()).toBeNull();
    expect(await house.sql`select id from accounts where account_id = ${`sub-${email}`}`).toHaveLength(0);
  });

  it('does not wait in an account whose address its maker never proved', async () => {
    const email = newAddress();
    await newBrowser().post('sign-up/email', { name: 'Outra', email, password: PASSWORD });
    const browser = newBrowser();
    expect((await browser.byGoogle(atGoogle(email))).location).toContain('error=account_not_linked');
    expect(await browser.session()).toBeNull();
  });

  it('leaves a proved address proved, and who has it in', async () => {
    const email = newAddress();
    const browser = newBrowser();
    await browser.byGoogle(atGoogle(email));
    const later = newBrowser();
    expect((await later.byGoogle(atGoogle(email, false))).location).toContain('error=email_not_found');
    expect(await browser.session()).toMatchObject({ user: { emailVerified: true } });
  });
});

describe('who asks about an address hears the same, whether it is known or not', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, it]) => [key, shape(it)])
      : value === null
        ? null
        : typeof value;
  /** With what is said of this address alone told by its shape. */
  async function answers(path: string, body: (email: string) => object, known: string) {
    const asked = [];
    for (const email of [known, newAddress()]) {
      const browser = newBrowser();
      const { status, body: said } = await browser.post(path, body(email));
      asked.push({ status, said: shape(said), cookies: browser.given().length });
    }
    return asked;
  }

  it.each<[string, (email: string) => object]>([
    [
      'sign-up/email',
      (email) => ({ name: 'Bia', email, password: 'outra-senha', callbackURL: '/bem-vindo' }),
    ],
    ['sign-in/email', (email) => ({ email, password: 'errada-errada' })],
    ['request-password-reset', (email) => ({ email, redirectTo: '/redefinir-senha' })],
    ['send-verification-email', (email) => ({ email, callbackURL: '/bem-vindo' })],
    ['sign-up/email', (email) => ({ name: 'B'.repeat(501), email, password: 'outra-senha' })],
    ['sign-up/email', (email) => ({ name: 'B\u0000', email, password: 'outra-senha' })],
    ['sign-up/email', (email) => ({ name: 'Bia', image: '\ud800', email, password: 'outra-senha' })],
  ])('%s', async (path, body) => {
    const { email } = await newPerson();
    const [known, unknown] = await answers(path, body, email);
    expect(known).toEqual(unknown);
  });

  it('changes nothing of who is there, and tells them alone', async () => {
    const { browser, email } = await newPerson();
    await newBrowser().post('sign-up/email', { name: 'Bia', email, password: 'outra-senha' });
    expect(await newestLink(email)).toBe(`${APP}/entrar`);
    expect(house.outbox.kept().find((it) => it.to === email)).toMatchObject({
      subject: 'Você já tem uma conta na vek1',
      text: expect.stringContaining('Olá, Ana!'),
    });
    expect(await browser.session()).toMatchObject({ user: { name: 'Ana' } });
    expect((await newBrowser().post('sign-in/email', { email, password: 'outra-senha' })).status).toBe(401);
  });
});
