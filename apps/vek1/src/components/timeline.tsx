import type { Key } from 'react';
import { cn } from './ui/cn.ts';

export interface Moment {
  key: Key;
  what: string;
  /** When, and by whom. */
  details: string;
  /** In somebody's own words. */
  quote?: string | null;
}

/** What happened, the newest first. */
export function Timeline({ moments, ...rest }: { moments: Moment[]; 'data-testid'?: string }) {
  return (
    <ol className="mt-4" {...rest}>
      {moments.map(({ key, what, details, quote }, index) => (
        <li key={key} className="relative flex gap-4 pb-5 last:pb-0">
          {index < moments.length - 1 && (
            <span className="absolute top-4 bottom-0 left-[4.5px] w-px bg-border" aria-hidden />
          )}
          <span
            aria-hidden
            className={cn('mt-1.5 size-2.5 shrink-0 rounded-full', index === 0 ? 'bg-accent' : 'bg-input')}
          />
          <div className="min-w-0 flex-1 text-sm">
            <p className={cn(index === 0 && 'font-medium')}>{what}</p>
            <p className="mt-0.5 text-[13px] text-muted-foreground tabular-nums">{details}</p>
            {quote && <p className="mt-1.5 text-[13px] text-muted-foreground">“{quote}”</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
