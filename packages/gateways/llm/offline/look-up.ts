import { inStockFirst, MOST_AT_ONCE, namesInView, queryFor, search, suggest, topicOf } from './find.ts';
import type { Flow, Turn } from './flow.ts';
import { isAvailable, type Picked, pick } from './match.ts';
import { plain } from './portuguese.ts';
import { categoriesIn, detailsIn, type Product, productsIn } from './results.ts';
import { categoriesNamed, described, listed, nearOnly, notFound, offered, SAY, soldOut } from './speak.ts';

/** Says what there is of the things asked for, or of those last spoken of. */
export function* lookUp(turn: Turn): Flow {
  const queries = asked(turn).slice(0, MOST_AT_ONCE);
  if (queries.length === 0) return yield* categories();
  const found = yield* search(queries);
  if (!found) return turn.tools.has('search_products') ? SAY.trouble : SAY.no_catalog;
  const [only] = found;
  if (only && found.length === 1)
    return yield* one(turn, queries[0] ?? '', wantsOthers(turn) ? unseen(turn, only) : only);
  return many(queries, found);
}

function asked(turn: Turn): string[] {
  const words = turn.heard.items.map((item) => item.words).filter((text) => text !== '');
  if (words.length > 0) return words.map((text) => queryFor(turn, text));
  const topic = topicOf(turn);
  if (topic && wantsOthers(turn)) return [topic];
  const names = namesInView(turn);
  const place = turn.heard.items.find((item) => item.place !== undefined)?.place;
  if (place !== undefined) return names.slice(place < 0 ? place : place - 1).slice(0, 1);
  return names.length > 0 ? names : topic ? [topic] : [];
}

const wantsOthers = ({ said, heard }: Turn) =>
  heard.intent === 'browse' && /\b(?:outr[oa]s?|mais)\b/.test(plain(said));

/** Leaves out what was shown already, if anything else remains. */
function unseen(turn: Turn, { exact, near }: Picked): Picked {
  const seen = new Set(namesInView(turn));
  const fresh = exact.filter(({ name }) => !seen.has(name));
  return { exact: fresh.length > 0 ? fresh : exact, near };
}

function* one(turn: Turn, query: string, { exact, near }: Picked): Flow {
  const [product, ...others] = inStockFirst(exact);
  if (!product) return near.length > 0 ? listed(nearOnly(query), inStockFirst(near)) : yield* suggest(query);
  if (others.length > 0) {
    const all_seen = wantsOthers(turn) && exact.every(({ name }) => namesInView(turn).includes(name));
    return listed(all_seen ? 'Desse tipo é só o que tenho:' : 'Temos sim! Olha só:', [product, ...others]);
  }
  if (!isAvailable(product)) return yield* insteadOf(product, near);
  const wanted = turn.heard.items[0]?.quantity ?? 1;
  return offered(
    product,
    turn.heard.intent === 'browse' ? 'Temos sim! ' : '',
    isAvailable(product, wanted) ? wanted : 1,
  );
}

/** A sold-out product, and what there is of its kind. */
export function* insteadOf(product: Product, near: Product[]): Flow {
  const [head = product.name] = product.name.split(' ');
  const known = near.filter((other) => isAvailable(other));
  const others = known.length > 0 ? known : yield* kin(product, head);
  if (others.length > 0) return listed(`${soldOut(product)} Posso te oferecer:`, others);
  return `${soldOut(product)} ${SAY.what}`;
}

function* kin(product: Product, head: string): Flow<Product[]> {
  const [found] = (yield* search([head])) ?? [];
  const all = [...(found?.exact ?? []), ...(found?.near ?? [])];
  return all.filter((other) => other.product_id !== product.product_id && isAvailable(other));
}

function many(queries: string[], found: Picked[]): string {
  const missing = queries.filter((_, at) => found[at]?.exact.length === 0);
  const there = new Map(found.flatMap(({ exact }) => exact).map((product) => [product.product_id, product]));
  const notes = missing.map(notFound).join(' ');
  if (there.size === 0) return `${notes} ${SAY.what}`;
  return listed(notes || 'Temos sim! Olha só:', inStockFirst([...there.values()]));
}

/** What a product is, in the merchant's words. */
export function* details(turn: Turn): Flow {
  const [query, ...others] = asked(turn);
  if (!query || others.length > 0) return yield* lookUp(turn);
  const [found] = (yield* search([query])) ?? [];
  const [product, ...more] = found?.exact ?? [];
  if (!product || more.length > 0) return yield* lookUp(turn);
  const [outcome] = yield [{ name: 'get_product_details', args: { product_id: product.product_id } }];
  const full = detailsIn(outcome);
  return full?.description ? described(full, full.description) : offered(product);
}

/** What the shop has at all. */
export function* categories(): Flow {
  const [outcome] = yield [{ name: 'list_categories', args: {} }];
  return [categoriesNamed(categoriesIn(outcome)), SAY.what].filter(Boolean).join(' ');
}

/** The cheapest, the dearest, or what lies between two prices. */
export function* byPrice(turn: Turn): Flow {
  const { price, items } = turn.heard;
  const words = items.map((item) => item.words).filter((text) => text !== '');
  const query = words.length > 0 ? words.join(' ') : topicOf(turn);
  const products = yield* priced(turn, query);
  if (!products) return turn.tools.has('search_products') ? SAY.trouble : SAY.no_catalog;
  const { min = 0, max = Number.POSITIVE_INFINITY } = price;
  const order = Object.keys(price).length > 0 ? price.order : 'cheapest';
  const within = products
    .filter(
      (product) =>
        product.price_cents >= min * 100 && product.price_cents <= max * 100 && isAvailable(product),
    )
    .sort((a, b) => (order === 'dearest' ? b.price_cents - a.price_cents : a.price_cents - b.price_cents));
  const [first] = within;
  if (!first) return SAY.none_in_range;
  if (order === 'cheapest') return offered(first, 'O mais em conta: ');
  if (order === 'dearest') return offered(first, 'O de maior valor: ');
  return within.length === 1 ? offered(first) : listed('Nessa faixa eu tenho:', within);
}

function* priced(turn: Turn, query: string | undefined): Flow<Product[] | undefined> {
  if (!turn.tools.has('filter_products_by_price')) {
    const [found] = (query && (yield* search([query]))) || [];
    return found && [...found.exact, ...(found.exact.length > 0 ? [] : found.near)];
  }
  const { min, max } = turn.heard.price;
  const args = { query, min_price: min, max_price: max, limit: 20 };
  const [outcome] = yield [{ name: 'filter_products_by_price', args }];
  const products = productsIn(outcome);
  const { exact = [] } = products && query ? pick(products, query) : {};
  return exact.length > 0 ? exact : products;
}
