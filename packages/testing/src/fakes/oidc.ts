import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { controlSurface } from './control-surface.ts';
import { createFaults, type Fault } from './faults.ts';
import { type FakeEnv, serveFake } from './serve-fake.ts';

/** A person as the provider knows them: the claims of OpenID Connect. */
export interface OidcPerson {
  sub: string;
  email: string;
  email_verified?: boolean;
  name?: string;
  picture?: string;
}

export interface OidcOptions {
  port?: number;
  client_id: string;
  client_secret: string;
  /** Where it may send people back to. */
  redirect_uris: readonly string[];
}

/** An OpenID Connect provider: authorization code with PKCE, signed id tokens, refresh tokens that rotate. */
export interface FakeOidc {
  url: string;
  discovery_url: string;
  /** Who sits at the browser and consents; null refuses. */
  person(person: OidcPerson | null): void;
  fault(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

const ROUTES = ['discovery', 'token', 'userinfo', 'jwks'] as const;
const LIFETIME_S = 3600;

const AuthorizeQuery = z.object({
  response_type: z.literal('code'),
  state: z.string().optional(),
  scope: z.string().refine((scope) => scope.split(' ').includes('openid')),
  nonce: z.string().optional(),
  code_challenge: z.string().length(43),
  code_challenge_method: z.literal('S256'),
});

const TokenBody = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    code: z.string(),
    code_verifier: z.string(),
    redirect_uri: z.string(),
  }),
  z.object({ grant_type: z.literal('refresh_token'), refresh_token: z.string() }),
]);

interface Grant {
  person: OidcPerson;
  scope: string;
  nonce?: string;
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const secret = () => randomBytes(24).toString('base64url');

/** Starts the fake on `port` (0: any free one). */
export async function startOidc(options: OidcOptions): Promise<FakeOidc> {
  const closing = new AbortController();
  const faults = createFaults(ROUTES, () => ({ error: 'temporarily_unavailable' }), closing.signal);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const codes = new Map<string, Grant & { challenge: string; redirect_uri: string }>();
  const refresh_tokens = new Map<string, Grant>();
  const access_tokens = new Map<string, OidcPerson>();
  let person: OidcPerson | null = null;
  let issuer = '';

  function idToken({ person: { sub, ...claims }, nonce }: Grant): string {
    const iat = Math.floor(Date.now() / 1000);
    const head = base64url({ alg: 'ES256', typ: 'JWT', kid: 'fake' });
    const times = { iat, exp: iat + LIFETIME_S };
    const body = base64url({ iss: issuer, aud: options.client_id, sub, ...times, nonce, ...claims });
    const signed = sign('sha256', Buffer.from(`${head}.${body}`), {
      key: privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return `${head}.${body}.${signed.toString('base64url')}`;
  }

  function tokensFor(grant: Grant) {
    const tokens = { access_token: secret(), refresh_token: secret() };
    access_tokens.set(tokens.access_token, grant.person);
    // The nonce was for the sign-in; a token refreshed later repeats none.
    refresh_tokens.set(tokens.refresh_token, { person: grant.person, scope: grant.scope });
    return {
      ...tokens,
      id_token: idToken(grant),
      token_type: 'Bearer',
      expires_in: LIFETIME_S,
      scope: grant.scope,
    };
  }

  /** What a code or a refresh token stands for; each can be used once. */
  function redeem(body: z.infer<typeof TokenBody>): Grant | undefined {
    if (body.grant_type === 'refresh_token') {
      const grant = refresh_tokens.get(body.refresh_token);
      refresh_tokens.delete(body.refresh_token);
      return grant;
    }
    const grant = codes.get(body.code);
    codes.delete(body.code);
    const challenge = createHash('sha256').update(body.code_verifier).digest('base64url');
    return grant?.challenge === challenge && grant.redirect_uri === body.redirect_uri ? grant : undefined;
  }

  const isClient = (id: unknown, given: unknown) =>
    id === options.client_id && given === options.client_secret;

  const app = new Hono<FakeEnv>().route('/__fake', controlSurface(faults));
  app.get('/.well-known/openid-configuration', faults.at('discovery'), (c) =>
    c.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
      code_challenge_methods_supported: ['S256'],
    }),
  );
  app.get('/jwks', faults.at('jwks'), (c) =>
    c.json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'fake', use: 'sig', alg: 'ES256' }] }),
  );
  app.get('/authorize', (c) => {
    const { client_id, redirect_uri = '', ...query } = c.req.query();
    // Whoever is not known is not sent anywhere.
    if (client_id !== options.client_id || !options.redirect_uris.includes(redirect_uri))
      return c.json({ error: 'invalid_request' }, 400);
    const back = new URL(redirect_uri);
    if (query.state) back.searchParams.set('state', query.state);
    const asked = AuthorizeQuery.safeParse(query);
    if (!asked.success || !person) {
      back.searchParams.set('error', asked.success ? 'access_denied' : 'invalid_request');
      return c.redirect(back.href);
    }
    const code = secret();
    const { code_challenge: challenge, scope, nonce } = asked.data;
    codes.set(code, { person, scope, challenge, redirect_uri, ...(nonce && { nonce }) });
    back.searchParams.set('code', code);
    return c.redirect(back.href);
  });
  app.post('/token', faults.at('token'), async (c) => {
    const form = await c.req.parseBody();
    const basic = /^Basic (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    const [id, given] = basic
      ? Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent)
      : [];
    if (!isClient(id ?? form.client_id, given ?? form.client_secret))
      return c.json({ error: 'invalid_client' }, 401);
    const body = TokenBody.safeParse(form);
    if (!body.success) return c.json({ error: 'invalid_request' }, 400);
    const grant = redeem(body.data);
    return grant ? c.json(tokensFor(grant)) : c.json({ error: 'invalid_grant' }, 400);
  });
  app.get('/userinfo', faults.at('userinfo'), (c) => {
    const known = access_tokens.get(c.req.header('authorization')?.replace(/^Bearer /, '') ?? '');
    return known ? c.json(known) : c.json({ error: 'invalid_token' }, 401);
  });

  const served = await serveFake(app, options.port);
  issuer = served.url;
  return {
    url: served.url,
    discovery_url: `${served.url}/.well-known/openid-configuration`,
    person: (next) => {
      person = next;
    },
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    close() {
      closing.abort();
      return served.close();
    },
  };
}
