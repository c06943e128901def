import { ChevronsUpDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

export function Select({ className, ...props }: ComponentProps<'select'>) {
  return (
    <span className="relative flex items-center">
      <select
        className={cn(
          'h-9 w-full appearance-none rounded-lg border border-input bg-surface pr-9 pl-3 text-sm transition-colors focus-visible:border-ring focus-visible:outline-1 focus-visible:outline-offset-0 disabled:opacity-50',
          className,
        )}
        {...props}
      />
      <ChevronsUpDown
        className="pointer-events-none absolute right-3 size-3.5 text-muted-foreground"
        aria-hidden
      />
    </span>
  );
}
