import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeOidc, startOidc } from './oidc.ts';

const client = { client_id: 'vek1', client_secret: 'a-secret' };
const redirect_uri = 'http://localhost:3000/callback';
const ana = { sub: '7', email: 'ana@provider.example', email_verified: true, name: 'Ana' };

let fake: FakeOidc;
beforeAll(async () => {
  fake = await startOidc({ ...client, redirect_uris: [redirect_uri] });
});
afterAll(() => fake.close());

const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

async function authorize(query: Record<string, string> = {}) {
  const search = new URLSearchParams({
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri,
    scope: 'openid email',
    state: 'kept',
    nonce: 'once',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...query,
  });
  const response = await fetch(`${fake.url}/authorize?${search}`, { redirect: 'manual' });
  const location = response.headers.get('location');
  return { status: response.status, back: location === null ? null : new URL(location).searchParams };
}

async function token(form: Record<string, string>, as = client) {
  const body = new URLSearchParams({ ...form, ...as });
  const response = await fetch(`${fake.url}/token`, { method: 'POST', body });
  return { status: response.status, body: await response.json() };
}
const grant = (code: string, code_verifier = verifier) =>
  token({ grant_type: 'authorization_code', code, code_verifier, redirect_uri });

describe('the fake provider', () => {
  it('gives for a code, once, tokens that prove who consented', async () => {
    fake.person(ana);
    const { back } = await authorize();
    expect(back?.get('state')).toBe('kept');
    const code = back?.get('code') ?? '';
    const { body } = await grant(code);
    const [head = '', payload = '', signature = ''] = body.id_token.split('.');
    const { keys } = await (await fetch(`${fake.url}/jwks`)).json();
    const key = createPublicKey({ key: keys[0], format: 'jwk' });
    const signed = Buffer.from(`${head}.${payload}`);
    expect(
      verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')),
    ).toBe(true);
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      ...ana,
      iss: fake.url,
      aud: 'vek1',
      nonce: 'once',
    });
    const headers = { authorization: `Bearer ${body.access_token}` };
    expect(await (await fetch(`${fake.url}/userinfo`, { headers })).json()).toEqual(ana);
    expect(await grant(code)).toEqual({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('refuses another verifier, another client, and a refresh token that was used', async () => {
    fake.person(ana);
    const codeOf = async () => (await authorize()).back?.get('code') ?? '';
    expect((await grant(await codeOf(), 'another')).body).toEqual({ error: 'invalid_grant' });
    expect(
      (
        await token(
          { grant_type: 'refresh_token', refresh_token: 'x' },
          { ...client, client_secret: 'guessed' },
        )
      ).status,
    ).toBe(401);
    const { refresh_token } = (await grant(await codeOf())).body;
    expect((await token({ grant_type: 'refresh_token', refresh_token })).status).toBe(200);
    expect((await token({ grant_type: 'refresh_token', refresh_token })).status).toBe(400);
  });

  it('sends nobody to an address it does not know, and says when a person refuses', async () => {
    expect(await authorize({ redirect_uri: 'http://evil.example/' })).toEqual({ status: 400, back: null });
    expect((await authorize({ code_challenge: '' })).back?.get('error')).toBe('invalid_request');
    fake.person(null);
    expect((await authorize()).back?.get('error')).toBe('access_denied');
  });

  it('breaks when told to', async () => {
    fake.fault({ route: 'discovery', status: 503 });
    expect((await fetch(fake.discovery_url)).status).toBe(503);
    expect(await (await fetch(fake.discovery_url)).json()).toMatchObject({ issuer: fake.url });
  });
});
