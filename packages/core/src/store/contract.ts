import { z } from 'zod';
import { Cents } from '../kernel/money.ts';
import { Slug } from '../kernel/slug.ts';
import { changesSomething, Id, Instant } from '../kernel/wire.ts';

/** A Brazilian postal code, with or without its dash. */
export const Cep = z.string().regex(/^\d{5}-?\d{3}$/, 'A CEP has eight digits.');

const UFS = 'AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO'.split(' ');
const text = (max: number) => z.string().trim().min(1).max(max);

export const Address = z.strictObject({
  cep: Cep.optional(),
  street: text(200).optional(),
  number: text(20).optional(),
  complement: text(100).optional(),
  district: text(100).optional(),
  city: text(100).optional(),
  state: z.enum(UFS).optional(),
});
export type Address = z.infer<typeof Address>;

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day is written as 08:30.');

/** Where it closes before it opens, it closes the next day. */
const OpenHours = z
  .strictObject({ opens: Clock, closes: Clock })
  .refine(({ opens, closes }) => opens !== closes, 'It closes when it opens.');
const Day = z.array(OpenHours).max(4).default([]);

/** By weekday, in the store's time zone; a day without hours is closed. */
export const Hours = z.strictObject({
  monday: Day,
  tuesday: Day,
  wednesday: Day,
  thursday: Day,
  friday: Day,
  saturday: Day,
  sunday: Day,
});
export type Hours = z.infer<typeof Hours>;

const CepFee = z
  .strictObject({ cep_from: Cep, cep_to: Cep, fee_cents: Cents })
  .refine(({ cep_from, cep_to }) => digits(cep_from) <= digits(cep_to), 'It ends before it begins.');

function digits(cep: string): string {
  return cep.replace('-', '');
}

function rangesMeet(ranges: readonly z.infer<typeof CepFee>[]): boolean {
  const inOrder = ranges
    .map(({ cep_from, cep_to }) => ({ from: digits(cep_from), to: digits(cep_to) }))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return inOrder.some(({ from }, index) => from <= (inOrder[index - 1]?.to ?? ''));
}

export const Delivery = z.strictObject({
  pick_up: z.boolean().default(false),
  /** Where no range holds the CEP; null: it is not delivered there. */
  fixed_fee_cents: Cents.nullable().default(null),
  fee_by_cep_range: z
    .array(CepFee)
    .max(200)
    .refine((ranges) => !rangesMeet(ranges), 'Two ranges hold the same CEP.')
    .default([]),
  /** Orders of this much or more are delivered free. */
  free_above_cents: Cents.nullable().default(null),
});
export type Delivery = z.infer<typeof Delivery>;

/** How goods come to a customer. */
export const DeliveryKind = z.enum(['pick_up', 'delivery']);
export type DeliveryKind = z.infer<typeof DeliveryKind>;

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

/** Named, as `America/Manaus`: an offset does not know when summer time begins, and PostgreSQL reads its sign backwards. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'Not an IANA time zone.');

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

export const StoreView = z.object({
  id: Id,
  company_id: Id,
  name: z.string(),
  slug: z.string(),
  time_zone: z.string(),
  address: Address.nullable(),
  hours: Hours.nullable(),
  delivery: Delivery.nullable(),
  created_at: Instant,
  updated_at: Instant,
});

const settings = {
  address: Address.nullable().optional(),
  hours: Hours.nullable().optional(),
  delivery: Delivery.nullable().optional(),
};

export const CreateStore = z.strictObject({
  name: text(120),
  /** Made of the name where it is left out. */
  slug: Slug.optional(),
  time_zone: TimeZone.default('America/Sao_Paulo'),
  ...settings,
});

export const UpdateStore = z
  .strictObject({
    id: Id,
    name: text(120).optional(),
    slug: Slug.optional(),
    time_zone: TimeZone.optional(),
    ...settings,
  })
  .refine(changesSomething, 'Nothing to change.');
