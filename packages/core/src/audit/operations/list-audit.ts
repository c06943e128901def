import { and, desc, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { cursorPageOf, readCursor } from '../../kernel/cursor.ts';
import { query } from '../../kernel/operation.ts';
import { audit_log } from '../../kernel/tables.ts';
import { AuditPage, ListAudit } from '../contract.ts';

export const listAudit = query({
  name: 'audit.list',
  summary: 'Who did what, newest first',
  access: app.company,
  rest: { method: 'get', path: '/internal/audit' },
  input: ListAudit,
  output: AuditPage,
}).handle(async ({ db, company_id }, { actor_user_id, target_type, target_id, limit, cursor }) => {
  const before = readCursor(cursor, z.tuple([z.int()]));
  const rows = await db
    .select()
    .from(audit_log)
    .where(
      and(
        eq(audit_log.company_id, company_id),
        actor_user_id === undefined ? undefined : eq(audit_log.actor_user_id, actor_user_id),
        target_type === undefined ? undefined : eq(audit_log.target_type, target_type),
        target_id === undefined ? undefined : eq(audit_log.target_id, target_id),
        before && lt(audit_log.id, before[0]),
      ),
    )
    .orderBy(desc(audit_log.id))
    .limit(limit + 1);
  return cursorPageOf(rows, limit, ({ id }) => [id]);
});
