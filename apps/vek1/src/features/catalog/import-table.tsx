import { Badge, type Tone } from '@/components/ui/badge.tsx';
import { plural } from '@/format/text.ts';
import type { ImportPreview, ImportRow } from '@/trpc/wire.ts';
import { describeProblem, fieldLabel, RESULT } from './labels.ts';

const TONE: Record<ImportRow['result'], Tone> = {
  created: 'good',
  updated: 'moving',
  unchanged: 'quiet',
  error: 'bad',
};

/** As many rows as a person looks through. */
const SHOWN = 50;

/** What would become of each row: problems first. */
export function ImportTable({ preview }: { preview: ImportPreview }) {
  const names = new Map(preview.sample.map(({ row, fields }) => [row, nameIn(fields)]));
  const rows = preview.results.toSorted(
    (a, b) => Number(b.result === 'error') - Number(a.result === 'error'),
  );
  const ignored = preview.file?.columns.filter(({ field }) => field === null) ?? [];
  const known = preview.file?.columns.filter(({ field }) => field !== null) ?? [];
  return (
    <div className="mt-4 grid grid-cols-1 gap-3" data-testid="import-preview">
      <p className="text-sm">
        {[
          plural(preview.created, 'novo', 'novos'),
          plural(preview.updated, 'muda', 'mudam'),
          plural(preview.unchanged, 'fica igual', 'ficam iguais'),
          plural(preview.errors, 'com problema', 'com problema'),
        ].join(' · ')}
      </p>
      {known.length > 0 && (
        <p className="text-[13px] text-muted-foreground">
          Colunas lidas: {known.map(({ header, field }) => nameOf(header, fieldLabel(field))).join(', ')}.
          {ignored.length > 0 && ` Ignoradas: ${ignored.map(({ header }) => header).join(', ')}.`}
        </p>
      )}
      <ul className="max-h-72 divide-y overflow-y-auto rounded-lg border text-sm">
        {rows.slice(0, SHOWN).map((row) => (
          <li
            key={row.row}
            className="grid grid-cols-[2.5rem_1fr_auto] items-center gap-3 px-3 py-2"
            data-testid="import-row"
            data-result={row.result}
          >
            <span className="text-[13px] text-muted-foreground tabular-nums">{row.row}</span>
            <span className="min-w-0">
              <span className="block truncate">{names.get(row.row)}</span>
              {row.result === 'error' && (
                <span className="block text-[13px] text-danger">{describeProblem(row)}</span>
              )}
            </span>
            <Badge tone={TONE[row.result]}>{RESULT[row.result]}</Badge>
          </li>
        ))}
      </ul>
      {rows.length > SHOWN && (
        <p className="text-[13px] text-muted-foreground">
          E mais {plural(rows.length - SHOWN, 'linha', 'linhas')}.
        </p>
      )}
    </div>
  );
}

/** `Valor (preço)`; a header that already says it, alone. */
const nameOf = (header: string, label: string): string =>
  header.toLowerCase() === label ? header : `${header} (${label})`;

function nameIn(fields: unknown): string {
  if (typeof fields !== 'object' || fields === null) return '';
  const { name, sku } = fields as { name?: unknown; sku?: unknown }; // as they were read: anything
  return String(name ?? sku ?? '');
}
