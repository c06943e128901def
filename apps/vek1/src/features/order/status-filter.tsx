import { cn } from '@/components/ui/cn.ts';
import { FILTERS, type Filter, isFilter } from './labels.ts';

interface StatusFilterProps {
  filter: Filter | null;
  choose: (filter: Filter | null) => void;
}

const KEYS = Object.keys(FILTERS).filter(isFilter);

export function StatusFilter({ filter, choose }: StatusFilterProps) {
  const chips = [
    { value: null, label: 'Todos' },
    ...KEYS.map((value) => ({ value, label: FILTERS[value].label })),
  ];
  return (
    <fieldset className="-mx-4 min-w-0 mb-5 flex gap-1.5 overflow-x-auto px-4 py-0.5 [scrollbar-width:none] md:mx-0 md:flex-wrap md:px-0">
      <legend className="sr-only">Situação</legend>
      {chips.map(({ value, label }) => (
        <button
          key={label}
          type="button"
          aria-pressed={value === filter}
          onClick={() => choose(value)}
          className={cn(
            'h-8 shrink-0 rounded-full border px-3.5 text-[13px] transition-colors',
            value === filter
              ? 'border-accent bg-accent font-medium text-accent-foreground'
              : 'border-transparent bg-muted text-muted-foreground hover:text-foreground',
          )}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
