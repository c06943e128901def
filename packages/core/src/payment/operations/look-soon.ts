import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { payment_attempts } from '../tables.ts';

export const lookSoon = command({
  name: 'payment.lookSoon',
  summary: 'A webhook told of money that the gateway does not show yet: it is asked again in a minute',
  access: internal.tenant,
  input: z.strictObject({ attempt_id: Id }),
  output: z.object({}),
}).handle(async ({ db, company_id }, { attempt_id }) => {
  await db
    .update(payment_attempts)
    .set({ next_look_at: sql`least(${payment_attempts.next_look_at}, now() + interval '1 min')` })
    .where(
      and(
        eq(payment_attempts.company_id, company_id),
        eq(payment_attempts.id, attempt_id),
        isNotNull(payment_attempts.external_id),
      ),
    );
  return {};
});
