'use client';

import { type ComponentProps, useId } from 'react';
import { Label } from './ui/input.tsx';
import { Switch } from './ui/switch.tsx';

interface SwitchFieldProps extends ComponentProps<typeof Switch> {
  label: string;
  hint?: string;
}

/** Something that is on or off, with what it means beside it. */
export function SwitchField({ label, hint, ...props }: SwitchFieldProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-6">
      <div className="grid gap-0.5">
        <Label htmlFor={id}>{label}</Label>
        {hint && (
          <p id={`${id}hint`} className="max-w-prose text-xs text-muted-foreground">
            {hint}
          </p>
        )}
      </div>
      <Switch id={id} aria-describedby={hint ? `${id}hint` : undefined} {...props} />
    </div>
  );
}
