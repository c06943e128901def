import { companyOfUser, companyOfUserCache } from '@vek1/core/company/rows';
import type { Scope } from '@vek1/core/kernel/access';
import type { Actor } from '@vek1/core/kernel/actor';
import { oneOf } from '@vek1/core/kernel/crypto';
import type { Db } from '@vek1/core/kernel/db/open-database';
import { unauthorized } from '@vek1/core/kernel/errors';
import type { Caches } from '@vek1/core/kernel/short-cache';
import { Instant } from '@vek1/core/kernel/wire';

interface Tokens {
  auth: readonly string[];
  internal: readonly string[];
  webhook: readonly string[];
}

export type Identify = (headers: Headers, scope: Scope) => Promise<Actor>;

/** Who calls, by what they carry. */
export function createIdentify(db: Db, tokens: Tokens, caches: Caches): Identify {
  async function userActor(user_id: string, headers: Headers): Promise<Actor> {
    const owner = await caches.read(companyOfUserCache, user_id, () => companyOfUser(db, user_id));
    if (!owner) throw unauthorized('This user is not known.');
    const { company_id } = owner;
    const said = headers.get('x-reauthenticated-at');
    // A moment that is none vouches for nothing.
    const vouched = said !== null && Instant.safeParse(said).success;
    return { kind: 'user', user_id, company_id, ...(vouched && { reauthenticated_at: said }) };
  }

  const carrying = (name: string, valid: readonly string[]) => {
    const isValid = oneOf(valid);
    return (headers: Headers) => {
      const given = headers.get(name);
      return given !== null && isValid(given);
    };
  };
  const isApp = carrying('x-internal-token', tokens.internal);
  const isAuth = carrying('x-auth-token', tokens.auth);
  const isWebhook = carrying('x-webhook-token', tokens.webhook);

  const identify: Identify = async (headers, scope) => {
    switch (scope) {
      case 'app': {
        if (!isApp(headers)) throw unauthorized();
        const user_id = headers.get('x-actor-user-id');
        // A name that is empty is an unknown one: it must not become the house itself.
        return user_id === null
          ? { kind: 'service', company_id: null, cause: 'internal-token' }
          : userActor(user_id, headers);
      }
      case 'auth':
        if (!isAuth(headers)) throw unauthorized();
        return { kind: 'service', company_id: null, cause: 'auth' };
      case 'webhook':
        if (!isWebhook(headers)) throw unauthorized();
        return { kind: 'service', company_id: null, cause: 'webhook' };
      // Nobody yet: its handler checks the signature that came instead of a token.
      case 'hmac':
        return { kind: 'service', company_id: null, cause: 'hmac' };
      case 'public':
        // Whoever shows a token must show a true one.
        return headers.has('x-internal-token') ? identify(headers, 'app') : { kind: 'anonymous', ip: null };
      case 'internal':
        throw unauthorized();
    }
  };
  return identify;
}
