import { eq } from 'drizzle-orm';
import { companies } from '../company/tables.ts';
import { type Access, app } from '../kernel/access.ts';
import type { ServiceActor, UserActor } from '../kernel/actor.ts';
import { forbidden } from '../kernel/errors.ts';
import { APP_LIMITS } from '../kernel/rate-limits.ts';

/** The same answer for another's company and for one that does not exist. */
export const foreignCompany = () => forbidden('This company is not yours.', 'company.foreign');

/** The company that `input.company_id` names: a person's own, or any that a machine names. */
export const namedCompany: Access<UserActor | ServiceActor, 'rest', string> = {
  scope: 'app',
  faces: ['rest'],
  passes: ['user', 'service'],
  limits: APP_LIMITS,
  check: async (request) => {
    const { company_id } = request.input as { company_id?: string };
    if (request.actor.kind === 'user' || company_id === undefined) {
      const own = await app.company.orService.check(request);
      if (company_id !== undefined && company_id !== own) throw foreignCompany();
      return own;
    }
    const [company] = await request.db
      .select({ id: companies.id })
      .from(companies)
      .where(eq(companies.id, company_id));
    if (!company) throw foreignCompany();
    return company.id;
  },
};
