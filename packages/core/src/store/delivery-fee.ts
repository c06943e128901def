import { type Delivery, type DeliveryKind, digits } from './contract.ts';

/** How a store's orders come to their customers; none where it says nothing: people agree on it. */
export const deliveriesOf = (delivery: Delivery | null): DeliveryKind[] => [
  ...(delivery?.pick_up ? (['pick_up'] as const) : []),
  ...(delivery && (delivery.fixed_fee_cents !== null || delivery.fee_by_cep_range.length > 0)
    ? (['delivery'] as const)
    : []),
];

/** What it costs to bring goods of `items_cents` to a CEP, in cents; null where the store does not deliver. */
export function deliveryFee(
  { fee_by_cep_range, fixed_fee_cents, free_above_cents }: Delivery,
  cep: string,
  items_cents: number,
): number | null {
  const place = digits(cep);
  const range = fee_by_cep_range.find(
    ({ cep_from, cep_to }) => digits(cep_from) <= place && place <= digits(cep_to),
  );
  const fee_cents = range?.fee_cents ?? fixed_fee_cents;
  if (fee_cents === null) return null;
  return free_above_cents !== null && items_cents >= free_above_cents ? 0 : fee_cents;
}
