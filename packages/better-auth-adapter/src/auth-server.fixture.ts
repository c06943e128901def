import { randomBytes, scryptSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TOKENS } from '@vek1/testing/house';
import { betterAuth } from 'better-auth';
import { toNodeHandler } from 'better-auth/node';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { vek1AuthStore } from './index.ts';

export const PROVIDER = { client_id: 'vek1', client_secret: 'secret-of-the-provider' };
export const CALLBACK = '/api/auth/callback/fake';

/** A mail that Better Auth would have sent. */
interface Mail {
  to: string;
  url: string;
  token: string;
}

/** Better Auth's own hash takes a tenth of a second, on purpose. */
const hashed = (password: string, salt: string) =>
  `${salt}:${scryptSync(password, salt, 32, { N: 2 }).toString('hex')}`;
const quick = {
  hash: async (password: string) => hashed(password, randomBytes(8).toString('hex')),
  verify: async ({ hash, password }: { hash: string; password: string }) =>
    hash === hashed(password, hash.split(':', 1)[0] ?? ''),
};

/** A server of loopback that knows its address before it knows what it serves. */
export async function listen() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Safe because a listening TCP server has an address with a port.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, url };
}

/** Better Auth as the app runs it, over HTTP, with vek1's API as its database. */
export function serveAuth(
  { server, url }: Awaited<ReturnType<typeof listen>>,
  store_url: string,
  discoveryUrl: string,
) {
  const mails: Mail[] = [];
  const post = async ({ user, url, token }: { user: { email: string }; url: string; token: string }) => {
    mails.push({ to: user.email, url, token });
  };
  const auth = betterAuth({
    baseURL: url,
    secret: 'secret-of-the-tests-0123456789abcdef0123456789',
    database: vek1AuthStore({ base_url: store_url, auth_token: TOKENS.auth }),
    emailAndPassword: { enabled: true, sendResetPassword: post, password: quick },
    emailVerification: { sendVerificationEmail: post },
    // Every look at a session puts off its end.
    session: { updateAge: 0 },
    user: { deleteUser: { enabled: true } },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: 'fake',
            clientId: PROVIDER.client_id,
            clientSecret: PROVIDER.client_secret,
            discoveryUrl,
            scopes: ['openid', 'email', 'profile'],
          },
        ],
      }),
    ],
    logger: { disabled: true },
  });
  server.on('request', toNodeHandler(auth));
  return {
    url,
    mails,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

interface Answer {
  status: number;
  // What Better Auth answers is looked at by tests alone.
  // biome-ignore lint/suspicious/noExplicitAny: JSON of a third party
  body: any;
  location: string | null;
}

/** A person's browser: it keeps cookies and follows nothing by itself. */
export function openBrowser(origin: string) {
  const cookies = new Map<string, string>();

  async function go(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(new URL(path, origin), {
      method,
      redirect: 'manual',
      headers: {
        origin,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') && text !== '';
    return {
      status: response.status,
      body: json ? JSON.parse(text) : text,
      location: response.headers.get('location'),
    };
  }

  return {
    get: (path: string) => go('GET', path),
    post: (path: string, body: object = {}) => go('POST', path, body),
    /** Who is signed in here, or null. */
    session: async () => (await go('GET', '/api/auth/get-session')).body,
  };
}
