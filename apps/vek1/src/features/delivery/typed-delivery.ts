import type { Delivery } from '@/trpc/wire.ts';
import { readCents, typedCents } from '../../format/money.ts';

export interface TypedRange {
  /** Of the row on the screen. */
  key: string;
  cep_from: string;
  cep_to: string;
  fee: string;
}

/** How goods come to customers, as it stands in the fields. */
export interface TypedDelivery {
  pick_up: boolean;
  fixed_fee: string;
  ranges: TypedRange[];
  free_above: string;
}

const typed = (cents: number | null) => (cents === null ? '' : typedCents(cents));
const dashed = (cep: string) => cep.replace(/^(\d{5})-?(\d{3})$/, '$1-$2');

export const typedOf = (delivery: Delivery | null): TypedDelivery => ({
  pick_up: delivery?.pick_up ?? false,
  fixed_fee: typed(delivery?.fixed_fee_cents ?? null),
  ranges: (delivery?.fee_by_cep_range ?? []).map(({ cep_from, cep_to, fee_cents }) => ({
    key: cep_from,
    cep_from: dashed(cep_from),
    cep_to: dashed(cep_to),
    fee: typedCents(fee_cents),
  })),
  free_above: typed(delivery?.free_above_cents ?? null),
});

const digits = (cep: string) => cep.replace(/\D/g, '');
const isCep = (text: string) => /^\d{5}-?\d{3}$/.test(text.trim());
/** Empty is none. */
const readsAs = (text: string) => (text.trim() === '' ? null : readCents(text));
const isUnclear = (text: string) => text.trim() !== '' && readCents(text) === null;

/** What is wrong with a range, in a sentence; null where nothing is. */
export function rangeError(range: TypedRange, others: readonly TypedRange[]): string | null {
  const { cep_from, cep_to, fee } = range;
  if (!isCep(cep_from) || !isCep(cep_to)) return 'Escreva os CEPs com oito números.';
  if (digits(cep_from) > digits(cep_to)) return 'O primeiro CEP vem depois do último.';
  if (readCents(fee) === null) return 'Escreva a taxa como 12,00.';
  const meets = others.some(
    (other) =>
      other !== range &&
      digits(other.cep_from) <= digits(cep_to) &&
      digits(cep_from) <= digits(other.cep_to) &&
      isCep(other.cep_from) &&
      isCep(other.cep_to),
  );
  return meets ? 'Outra faixa já tem parte destes CEPs.' : null;
}

export const amountError = (text: string): string | null => (isUnclear(text) ? 'Escreva como 12,00.' : null);

/** What the fields say; null while something in them is wrong. */
export function readDelivery({ pick_up, fixed_fee, ranges, free_above }: TypedDelivery): Delivery | null {
  if (isUnclear(fixed_fee) || isUnclear(free_above)) return null;
  if (ranges.some((range) => rangeError(range, ranges) !== null)) return null;
  return {
    pick_up,
    fixed_fee_cents: readsAs(fixed_fee),
    fee_by_cep_range: ranges.map(({ cep_from, cep_to, fee }) => ({
      cep_from: dashed(cep_from.trim()),
      cep_to: dashed(cep_to.trim()),
      fee_cents: readCents(fee) ?? 0,
    })),
    free_above_cents: readsAs(free_above),
  };
}
