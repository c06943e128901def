import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { AttemptStatus, ChargeFacts } from '../contract.ts';
import { payment_attempts, payment_references } from '../tables.ts';

export const saveCharge = command({
  name: 'payment.saveCharge',
  summary: 'Keeps what the gateway answered to a charge, even when the attempt is over: it can still be paid',
  access: internal.tenant,
  input: z.strictObject({ attempt_id: Id, charge: ChargeFacts }),
  output: z.object({ status: AttemptStatus }),
}).handle(async ({ db, company_id }, { attempt_id, charge: { external_id, ...charge } }) => {
  const [attempt] = await db
    .update(payment_attempts)
    .set({
      external_id,
      ...charge,
      status: sql`case when ${payment_attempts.status} = 'requested' then 'open' else ${payment_attempts.status} end`,
    })
    .where(and(eq(payment_attempts.company_id, company_id), eq(payment_attempts.id, attempt_id)))
    .returning({ status: payment_attempts.status, gateway: payment_attempts.gateway });
  const { status, gateway } = found(attempt, 'payment attempt');
  await db.insert(payment_references).values({ gateway, external_id, company_id, attempt_id }).onConflictDoNothing();
  return { status };
});
