import { z } from 'zod';
import { Id } from '../kernel/wire.ts';

export const TaskKind = z.enum(['refund_due', 'amount_mismatch', 'hand_off', 'dead_letter', 'charge_failed']);
export type TaskKind = z.infer<typeof TaskKind>;

/** The same kind and subject is one task, however often it is asked for. */
export const OpenTask = z.strictObject({
  store_id: Id.nullable(),
  kind: TaskKind,
  /** What it is about, e.g. an order's id. */
  subject_id: z.string().max(200),
  title: z.string().min(1).max(300),
});
