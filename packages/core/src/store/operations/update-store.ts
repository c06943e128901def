import { and, eq } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { StoreView, UpdateStore } from '../contract.ts';
import { stores } from '../tables.ts';

export const updateStore = command({
  name: 'store.update',
  summary:
    'Changes a store: what is left out stays, null clears, 409 `slug.taken` where another has the slug',
  access: app.row(stores),
  rest: { method: 'patch', path: '/internal/stores/{id}' },
  audit: { target: 'store' },
  input: UpdateStore,
  output: StoreView,
}).handle(async ({ db, company_id, before }, { id, ...changes }) => {
  const mine = and(eq(stores.company_id, company_id), eq(stores.id, id));
  const [was] = await db.select().from(stores).where(mine).for('no key update');
  before(found(was, 'store'));
  const [store] = await db
    .update(stores)
    .set({ ...changes, updated_at: now() })
    .where(mine)
    .returning();
  return found(store, 'store');
});
