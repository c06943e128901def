import { and, desc, eq, gt, inArray, or, sql } from 'drizzle-orm';
import { inMs } from '../kernel/clock.ts';
import type { Reader } from '../kernel/db/open-database.ts';
import { RENEW_MS } from './rules.ts';
import { orders } from './tables.ts';

/**
 * The order of a lead that a receipt is for: the newest that awaits one, else the newest whose receipt is being
 * looked at, else the newest whose time for one ended within 7 days. Null where there is none.
 */
export async function awaitingProofOf(
  db: Reader,
  company_id: string,
  lead_id: string,
): Promise<string | null> {
  const late = and(
    eq(orders.status, 'expired'),
    eq(orders.payment_method, 'manual_pix'),
    eq(orders.payment_status, 'unpaid'),
    gt(orders.status_since, inMs(-RENEW_MS)),
  );
  const [order] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        eq(orders.company_id, company_id),
        eq(orders.lead_id, lead_id),
        or(inArray(orders.status, ['awaiting_proof', 'proof_submitted']), late),
      ),
    )
    .orderBy(
      sql`${orders.status} = 'awaiting_proof' desc, ${orders.status} = 'proof_submitted' desc`,
      desc(orders.created_at),
    )
    .limit(1);
  return order?.id ?? null;
}
