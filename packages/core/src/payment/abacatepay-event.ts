import { z } from 'zod';

const Charge = z.looseObject({
  id: z.string().optional(),
  externalId: z.string().nullish(),
  status: z.string().nullish(),
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
  }),
});

/** What a webhook of AbacatePay is about: a key that a second delivery shares, and the charge. Null if it is none of theirs. */
export function readAbacatePayEvent(body: unknown): { event_id: string; charge_id: string } | null {
  const parsed = Event.safeParse(body);
  if (!parsed.success) return null;
  const { id, event, data } = parsed.data;
  const charge = data.transparent ?? data.checkout ?? data.pixQrCode ?? data.billing ?? data;
  if (!charge.id) return null;
  return { event_id: id ?? `${event}:${charge.id}:${charge.status ?? ''}`, charge_id: charge.id };
}
