import { type ReactNode, useId } from 'react';
import { cn } from './ui/cn.ts';
import { Label } from './ui/input.tsx';

export interface FieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | null | undefined;
  className?: string | undefined;
  /** The control, with what ties it to its label and its words. */
  children: (ties: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': boolean;
  }) => ReactNode;
}

/** A control with its name above and a word of help, or of what is wrong, below. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const words = error ?? hint;
  return (
    <div className={cn('grid min-w-0 content-start gap-1.5', className)}>
      <Label htmlFor={id}>{label}</Label>
      {children({ id, 'aria-describedby': words ? `${id}words` : undefined, 'aria-invalid': Boolean(error) })}
      {words && (
        <p id={`${id}words`} className={cn('text-xs', error ? 'text-danger' : 'text-muted-foreground')}>
          {words}
        </p>
      )}
    </div>
  );
}
