import { Plus, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { Input } from '@/components/ui/input.tsx';
import { rangeError, type TypedRange } from './typed-delivery.ts';

interface CepRangesProps {
  ranges: TypedRange[];
  change: (ranges: TypedRange[]) => void;
}

const COLUMNS = [
  { field: 'cep_from', label: 'Do CEP', example: '01000-000' },
  { field: 'cep_to', label: 'Até o CEP', example: '05999-999' },
  { field: 'fee', label: 'Taxa (R$)', example: '12,00' },
] as const;

/** Where the store delivers, and for how much. */
export function CepRanges({ ranges, change }: CepRangesProps) {
  const set = (key: string, more: Partial<TypedRange>) =>
    change(ranges.map((range) => (range.key === key ? { ...range, ...more } : range)));
  return (
    <fieldset className="min-w-0">
      <legend className="text-sm font-medium">Entrega por faixa de CEP</legend>
      {ranges.length > 0 && (
        <p className="mt-2 mr-11 grid grid-cols-3 gap-2 text-xs text-muted-foreground" aria-hidden>
          {COLUMNS.map(({ field, label }) => (
            <span key={field}>{label}</span>
          ))}
        </p>
      )}
      <ul className="mt-1.5 grid gap-3">
        {ranges.map((range) => (
          <li key={range.key} data-testid="cep-range">
            <div className="flex items-center gap-2">
              {COLUMNS.map(({ field, label, example }) => (
                <Input
                  key={field}
                  aria-label={label}
                  placeholder={example}
                  inputMode={field === 'fee' ? 'decimal' : 'numeric'}
                  maxLength={field === 'fee' ? 12 : 9}
                  className="min-w-0 tabular-nums"
                  value={range[field]}
                  onChange={({ target }) => set(range.key, { [field]: target.value })}
                  data-testid={`range-${field}`}
                />
              ))}
              <Button
                variant="ghost"
                size="icon"
                aria-label="Tirar esta faixa"
                onClick={() => change(ranges.filter(({ key }) => key !== range.key))}
              >
                <Trash2 aria-hidden />
              </Button>
            </div>
            {isTyped(range) && rangeError(range, ranges) && (
              <p className="mt-1 text-xs text-danger">{rangeError(range, ranges)}</p>
            )}
          </li>
        ))}
      </ul>
      <Button
        size="sm"
        className="mt-3"
        onClick={() => change([...ranges, { key: crypto.randomUUID(), cep_from: '', cep_to: '', fee: '' }])}
        data-testid="add-range"
      >
        <Plus aria-hidden />
        Adicionar faixa
      </Button>
    </fieldset>
  );
}

/** A row that is being filled in is not wrong yet. */
const isTyped = ({ cep_from, cep_to, fee }: TypedRange) => cep_from !== '' && cep_to !== '' && fee !== '';
