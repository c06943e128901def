import { z } from 'zod';
import { page, pageInput } from '../kernel/page.ts';
import { changesSomething, Id, Instant, isStorable } from '../kernel/wire.ts';
import { ErpFailure } from '../ports/erp.ts';

/** How a store's stock and its ERP are kept equal. Secrets are masked; one that was just made is shown, once. */
export const StockSyncSettings = z.object({
  store_id: Id,
  /** Where the ERP sends its events. */
  inbound_url: z.string(),
  inbound_enabled: z.boolean(),
  inbound_secret: z.string().nullable(),
  /** Takes signatures over the body alone too, of tools that cannot sign a time. */
  allow_untimed_signatures: z.boolean(),
  /** The ERP's values have our orders taken off already: nothing more is taken off them. */
  erp_counts_our_orders: z.boolean(),
  /** The only one whose values count; null: all do. */
  warehouse: z.string().nullable(),
  outbound_enabled: z.boolean(),
  outbound_url: z.string().nullable(),
  outbound_secret: z.string().nullable(),
});
export type StockSyncSettings = z.infer<typeof StockSyncSettings>;

const Secret = z.string().trim().min(8).max(500);
const carriesNoLogin = (url: string): boolean => {
  const { username, password } = URL.parse(url) ?? {};
  return !username && !password;
};
const Address = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine(carriesNoLogin, 'Leave user and password out: what is sent is signed.');

/** Absent is left as it is, null goes back to the default, a masked secret sent back changes nothing. */
export const SaveStockSync = z
  .strictObject({
    store_id: Id,
    inbound_enabled: z.boolean().nullable().optional(),
    inbound_secret: Secret.nullable().optional(),
    allow_untimed_signatures: z.boolean().nullable().optional(),
    erp_counts_our_orders: z.boolean().nullable().optional(),
    warehouse: z.string().trim().min(1).max(100).nullable().optional(),
    outbound_enabled: z.boolean().nullable().optional(),
    outbound_url: Address.nullable().optional(),
    outbound_secret: Secret.nullable().optional(),
  })
  .refine(changesSomething, 'Nothing to change.');

const Named = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine(isStorable, 'Holds a character that cannot be stored.');
/** Some ERPs number what others name. */
const NamedOrNumbered = z.union([Named, z.int().transform(String)]);

export const InboundItem = z
  .strictObject({
    sku: Named.nullish(),
    /** The ERP's own id of the product. Sent once beside its sku, it is known alone from then on. */
    external_id: NamedOrNumbered.nullish(),
    /** Whole units, as a number or as text: `12`, `"12.0"`. */
    quantity: z.union([z.number(), z.string().max(40)]),
    warehouse: NamedOrNumbered.nullish(),
    /** A number that grows, or the moment of this item's value. */
    version: z.union([z.number(), Instant]).nullish(),
  })
  .refine(({ sku, external_id }) => sku || external_id, 'Neither `sku` nor `external_id` says which it is.');
export type InboundItem = z.infer<typeof InboundItem>;

export const EventId = z.string().trim().min(1).max(200).refine(isStorable);
export const MAX_ITEMS = 500;

/** What an ERP says about stock. Each item is judged by itself, by the contract of `InboundItem`. */
export const InboundEvent = z.strictObject({
  event_id: EventId.optional(),
  /** When the values were true; without it, when they were signed. */
  occurred_at: Instant.optional(),
  source: z.enum(['bling', 'tiny', 'omie', 'custom']).optional(),
  /** `set`: what there is. `delta`: what was added; needs an `event_id`. */
  mode: z.enum(['set', 'delta']).default('set'),
  items: z.array(z.unknown()).min(1).max(MAX_ITEMS),
});

/** The same, for those who read about it. */
export const DocumentedEvent = InboundEvent.extend({ items: z.array(InboundItem).min(1).max(MAX_ITEMS) });

export const ItemReason = z.enum([
  /** Less than nothing was asked for: it is nothing now. */
  'clamped',
  /** A newer value was applied before. */
  'stale',
  'other_warehouse',
  /** A later item of the same event is about the same product. */
  'duplicate_in_batch',
  /** Our own event, sent back. */
  'own_event',
  /** There is nothing to add to. */
  'not_tracked',
  /** Units are whole here. */
  'fraction',
  'not_a_number',
  'out_of_range',
  'invalid',
  'no_such_product',
]);
export type ItemReason = z.infer<typeof ItemReason>;

export const ItemResult = z.object({
  sku: z.string().nullable(),
  external_id: z.string().nullable(),
  status: z.enum(['applied', 'ignored', 'unknown', 'refused']),
  reason: ItemReason.nullable(),
  message: z.string().nullable(),
  /** What is on the shelf now; null where nothing was applied. */
  quantity: z.int().nullable(),
});
export type ItemResult = z.infer<typeof ItemResult>;

export const InboundAnswer = z.object({
  /** `duplicate`: the event was taken before. `ignored`: it is one of ours. */
  status: z.enum(['received', 'duplicate', 'ignored']),
  /** In the order of the items. */
  items: z.array(ItemResult).optional(),
});

/** A value of the ERP for one product. */
export const ErpLine = z.object({
  product_id: Id,
  quantity: z.int(),
  stamp: Instant,
  version: z.number().nullable(),
});
export type ErpLine = z.infer<typeof ErpLine>;

export const LineResult = ItemResult.pick({ status: true, reason: true, quantity: true }).extend({
  product_id: Id,
});
export type LineResult = z.infer<typeof LineResult>;

export const OutboundEventName = z.enum([
  'order.stock_decremented',
  'order.stock_restored',
  'stock.adjusted',
]);

/** What the ERP was told and did not take. */
export const DeadLetter = z.object({
  id: Id,
  event: OutboundEventName,
  order_id: Id.nullable(),
  items: z.array(z.object({ product_id: Id, name: z.string(), sku: z.string().nullable(), delta: z.int() })),
  attempts: z.int(),
  /** Why, in words for a person. */
  error: z.string().nullable(),
  created_at: Instant,
});

export const DeadLetterPage = page(DeadLetter);
export const ListDeadLetters = z.strictObject({ store_id: Id, ...pageInput });

/** How far the ERP has been told. */
export const OutboxView = z.object({
  waiting: z.int(),
  dead: z.int(),
  /** When the first that waits is sent again; null: at once, or none waits. */
  next_at: Instant.nullable(),
  /** Why the first that waits was not taken. */
  error: z.string().nullable(),
});

/** All that are given up, or these. */
export const ChooseDeadLetters = z.strictObject({
  store_id: Id,
  event_ids: z.array(Id).min(1).max(500).optional(),
});

export const TestOutcome = z.object({
  ok: z.boolean(),
  /** Of HTTP; null where nobody answered. */
  status: z.int().nullable(),
  failure: ErpFailure.nullable(),
  latency_ms: z.int(),
  /** The first 200 characters of the answer. */
  body: z.string(),
  /** What it means and what to do, in words for a person. */
  explanation: z.string(),
});
