import { cn } from './ui/cn.ts';

interface FilterChipsProps<Filter extends string> {
  legend: string;
  /** What stands first and lets everything through. */
  all: string;
  filters: Readonly<Record<Filter, { label: string }>>;
  filter: Filter | null;
  choose: (filter: Filter | null) => void;
}

/** One of a few filters, or none; on a phone they scroll sideways. */
export function FilterChips<Filter extends string>(props: FilterChipsProps<Filter>) {
  const keys = Object.keys(props.filters) as Filter[]; // the record has each of them
  const chips = [
    { value: null, label: props.all },
    ...keys.map((value) => ({ value, label: props.filters[value].label })),
  ];
  return (
    <fieldset className="-mx-4 mb-5 flex min-w-0 gap-1.5 overflow-x-auto px-4 py-0.5 [scrollbar-width:none] md:mx-0 md:flex-wrap md:px-0">
      <legend className="sr-only">{props.legend}</legend>
      {chips.map(({ value, label }) => (
        <button
          key={label}
          type="button"
          aria-pressed={value === props.filter}
          onClick={() => props.choose(value)}
          data-testid={`filter-${value ?? 'all'}`}
          className={cn(
            'h-8 shrink-0 rounded-full border px-3.5 text-[13px] transition-colors',
            value === props.filter
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
