import { companyOfUser } from '@vek1/core/company/rows';
import type { Scope } from '@vek1/core/kernel/access';
import type { Actor } from '@vek1/core/kernel/actor';
import { isOneOf } from '@vek1/core/kernel/crypto';
import type { Db } from '@vek1/core/kernel/db/open-database';
import { unauthorized } from '@vek1/core/kernel/errors';
import { LRUCache } from 'lru-cache';

interface Tokens {
  auth: readonly string[];
  internal: readonly string[];
  webhook: readonly string[];
}

export type Identify = (headers: Headers, scope: Scope) => Promise<Actor>;

/** Who calls, by what they carry. The company of a user never changes once there is one: kept
 * in the process, for a minute, because a user may be gone. */
export function createIdentify(db: Db, tokens: Tokens): Identify {
  const companies = new LRUCache<string, { company_id: string }>({ max: 10_000, ttl: 60_000 });

  async function userActor(user_id: string): Promise<Actor> {
    const cached = companies.get(user_id);
    if (cached) return { kind: 'user', user_id, ...cached };
    const user = await companyOfUser(db, user_id);
    if (!user) throw unauthorized('This user is not known.');
    const { company_id } = user;
    if (company_id) companies.set(user_id, { company_id });
    return { kind: 'user', user_id, company_id };
  }

  const carries = (headers: Headers, name: string, valid: readonly string[]) => {
    const given = headers.get(name);
    return given !== null && isOneOf(given, valid);
  };

  const identify: Identify = async (headers, scope) => {
    switch (scope) {
      case 'app': {
        if (!carries(headers, 'x-internal-token', tokens.internal)) throw unauthorized();
        const user_id = headers.get('x-actor-user-id');
        // A name that is empty is an unknown one: it must not become the house itself.
        return user_id === null
          ? { kind: 'service', company_id: null, cause: 'internal-token' }
          : userActor(user_id);
      }
      case 'auth':
        if (!carries(headers, 'x-auth-token', tokens.auth)) throw unauthorized();
        return { kind: 'service', company_id: null, cause: 'auth' };
      case 'webhook':
        if (!carries(headers, 'x-webhook-token', tokens.webhook)) throw unauthorized();
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
