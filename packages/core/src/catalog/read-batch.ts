import { validationError } from '../kernel/errors.ts';
import { type ProductBatch, ProductFields, type RowResult } from './contract.ts';
import { type CsvTable, readCsv } from './csv.ts';

/** A row as it was written. */
interface WrittenRow {
  row: number;
  fields: unknown;
}

/** A row that is understood, or why it is not. */
export type JudgedRow = { row: number; fields: ProductFields } | { row: number; error: RowResult };

/** The rows of a batch, each judged by itself. 422 where a file is no table. */
export function readBatch({ rows, csv }: Pick<ProductBatch, 'rows' | 'csv'>): {
  table: CsvTable | null;
  rows: WrittenRow[];
  judged: JudgedRow[];
} {
  const table = csv === undefined ? null : readCsv(Buffer.from(csv, 'base64'));
  const written = table?.rows ?? (rows ?? []).map((fields, index) => ({ row: index + 1, fields }));
  return { table, rows: written, judged: written.map(judge) };
}

function judge({ row, fields }: WrittenRow): JudgedRow {
  const parsed = ProductFields.safeParse(fields);
  if (parsed.success) return { row, fields: parsed.data };
  const { message, errors = [] } = validationError(parsed.error);
  return { row, error: refusedRow(row, 'invalid', errors[0]?.message ?? message, errors[0]?.path || null) };
}

export const refusedRow = (
  row: number,
  reason: string,
  message: string,
  field: string | null = null,
): RowResult => ({
  row,
  result: 'error',
  reason,
  field,
  message,
  product_id: null,
});
