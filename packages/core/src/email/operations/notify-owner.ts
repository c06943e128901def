import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { companies } from '../../company/tables.ts';
import { users } from '../../identity/tables.ts';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { NotifyOwner } from '../contract.ts';
import { paymentSettingsChanged } from '../letters.ts';
import { queueLetter } from '../queue-letter.ts';

export const notifyOwner = command({
  name: 'email.notifyOwner',
  summary: 'Writes to the owner of the company',
  access: internal.tenant,
  input: NotifyOwner,
  output: z.object({}),
}).handle(async ({ db, vault, enqueue, company_id }, { kind, ...facts }) => {
  const [owner] = await db
    .select({ name: users.name, email: users.email })
    .from(companies)
    .innerJoin(users, eq(users.id, companies.owner_user_id))
    .where(eq(companies.id, company_id));
  // A closed company has nobody to write to.
  if (!owner) return {};
  const letter = paymentSettingsChanged({ name: owner.name, ...facts });
  await queueLetter({ db, vault, enqueue }, { kind, to: owner.email, letter });
  return {};
});
