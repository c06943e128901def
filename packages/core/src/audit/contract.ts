import { z } from 'zod';
import { cursorInput, cursorPage } from '../kernel/cursor.ts';
import { Instant } from '../kernel/wire.ts';

export const AuditEntry = z.object({
  id: z.int(),
  /** e.g. `user:…`, `agent:…`, `service:…`. */
  actor: z.string(),
  actor_user_id: z.string().nullable(),
  /** The operation's name. */
  action: z.string(),
  target_type: z.string(),
  target_id: z.string().nullable(),
  /** Secrets masked, long texts cut. */
  before: z.unknown(),
  after: z.unknown(),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  trace_id: z.string(),
  created_at: Instant,
});

export const AuditPage = cursorPage(AuditEntry);

const name = z.string().min(1).max(200);

export const ListAudit = z.strictObject({
  actor_user_id: name.optional(),
  target_type: name.optional(),
  target_id: name.optional(),
  ...cursorInput,
});
