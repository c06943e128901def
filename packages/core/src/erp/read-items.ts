import { z } from 'zod';
import { validationError } from '../kernel/errors.ts';
import { type ErpLine, InboundItem, type ItemReason, type ItemResult } from './contract.ts';
import { readUnits, stampOf } from './rules.ts';

export interface ReadItem {
  /** Its place in the event, from 0. */
  at: number;
  sku: string | null;
  external_id: string | null;
  units: number;
  stamp: string;
  version: number | null;
}

/** What an item could not be more than, whatever the shelf says. */
export type Judged = ReadItem | ItemResult;

export const isRead = (item: Judged): item is ReadItem => 'at' in item;

type Names = Pick<ItemResult, 'sku' | 'external_id'>;

export const resultOf = (
  { sku, external_id }: Names,
  status: ItemResult['status'],
  reason: ItemReason | null,
  more: { message?: string; quantity?: number | null } = {},
): ItemResult => ({
  sku,
  external_id,
  status,
  reason,
  message: more.message ?? null,
  quantity: more.quantity ?? null,
});

const ShownName = z.union([z.string(), z.number()]).transform((name) => String(name).slice(0, 100));
/** How an item that cannot be read is called in the answer. */
const ShownNames = z.object({
  sku: ShownName.nullable().catch(null),
  external_id: ShownName.nullable().catch(null),
});

/** Reads one item as it came, or says why it cannot be applied. `stamp`: where the item does not say when. */
export function readItem(
  given: unknown,
  at: number,
  event: { stamp: string; warehouse: string | null },
): Judged {
  const parsed = InboundItem.safeParse(given);
  if (!parsed.success) {
    const names = ShownNames.catch({ sku: null, external_id: null }).parse(given);
    return resultOf(names, 'refused', 'invalid', { message: validationError(parsed.error).message });
  }
  const { sku = null, external_id = null, quantity, warehouse, version } = parsed.data;
  const names = { sku, external_id };
  if (event.warehouse !== null && warehouse && warehouse !== event.warehouse) {
    return resultOf(names, 'ignored', 'other_warehouse');
  }
  const units = readUnits(quantity);
  if (typeof units === 'string') return resultOf(names, 'refused', units);
  return {
    ...names,
    at,
    units,
    stamp: typeof version === 'string' ? stampOf(version, Date.now()) : event.stamp,
    version: typeof version === 'number' ? version : null,
  };
}

type Found = ReadItem & { product_id: string };

/** One line for each product: of several values the last holds, deltas add up. `superseded`: places of the others. */
export function linesOf(
  items: readonly Found[],
  mode: 'set' | 'delta',
): { lines: ErpLine[]; superseded: ReadonlySet<number> } {
  const superseded = new Set<number>();
  const lines = [...Map.groupBy(items, ({ product_id }) => product_id)].flatMap(([product_id, same]) => {
    const last = same.at(-1);
    if (!last) return [];
    if (mode === 'set') for (const { at } of same.slice(0, -1)) superseded.add(at);
    const quantity = mode === 'set' ? last.units : same.reduce((sum, { units }) => sum + units, 0);
    return [{ product_id, quantity, stamp: last.stamp, version: last.version }];
  });
  return { lines, superseded };
}
