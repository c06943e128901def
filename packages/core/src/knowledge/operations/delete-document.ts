import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { documents } from '../tables.ts';
import { wakeStore } from './wake-store.ts';

export const deleteDocument = command({
  name: 'knowledge.deleteDocument',
  summary: "Deletes a document; a product's loses what people wrote and is made anew from the catalogue",
  access: app.row(documents),
  rest: { method: 'delete', path: '/internal/documents/{id}', status: 204 },
  audit: { target: 'document' },
  input: z.strictObject({ id: Id }),
  output: z.object({}),
}).handle(async ({ db, company_id, call, before }, { id }) => {
  const mine = and(eq(documents.company_id, company_id), eq(documents.id, id));
  const [place] = await db.select({ store_id: documents.store_id }).from(documents).where(mine);
  await call(wakeStore, { store_id: found(place, 'document').store_id });
  const [row] = await db.delete(documents).where(mine).returning();
  const { title, text } = found(row, 'document');
  before({ title, text });
  return {};
});
