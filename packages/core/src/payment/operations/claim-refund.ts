import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { CLAIM_S } from '../claim.ts';

const Claim = z.object({ external_id: z.string(), sealed_api_key: z.string(), reason: z.string() });

export const claimRefund = command({
  name: 'payment.claimRefund',
  summary:
    'Claims the asking for a refund that the gateway has not taken on; null if there is nothing to ask',
  access: internal.tenant,
  input: z.strictObject({ attempt_id: Id }),
  output: z.object({ claim: Claim.nullable() }),
}).handle(async ({ db, company_id }, { attempt_id }) => {
  const [claim] = await db.execute<z.infer<typeof Claim>>(sql`
    update payments p set refund_claimed_until = now() + ${CLAIM_S} * interval '1 s'
      from payment_attempts a, payment_settings s
     where p.company_id = ${company_id} and p.attempt_id = ${attempt_id}
       and p.status = 'refund_pending' and p.refund_accepted_at is null
       and (p.refund_claimed_until is null or p.refund_claimed_until < now())
       and a.company_id = p.company_id and a.id = p.attempt_id and a.external_id is not null
       and s.company_id = a.company_id and s.store_id = a.store_id and s.abacatepay_api_key is not null
    returning a.external_id, s.abacatepay_api_key as sealed_api_key, coalesce(p.refund_reason, 'Pedido') as reason`);
  return { claim: claim ?? null };
});
