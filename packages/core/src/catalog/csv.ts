import { CsvError, parse } from 'csv-parse/sync';
import { invalidField } from '../kernel/errors.ts';
import { MAX_ROWS, type ProductFields } from './contract.ts';
import { ATTRIBUTES, COLUMNS, plainWords } from './csv-columns.ts';

export interface CsvTable {
  encoding: string;
  delimiter: string;
  /** Each header as it stands there, and what it was taken for; null: it is left out. */
  columns: { header: string; field: string | null }[];
  rows: CsvRow[];
}

export interface CsvRow {
  /** As a spreadsheet counts: the header has a number too. */
  row: number;
  /** Not judged yet. */
  fields: Record<string, unknown>;
}

/** Spreadsheets save their format's name here, web shops theirs: which one is never said. */
const DELIMITERS = [';', ',', '\t', '|'];
/** A title or two may stand above the header. */
const HEADER_WITHIN = 10;
/** Characters of one row: more is a quote that was never closed, or no table at all. */
const LONGEST_ROW = 100_000;
/** Spreadsheets also save the empty rows below. */
const MOST_RECORDS = 50_000;

/** UTF-8 or UTF-16 with their marks, UTF-8 without; else Windows-1252, which holds Latin-1 and is never wrong. */
function decode(bytes: Uint8Array): { text: string; encoding: string } {
  const [first, second] = bytes;
  const marked =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return { text: new TextDecoder(marked, { fatal: true }).decode(bytes), encoding: marked };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

const records = (
  text: string,
  delimiter: string,
  options: { to: number; skip_records_with_error?: boolean },
): string[][] =>
  parse(text, {
    ...options,
    delimiter,
    max_record_size: LONGEST_ROW,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // `12" de aço` and `="00123"` are texts.
    relax_quotes: true,
  });

type Put = (fields: Record<string, unknown>, cell: string) => void;

interface Header {
  index: number;
  cells: string[];
  fields: (string | null)[];
  puts: (Put | null)[];
}

/** Takes each field from the column that is named most surely. */
function readHeader(cells: string[], index: number): Header {
  const words = cells.map(plainWords);
  const fields: (string | null)[] = words.map((word) => (ATTRIBUTES.has(word) ? `attributes.${word}` : null));
  const puts: (Put | null)[] = words.map((word) =>
    ATTRIBUTES.has(word)
      ? (row, cell) => {
          row.attributes = { ...(row.attributes as object | undefined), [word]: cell };
        }
      : null,
  );
  const take = (at: number, field: keyof ProductFields, read: (cell: string) => unknown) => {
    fields[at] = field;
    puts[at] = (row, cell) => {
      row[field] = read(cell);
    };
  };
  for (const { field, read, headers } of COLUMNS) {
    const at = headers.map((header) => words.indexOf(header)).find((place) => place >= 0);
    if (at !== undefined && !fields.includes(field)) take(at, field, read);
  }
  // An ERP calls the name a description.
  const described = fields.indexOf('description');
  if (described >= 0 && !fields.includes('name')) take(described, 'name', (cell) => cell);
  return { index, cells, fields, puts };
}

const known = ({ fields }: Header): number => new Set(fields.filter(Boolean)).size;
const surest = (headers: Header[]): Header | undefined => headers.toSorted((a, b) => known(b) - known(a))[0];

/** The row that names most columns we know, one of them the name or the sku, by the delimiter that finds most. */
function findHeader(text: string): { header: Header; delimiter: string } {
  const found = DELIMITERS.flatMap((delimiter) => {
    // A delimiter that is not the file's may break its quotes.
    const top = records(text.slice(0, LONGEST_ROW), delimiter, {
      to: HEADER_WITHIN,
      skip_records_with_error: true,
    });
    const header = surest(top.map(readHeader));
    return header ? [{ header, delimiter }] : [];
  });
  const [best] = found.toSorted((a, b) => known(b.header) - known(a.header));
  if (!best?.header.fields.some((field) => field === 'name' || field === 'sku')) {
    throw invalidField(
      'csv',
      'No row names a column that holds the products, as `nome` or `sku`.',
      'csv.no_header',
    );
  }
  return best;
}

function readRow(cells: string[], row: number, { puts }: Header): CsvRow {
  const fields: Record<string, unknown> = {};
  for (const [at, put] of puts.entries()) {
    const cell = (cells[at] ?? '').replaceAll('\u0000', '').trim();
    if (cell !== '') put?.(fields, cell);
  }
  // A cell beyond the header shifted this row: the contract refuses a field that nobody declared.
  const beyond = cells.findIndex((cell, at) => at >= puts.length && cell.trim() !== '');
  if (beyond >= 0) fields[`column ${beyond + 1}`] = cells[beyond];
  return { row, fields };
}

const broken = (why: string) => invalidField('csv', `This is no CSV: ${why}.`, 'csv.broken');

/** Reads the products of a CSV file, whatever program wrote it. 422 where it is no table, or too long. */
export function readCsv(bytes: Uint8Array): CsvTable {
  const { text, encoding } = decode(bytes);
  if (text.split(/[\r\n]/).some((line) => line.length > LONGEST_ROW)) throw broken('a line without an end');
  try {
    const { header, delimiter } = findHeader(text);
    const all = records(text, delimiter, { to: MOST_RECORDS });
    const rows = all
      .map((cells, index) => ({ cells, index }))
      .filter(({ cells, index }) => index > header.index && cells.some((cell) => cell.trim() !== ''))
      .map(({ cells, index }) => readRow(cells, index + 1, header));
    if (rows.length > MAX_ROWS || all.length === MOST_RECORDS) {
      throw invalidField('csv', `At most ${MAX_ROWS} rows.`, 'csv.too_long');
    }
    const columns = header.cells.map((cell, at) => ({
      header: cell.trim(),
      field: header.fields[at] ?? null,
    }));
    return { encoding, delimiter, columns, rows };
  } catch (error) {
    if (error instanceof CsvError) throw broken(error.message);
    throw error;
  }
}
