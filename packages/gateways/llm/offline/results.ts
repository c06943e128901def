import { z } from 'zod';

/** What a tool answered, as far as it was asked in this turn. */
export type Outcome =
  | { state: 'done'; value: unknown }
  | { state: 'failed'; value: unknown }
  /** The request offers no such tool. */
  | { state: 'absent' };

const product = z.object({
  product_id: z.string(),
  name: z.string(),
  category: z.string().nullish(),
  price_cents: z.number(),
  price: z.string(),
  /** null: not tracked, always there. */
  available: z.number().nullish(),
});
export type Product = z.infer<typeof product>;

const details = product.extend({ description: z.string().nullish() });
const order = z.object({
  number: z.string(),
  total: z.string(),
  items: z.array(z.object({ name: z.string(), quantity: z.number() })),
  dropped: z.array(z.object({ product_id: z.string() })).default([]),
  delivery: z.object({ kind: z.string(), fee: z.string() }).nullish(),
  payment: z.object({ method: z.string(), change_for: z.string().nullish() }).nullish(),
});
export type Order = z.infer<typeof order>;

const orders = z.object({
  orders: z.array(
    z.object({
      number: z.string(),
      status: z.string(),
      status_label: z.string().nullish(),
      total: z.string(),
    }),
  ),
});
const categories = z.object({ categories: z.array(z.object({ name: z.string() })) });
const fee = z.object({ fee: z.string().nullable(), free_above: z.string().nullable(), pick_up: z.boolean() });
export type Fee = z.infer<typeof fee>;

const refusal = z.object({
  error: z.string(),
  reason: z.string().optional(),
  /** What is left: of the one thing asked for, or thing by thing. */
  available: z.number().optional(),
  items: z
    .array(z.object({ product_id: z.string(), available: z.number() }))
    .optional()
    .catch(undefined),
});
export type Refusal = z.infer<typeof refusal>;

/** Reads an outcome loosely: a tool may say more than we know, but what is not there is not made up. */
const read =
  <Shape extends z.ZodType>(shape: Shape) =>
  (outcome: Outcome | undefined): z.infer<Shape> | undefined =>
    outcome?.state === 'done' ? shape.safeParse(outcome.value).data : undefined;

const readProducts = read(z.object({ products: z.array(product) }));
export const productsIn = (outcome: Outcome | undefined) => readProducts(outcome)?.products;
export const detailsIn = read(details);
export const orderIn = read(order);
export const feeIn = read(fee);
export const ordersIn = (outcome: Outcome | undefined) => read(orders)(outcome)?.orders;
export const categoriesIn = (outcome: Outcome | undefined) =>
  read(categories)(outcome)?.categories.map(({ name }) => name) ?? [];

/** Why a tool refused, whether it said so as an error or in its answer. */
export const refusalIn = (outcome: Outcome | undefined): Refusal | undefined =>
  outcome && outcome.state !== 'absent' ? refusal.safeParse(outcome.value).data : undefined;
