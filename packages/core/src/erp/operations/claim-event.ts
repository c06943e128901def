import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { AppError } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id, Instant } from '../../kernel/wire.ts';

/** Whoever sends has for it, in seconds: a call takes 5. */
const CLAIM_S = 30;

interface Row extends Record<string, unknown> {
  id: string;
  event: string;
  order_id: string | null;
  occurred_at: string;
  url: string;
  sealed_secret: string;
  later: boolean;
  busy: boolean;
}

const Claimed = z.object({
  event_id: Id,
  url: z.string(),
  sealed_secret: z.string(),
  /** JSON. */
  body: z.string(),
  began_at: Instant,
});

export const claimEvent = command({
  name: 'erp.claimEvent',
  summary:
    "The oldest event that a store's ERP is to be told now, for one sender; null where it has to wait, or none does",
  access: internal.tenant,
  input: z.strictObject({ store_id: Id }),
  output: z.object({ event: Claimed.nullable() }),
}).handle(async ({ db, company_id }, { store_id }) => {
  const [row] = await db.execute<Row>(sql`
    select e.id, e.event, e.order_id, e.created_at as occurred_at, s.outbound_url as url,
           s.outbound_secret as sealed_secret, e.due_at > now() as later,
           coalesce(e.claimed_until > now(), false) as busy
      from erp_events e
      join erp_settings s on s.company_id = e.company_id and s.store_id = e.store_id and s.outbound_enabled
     where e.company_id = ${company_id} and e.store_id = ${store_id} and e.state = 'waiting'
     order by e.seq
     limit 1
       for update of e`);
  if (!row) return { event: null };
  if (row.busy) {
    throw new AppError('service_unavailable', 'An event of this store is being sent.', {
      reason: 'erp.busy',
    });
  }
  // The others wait behind it: what the ERP hears is in order.
  if (row.later) return { event: null };
  const [claim] = await db.execute<{ began_at: string }>(sql`
    update erp_events set claimed_until = now() + ${CLAIM_S} * interval '1 s', attempts = attempts + 1
     where company_id = ${company_id} and id = ${row.id}
    returning clock_timestamp() as began_at`);
  const items = await db.execute(sql`
    select p.sku, x.external_id, i.delta, i.resulting
      from erp_event_items i
      join products p on p.company_id = i.company_id and p.id = i.product_id
      left join erp_products x on x.company_id = i.company_id and x.product_id = i.product_id
     where i.company_id = ${company_id} and i.event_id = ${row.id}
     order by i.product_id`);
  const { id: event_id, event, order_id, url, sealed_secret } = row;
  const occurred_at = new Date(row.occurred_at).toISOString();
  return {
    event: {
      event_id,
      url,
      sealed_secret,
      body: JSON.stringify({
        event_id,
        event,
        occurred_at,
        store_id,
        order_id,
        items: items.map(({ external_id, ...item }) => ({
          ...item,
          ...(external_id !== null && { external_id }),
        })),
      }),
      began_at: new Date(claim?.began_at ?? row.occurred_at).toISOString(),
    },
  };
});
