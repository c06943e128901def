import { cn } from '@/components/ui/cn.ts';
import type { OrderStatus } from '@/trpc/wire.ts';
import { STATUS, STATUSES } from './labels.ts';

interface StatusFilterProps {
  status: OrderStatus | null;
  choose: (status: OrderStatus | null) => void;
}

export function StatusFilter({ status, choose }: StatusFilterProps) {
  const chips = [
    { value: null, label: 'Todos' },
    ...STATUSES.map((value) => ({ value, label: STATUS[value].many })),
  ];
  return (
    <fieldset className="-mx-4 min-w-0 mb-5 flex gap-1.5 overflow-x-auto px-4 py-0.5 [scrollbar-width:none] md:mx-0 md:flex-wrap md:px-0">
      <legend className="sr-only">Situação</legend>
      {chips.map(({ value, label }) => (
        <button
          key={label}
          type="button"
          aria-pressed={value === status}
          onClick={() => choose(value)}
          className={cn(
            'h-8 shrink-0 rounded-full border px-3.5 text-[13px] transition-colors',
            value === status
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
