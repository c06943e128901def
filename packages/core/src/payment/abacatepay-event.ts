import { z } from 'zod';
import { Cents } from '../kernel/money.ts';
import { Id } from '../kernel/wire.ts';

const Charge = z.looseObject({
  id: z.string().optional(),
  externalId: z.string().nullish(),
  status: z.string().nullish(),
  paidAmount: Cents.nullish().catch(null),
});

/** Both generations of AbacatePay's webhook, read loosely: they add fields unannounced. */
const Event = z.looseObject({
  id: z.string().nullish(),
  event: z.string(),
  // v1 has also been seen flat: the charge is the data itself.
  data: Charge.extend({
    transparent: Charge.nullish(),
    checkout: Charge.nullish(),
    pixQrCode: Charge.nullish(),
    billing: Charge.nullish(),
    payment: z.looseObject({ amount: Cents.nullish().catch(null) }).nullish(),
  }),
});

export interface AbacatePayEvent {
  /** A second delivery shares it. */
  event_id: string;
  charge_id: string;
  /** The attempt that the charge is of, if the event knows our name for it. */
  attempt_id: string | null;
  /** What it says was paid: a claim, never a fact. */
  claimed_cents: number | null;
}

/** What a webhook of AbacatePay is about. Null if it is none of theirs. */
export function readAbacatePayEvent(body: unknown): AbacatePayEvent | null {
  const parsed = Event.safeParse(body);
  if (!parsed.success) return null;
  const { id, event, data } = parsed.data;
  const charge = data.transparent ?? data.checkout ?? data.pixQrCode ?? data.billing ?? data;
  if (!charge.id) return null;
  return {
    event_id: id ?? `${event}:${charge.id}:${charge.status ?? ''}`,
    charge_id: charge.id,
    attempt_id: Id.safeParse(charge.externalId).data ?? null,
    claimed_cents: charge.paidAmount ?? data.payment?.amount ?? null,
  };
}
