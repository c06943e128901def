import { eq } from 'drizzle-orm';
import { companies } from '../../company/tables.ts';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { conflict, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { slugOf, underFreeSlug } from '../../kernel/slug.ts';
import { CreateStore, StoreView } from '../contract.ts';
import { stores } from '../tables.ts';

export const createStore = command({
  name: 'store.create',
  summary: 'Opens a store; its slug is made of its name where none is given',
  access: app.company,
  rest: { method: 'post', path: '/internal/stores', status: 201 },
  audit: { target: 'store' },
  input: CreateStore,
  output: StoreView,
}).handle(async ({ db, company_id }, { slug, ...input }) => {
  // Two who open the last store that the plan allows come one after the other.
  const [limits] = await db
    .select({ max_stores: companies.max_stores })
    .from(companies)
    .where(eq(companies.id, company_id))
    .for('no key update');
  const { max_stores } = found(limits, 'company');
  if (max_stores !== null && (await db.$count(stores, eq(stores.company_id, company_id))) >= max_stores) {
    throw conflict('The plan allows no more stores.', 'plan.limit_reached', { max_stores });
  }

  const insert = (chosen: string) =>
    db
      .insert(stores)
      .values({ company_id, id: newId(), slug: chosen, ...input, created_at: now(), updated_at: now() });
  const [store] = slug
    ? await insert(slug).returning()
    : [
        await underFreeSlug(db, stores.slug, slugOf(input.name, 'loja'), (free) =>
          insert(free).onConflictDoNothing({ target: stores.slug }).returning(),
        ),
      ];
  return found(store, 'store');
});
