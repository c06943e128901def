import type { ItemReason } from './contract.ts';

/** As many units as a shelf may hold here. */
export const MOST_UNITS = 1_000_000;

/** Whole units, or why not. `12`, `"12"` and `"12.00"` are twelve; so are an ERP's `12.0`. */
export function readUnits(given: number | string): number | ItemReason {
  const text = typeof given === 'number' ? null : given.trim();
  if (text !== null && !/^[+-]?\d+(\.\d+)?$/.test(text)) return 'not_a_number';
  const units = Number(text ?? given);
  if (!Number.isFinite(units) || Math.abs(units) > MOST_UNITS) return 'out_of_range';
  // Adding zero makes -0 zero.
  return Number.isInteger(units) ? units + 0 : 'fraction';
}

/**
 * When a value was true, as ISO 8601 with milliseconds. A whole second is meant to its end: what the ERP did within it
 * is in the value. Nothing was true later than it arrived: a clock that is ahead must not outdate what comes after.
 */
export function stampOf(instant: string, arrived_ms: number): string {
  const ms = Date.parse(instant);
  const end = ms % 1000 === 0 ? ms + 999 : ms;
  return new Date(Math.min(end, arrived_ms)).toISOString();
}

/** A product when a value of the ERP comes, locked. */
export interface ShelfFacts {
  /** null is not tracked. */
  quantity: number | null;
  held: number;
  /** A newer value was applied before. */
  stale: boolean;
  /** Units that our orders moved and the ERP's value cannot have in it: negative left the shelf. */
  unknown_to_erp: number;
}

export interface Verdict {
  status: 'applied' | 'ignored' | 'refused';
  reason: ItemReason | null;
  /** What is on the shelf from now on. */
  quantity: number | null;
  /** What it would be if there could be less than nothing. */
  wanted: number | null;
}

const not = (status: 'ignored' | 'refused', reason: ItemReason): Verdict => ({
  status,
  reason,
  quantity: null,
  wanted: null,
});

/**
 * What a value of the ERP makes of a shelf. What is available is what is on it less what is held: an ERP that counts
 * our orders has taken the held units off its value already, so that they are put back on.
 */
export function judge(
  shelf: ShelfFacts,
  given: { mode: 'set' | 'delta'; units: number; erp_counts_our_orders: boolean },
): Verdict {
  if (given.mode === 'set' && shelf.stale) return not('ignored', 'stale');
  if (given.mode === 'delta' && shelf.quantity === null) return not('refused', 'not_tracked');
  const base =
    given.mode === 'delta'
      ? (shelf.quantity ?? 0)
      : given.erp_counts_our_orders
        ? shelf.held
        : shelf.unknown_to_erp;
  const wanted = base + given.units;
  if (wanted > MOST_UNITS) return not('refused', 'out_of_range');
  return {
    status: 'applied',
    reason: wanted < 0 ? 'clamped' : null,
    quantity: Math.max(0, wanted),
    wanted,
  };
}
