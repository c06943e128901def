import { z } from 'zod';
import { page, pageInput } from '../kernel/page.ts';
import { Id, Instant } from '../kernel/wire.ts';

export const TaskKind = z.enum([
  'refund_due',
  'amount_mismatch',
  'hand_off',
  'dead_letter',
  'charge_failed',
  'gateway_key',
  'disputed',
  'proof_to_check',
  'erp_dead_letter',
]);
export type TaskKind = z.infer<typeof TaskKind>;

/** The same kind and subject is one task, however often it is asked for. */
export const OpenTask = z.strictObject({
  store_id: Id.nullable(),
  kind: TaskKind,
  /** What it is about, e.g. an order's id. */
  subject_id: z.string().max(200),
  /** Where it is done, if that is an order. */
  order_id: Id.nullable().default(null),
  title: z.string().min(1).max(300),
  /** Asks anew, in these words, also where it was done before: what it was about has come back. */
  again: z.boolean().default(false),
});

export const TaskView = z.object({
  id: Id,
  store_id: Id.nullable(),
  kind: TaskKind,
  subject_id: z.string(),
  order_id: Id.nullable(),
  title: z.string(),
  done_at: Instant.nullable(),
  created_at: Instant,
});

export const TaskPage = page(TaskView);

export const ListTasks = z.strictObject({
  store_ids: z.array(Id).min(1).max(100).optional(),
  done: z.boolean().optional(),
  ...pageInput,
});
