import { and, eq, ne, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { KeptReceipt } from '../contract.ts';
import { payment_proofs } from '../tables.ts';

export const keepProof = command({
  name: 'payment.keepProof',
  summary: 'Keeps a receipt of an order, once, and says whether another order was shown the same',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id, store_id: Id, ...KeptReceipt.shape }),
  output: z.object({ proof_id: Id, fresh: z.boolean(), same_as_order_id: Id.nullable() }),
}).handle(async ({ db, company_id }, { order_id, store_id, ...receipt }) => {
  // One after another: two orders that are shown one receipt at the same time must see each other.
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`proofs:${company_id}`}, 0))`);
  const { media_url, sha256, end_to_end_id } = receipt;
  const same = or(
    sha256 ? eq(payment_proofs.sha256, sha256) : undefined,
    end_to_end_id ? eq(payment_proofs.end_to_end_id, end_to_end_id) : undefined,
  );
  const [kept] = await db
    .select({ proof_id: payment_proofs.id, same_as_order_id: payment_proofs.same_as_order_id })
    .from(payment_proofs)
    .where(
      and(
        eq(payment_proofs.company_id, company_id),
        eq(payment_proofs.order_id, order_id),
        or(media_url ? eq(payment_proofs.media_url, media_url) : undefined, same),
      ),
    )
    .limit(1);
  if (kept) return { ...kept, fresh: false };
  const [other] = same
    ? await db
        .select({ order_id: payment_proofs.order_id })
        .from(payment_proofs)
        .where(and(eq(payment_proofs.company_id, company_id), ne(payment_proofs.order_id, order_id), same))
        .orderBy(payment_proofs.created_at)
        .limit(1)
    : [];
  const proof_id = newId();
  const same_as_order_id = other?.order_id ?? null;
  await db.insert(payment_proofs).values({
    company_id,
    id: proof_id,
    store_id,
    order_id,
    ...receipt,
    same_as_order_id,
    created_at: now(),
  });
  return { proof_id, fresh: true, same_as_order_id };
});
