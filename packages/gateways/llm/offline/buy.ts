import { deliveryOf } from './delivery.ts';
import type { PaymentMethod } from './facts.ts';
import { inStockFirst, MOST_AT_ONCE, search, suggest } from './find.ts';
import type { Flow, Turn } from './flow.ts';
import { insteadOf } from './look-up.ts';
import { isAvailable, type Picked } from './match.ts';
import { orderIn, type Product, type Refusal, refusalIn } from './results.ts';
import * as speak from './speak.ts';
import { type Line, SAY } from './speak.ts';
import { understand } from './understand.ts';
import { type Wish, wishesOf } from './wishes.ts';

/** Sells: finds what is meant, makes sure of it, and makes the order. */
export function* buy(turn: Turn): Flow {
  const { wishes, undecided } = wishesOf(turn);
  if (wishes.length === 0) return SAY.what;
  if (wishes.length > MOST_AT_ONCE) return SAY.too_many;
  const found = yield* search(wishes.map(({ query }) => query));
  if (!found) return turn.tools.has('search_products') ? SAY.trouble : SAY.no_catalog;
  if (undecided) {
    const products = found.flatMap(({ exact }) => exact.slice(0, 1));
    if (products.length > 1)
      return speak.listed('', inStockFirst(products), speak.whichOf(wishes[0]?.quantity ?? 1));
  }
  const cart = cartOf(wishes, found);
  return cart.unclear.length > 0 ? yield* makeSure(cart) : yield* order(turn, cart.lines);
}

interface Cart {
  lines: Line[];
  unclear: { wish: Wish; found: Picked; product?: Product }[];
}

function cartOf(wishes: Wish[], found: Picked[]): Cart {
  const cart: Cart = { lines: [], unclear: [] };
  const lines = new Map<string, Line>();
  for (const [at, wish] of wishes.entries()) {
    const picked = found[at] ?? { exact: [], near: [] };
    const [product, ...others] = picked.exact;
    const same = product && lines.get(product.product_id);
    if (!product || others.length > 0) cart.unclear.push({ wish, found: picked });
    // `sal e pimenta` may be one product, read as two things.
    else if (same) same.quantity += wish.counted ? wish.quantity : 0;
    else lines.set(product.product_id, { product, quantity: wish.quantity });
  }
  for (const line of lines.values()) {
    const { product, quantity } = line;
    const others = found
      .flatMap(({ exact, near }) => [...exact, ...near])
      .filter((other) => other !== product);
    if (isAvailable(product, quantity)) cart.lines.push(line);
    else cart.unclear.push(short(line, others));
  }
  return cart;
}

const short = ({ product, quantity }: Line, near: Product[]) => ({
  wish: { query: product.name, quantity, counted: true },
  found: { exact: [], near },
  product,
});

/** Something is missing, short or ambiguous: nothing is ordered, one question is asked. */
function* makeSure({ lines, unclear }: Cart): Flow {
  const [first] = unclear;
  if (lines.length === 0 && unclear.length === 1 && first) {
    if (first.product && !isAvailable(first.product))
      return yield* insteadOf(first.product, first.found.near);
    if (!first.product && first.found.exact.length === 0 && first.found.near.length === 0)
      return yield* suggest(first.wish.query);
  }
  const notes = unclear.map(noteOn).filter((note) => note !== '');
  const left = unclear.flatMap(({ product }) =>
    product && isAvailable(product) ? [{ product, quantity: product.available ?? 1 }] : [],
  );
  const standing = [...lines, ...left];
  const choice = unclear.find(
    ({ product, found }) => !product && (found.exact.length > 0 || found.near.length > 0),
  );
  if (choice) {
    const candidates = choice.found.exact.length > 0 ? choice.found.exact : choice.found.near;
    const [only, ...others] = candidates;
    const { quantity } = choice.wish;
    if (only && others.length === 0 && isAvailable(only, quantity))
      return speak.listed(
        notes.join(' '),
        [only],
        speak.mayClose([...standing, { product: only, quantity }]),
      );
    const opening = [...notes, standing.length > 0 ? speak.setAside(standing) : ''].filter(Boolean).join(' ');
    return speak.listed(opening, inStockFirst(candidates), speak.whichOf(quantity));
  }
  return [...notes, standing.length > 0 ? speak.mayClose(standing) : SAY.what].join(' ');
}

function noteOn({ wish, found, product }: Cart['unclear'][number]): string {
  if (product)
    return isAvailable(product) ? speak.onlySome(product, product.available ?? 1) : speak.soldOut(product);
  if (found.exact.length > 0) return '';
  return found.near.length > 0 ? speak.nearOnly(wish.query) : speak.notFound(wish.query);
}

function* order(turn: Turn, lines: Line[]): Flow {
  if (!turn.tools.has('create_order')) return SAY.no_order_tool;
  const accepted = acceptedPayments(turn);
  const { payment } = turn.heard;
  const asked = payment && offeredAs(payment, accepted);
  if (payment && !asked) return `${speak.otherPayment(accepted)} ${speak.mayClose(lines)}`;
  const [only, ...others] = accepted;
  const payment_method =
    asked ?? paymentSaidBefore(turn, accepted) ?? (others.length === 0 ? only : undefined);
  if (!payment_method) return `${speak.mayClose(lines)} ${speak.whichPayment(accepted)}`;
  const how = deliveryOf(turn, lines);
  if ('ask' in how) return how.ask;
  const items = lines.map(({ product, quantity }) => ({ product_id: product.product_id, quantity }));
  const customer_info = {
    name: stated(turn, ({ customer }) => customer.name),
    phone: stated(turn, ({ customer }) => customer.phone),
  };
  const change_for =
    payment_method === 'cash_on_delivery' ? stated(turn, (heard) => heard.change_for) : undefined;
  const args = { items, payment_method, change_for, ...how, customer_info };
  const [outcome] = yield [{ name: 'create_order', args }];
  const made = orderIn(outcome);
  if (!made) return yield* refused(lines, refusalIn(outcome));
  const dropped = new Set(made.dropped.map(({ product_id }) => product_id));
  const left_out = lines
    .filter(({ product }) => dropped.has(product.product_id))
    .map(({ product }) => product.name);
  return speak.receipt(made, payment_method, left_out);
}

/** Said while this same order was being talked over, not for one before it. */
function paymentSaidBefore({ earlier, last }: Turn, accepted: PaymentMethod[]): PaymentMethod | undefined {
  if (last.receipt || last.cart.length === 0) return undefined;
  return earlier
    .flatMap((text) => understand(text).payment ?? [])
    .map((method) => offeredAs(method, accepted))
    .find((method) => method !== undefined);
}

/** What was asked for, as this shop takes it: who says PIX means whichever there is. */
export const offeredAs = (method: PaymentMethod, accepted: PaymentMethod[]): PaymentMethod | undefined =>
  [method, method === 'pix' ? 'manual_pix' : method].find((it) => accepted.includes(it));

function* refused(lines: Line[], refusal: Refusal | undefined): Flow {
  const { reason = '', error = '' } = refusal ?? {};
  if (/phone|telefone/i.test(`${reason} ${error}`)) return speak.askPhone(lines);
  if (reason === 'order.not_delivered_there')
    return `${error} ${speak.mayClose(lines)} ${speak.WHICH_DELIVERY}`;
  const cart = refusal && leftOf(lines, refusal);
  if (cart && cart.unclear.length > 0) return yield* makeSure(cart);
  return IN_PORTUGUESE.test(error) ? speak.notClosed(error) : SAY.no_order;
}

/** Somebody else was faster: what is left of the lines, as the refusal tells. */
function leftOf(lines: Line[], { items = [], available }: Refusal): Cart {
  const counts = new Map(items.map((item) => [item.product_id, item.available]));
  const [only, ...others] = lines;
  if (only && others.length === 0 && typeof available === 'number')
    counts.set(only.product.product_id, available);
  const counted = lines.map(({ product, quantity }) => ({
    product: { ...product, available: counts.get(product.product_id) ?? product.available },
    quantity,
  }));
  return {
    lines: counted.filter(({ product, quantity }) => isAvailable(product, quantity)),
    unclear: counted
      .filter(({ product, quantity }) => !isAvailable(product, quantity))
      .map((line) => short(line, [])),
  };
}

/** A refusal is told to the customer as it is only if it was written for one. */
const IN_PORTUGUESE = /[ãõçéíóáê]|\b(?:pedido|pagamento|loja|entrega|produto|estoque)\b/i;

/** What this shop takes: as the tool's own list says. */
export function acceptedPayments({ tools }: Turn): PaymentMethod[] {
  const property = tools.get('create_order')?.properties?.payment_method;
  const listed = typeof property === 'object' ? (property.enum ?? []) : [];
  const known: PaymentMethod[] = ['pix', 'manual_pix', 'cash_on_delivery'];
  return listed.length > 0 ? known.filter((method) => listed.includes(method)) : known.slice(0, 1);
}

/** What the customer said of it, now or before: the newest counts. */
function stated<Fact>(turn: Turn, fact: (heard: Turn['heard']) => Fact | undefined): Fact | undefined {
  return (
    fact(turn.heard) ?? turn.earlier.map((text) => fact(understand(text))).find((said) => said !== undefined)
  );
}
