import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

const badgeStyle = cva(
  'inline-flex h-6 shrink-0 items-center gap-1.5 rounded-full px-2.5 text-xs font-medium whitespace-nowrap',
  {
    variants: {
      tone: {
        good: 'bg-accent-soft text-accent',
        waiting: 'bg-waiting-soft text-waiting',
        moving: 'bg-moving-soft text-moving',
        bad: 'bg-danger-soft text-danger',
        quiet: 'bg-muted text-muted-foreground',
      },
    },
    defaultVariants: { tone: 'quiet' },
  },
);

export type Tone = NonNullable<VariantProps<typeof badgeStyle>['tone']>;

export function Badge({ className, tone, children, ...props }: ComponentProps<'span'> & { tone?: Tone }) {
  return (
    <span className={cn(badgeStyle({ tone }), className)} {...props}>
      <span className="size-1.5 rounded-full bg-current" aria-hidden />
      {children}
    </span>
  );
}
