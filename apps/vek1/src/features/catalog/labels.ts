import type { ImportRow, Product } from '@/trpc/wire.ts';

export const STATUS: Record<Product['status'], string> = {
  active: 'À venda',
  draft: 'Rascunho',
  archived: 'Arquivado',
};

export const STATUSES = Object.keys(STATUS) as Product['status'][]; // the record above has each of them, and no other

export const RESULT: Record<ImportRow['result'], string> = {
  created: 'Novo',
  updated: 'Muda',
  unchanged: 'Igual',
  error: 'Problema',
};

const FIELD: Record<string, string> = {
  name: 'nome',
  sku: 'código',
  price_cents: 'preço',
  compare_at_cents: 'preço de',
  stock_quantity: 'estoque',
  category: 'categoria',
  description: 'descrição',
  status: 'situação',
  images: 'imagens',
  product_group: 'grupo',
};

/** A column of the file as a merchant calls it; null is left out. */
export const fieldLabel = (field: string | null): string =>
  field === null ? 'ignorada' : (FIELD[field] ?? field.replace(/^attributes\./, ''));

const PROBLEM: Record<string, string> = {
  duplicate_in_batch: 'Outra linha, mais abaixo, fala do mesmo produto.',
  name_required: 'Um produto novo precisa de nome.',
  price_required: 'Um produto novo precisa de preço.',
  'plan.limit_reached': 'Seu plano não comporta mais produtos.',
};

/** Why a row can't be taken, in a sentence for the merchant; null where it can. */
export function describeProblem({ result, reason, field }: ImportRow): string | null {
  if (result !== 'error') return null;
  const known = PROBLEM[reason ?? ''];
  if (known) return known;
  return field ? `Não entendemos: ${fieldLabel(field)}.` : 'Não entendemos esta linha.';
}
