import { sql } from 'drizzle-orm';
import type { Reader } from '../kernel/db/open-database.ts';
import { conflict } from '../kernel/errors.ts';

/** Orders that went out to be paid at the door, came back, and brought no money: so many are enough. */
const CAME_BACK = 2;
const WITHIN = sql`interval '90 days'`;

/**
 * Whether a lead may pay at the door again. 409 `payment.cod_refused` for one whose orders came back unpaid twice
 * or more within 90 days, returned or called off after they had been sent. They may pay before.
 */
export async function checkCodRecord(db: Reader, company_id: string, lead_id: string | null): Promise<void> {
  if (lead_id === null) return;
  const [record] = await db.execute<{ came_back: number }>(sql`
    select count(*)::int as came_back
      from orders o
     where o.company_id = ${company_id} and o.lead_id = ${lead_id} and o.payment_method = 'cash_on_delivery'
       and o.status in ('returned', 'cancelled') and o.paid_at is null and o.status_since > now() - ${WITHIN}
       and exists (select from order_events e
                    where e.company_id = o.company_id and e.order_id = o.id and e.to_status = 'shipped')`);
  if ((record?.came_back ?? 0) >= CAME_BACK) {
    throw conflict('This customer pays before, not on delivery.', 'payment.cod_refused');
  }
}
