import { isDeepStrictEqual } from 'node:util';
import type { Reader } from '../kernel/db/open-database.ts';
import { newId } from '../kernel/ids.ts';
import type { BatchResult, ProductFields, RowResult } from './contract.ts';
import { type KnownProduct, matchProducts, readProducts, roomForProducts } from './match-products.ts';
import { type JudgedRow, refusedRow } from './read-batch.ts';
import { newProduct, type Product, sellsAgain, withFields } from './rules.ts';

/** What a batch comes to, before anything of it is written. */
export interface BatchPlan {
  answer: BatchResult;
  insert: Product[];
  update: Product[];
  /** What the shelves hold afterwards, where that changes. */
  counts: { product_id: string; quantity: number | null }[];
}

/** Decides what becomes of each row; writes nothing. `wait`: the caller is about to write it. */
export async function planBatch(
  db: Reader,
  { company_id, store_id }: { company_id: string; store_id: string },
  rows: readonly JudgedRow[],
  reading: { wait: boolean },
): Promise<BatchPlan> {
  const keys = rows.flatMap((it) =>
    'fields' in it ? [{ row: it.row, sku: it.fields.sku ?? null, name: it.fields.name ?? null }] : [],
  );
  const room = await roomForProducts(db, company_id, reading);
  const matches = await matchProducts(db, { company_id, store_id, keys });
  const ids = matches.flatMap(({ product_id }) => product_id ?? []);
  const products = new Map((await readProducts(db, company_id, ids, reading)).map((it) => [it.id, it]));
  const known = new Map(matches.map(({ row, product_id }) => [row, products.get(product_id ?? '')]));
  // Rows of one product that is not there yet have the same key too.
  const subjects = new Map(
    matches.map(({ row, product_id, sku, name_key }) => [row, product_id ?? JSON.stringify([sku, name_key])]),
  );
  return decide(rows, { known, subjects, room });
}

interface Found {
  known: ReadonlyMap<number, KnownProduct | undefined>;
  subjects: ReadonlyMap<number, string>;
  room: number;
}

/** The last row that speaks of a product wins; new ones are made from the top, as many as there is room for. */
function decide(rows: readonly JudgedRow[], { known, subjects, room }: Found): BatchPlan {
  const insert: Product[] = [];
  const update: Product[] = [];
  const counts: BatchPlan['counts'] = [];
  const winners = new Map([...subjects].map(([row, subject]) => [subject, row]));
  let left = room;

  const create = (row: number, fields: ProductFields): RowResult => {
    const { name, price_cents, stock_quantity = null } = fields;
    if (name === undefined) return refusedRow(row, 'name_required', 'A new product needs a name.', 'name');
    if (price_cents === undefined)
      return refusedRow(row, 'price_required', 'A new product needs a price.', 'price_cents');
    const product = newProduct({ ...fields, id: newId(), name, price_cents });
    if (product.status !== 'archived' && left-- <= 0) return overLimit(row);
    insert.push(product);
    counts.push({ product_id: product.id, quantity: stock_quantity });
    return settled(row, 'created', product.id);
  };

  const change = (
    row: number,
    { store_id: _, stock_quantity, ...was }: KnownProduct,
    fields: ProductFields,
  ): RowResult => {
    const product = withFields(sellsAgain(was, fields), fields);
    if (was.status === 'archived' && product.status !== 'archived' && left-- <= 0) return overLimit(row);
    const isRewritten = !isDeepStrictEqual(product, was);
    const isRecounted = fields.stock_quantity !== undefined && fields.stock_quantity !== stock_quantity;
    if (isRewritten) update.push(product);
    if (isRecounted) counts.push({ product_id: product.id, quantity: fields.stock_quantity ?? null });
    return settled(row, isRewritten || isRecounted ? 'updated' : 'unchanged', product.id);
  };

  const results = rows.map((it) => {
    if ('error' in it) return it.error;
    const { row, fields } = it;
    const winner = winners.get(subjects.get(row) ?? '');
    if (winner !== row)
      return refusedRow(row, 'duplicate_in_batch', `Row ${winner} speaks of the same product.`);
    const product = known.get(row);
    return product ? change(row, product, fields) : create(row, fields);
  });
  return { answer: { ...tally(results), results }, insert, update, counts };
}

const settled = (row: number, result: RowResult['result'], product_id: string): RowResult => ({
  row,
  result,
  reason: null,
  field: null,
  message: null,
  product_id,
});

const overLimit = (row: number) => refusedRow(row, 'plan.limit_reached', 'The plan allows no more products.');

function tally(results: readonly RowResult[]) {
  const count = (result: RowResult['result']) => results.filter((it) => it.result === result).length;
  return {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    errors: count('error'),
  };
}
