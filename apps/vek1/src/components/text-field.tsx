import type { ComponentProps } from 'react';
import { Field, type FieldProps } from './field.tsx';
import { cn } from './ui/cn.ts';
import { Input } from './ui/input.tsx';

interface TextFieldProps
  extends Omit<FieldProps, 'children'>,
    Omit<ComponentProps<typeof Input>, 'id' | 'className' | 'value' | 'onChange'> {
  value: string;
  onChange: (typed: string) => void;
}

/** Blanks alone are nothing. */
const SOMETHING = '.*\\S.*';

/** A label with a line to type in. Figures stand under each other; a text that is required says something. */
export function TextField({ label, hint, error, className, onChange, ...input }: TextFieldProps) {
  const is_figure = input.type === 'number' || input.inputMode === 'decimal';
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(ties) => (
        <Input
          {...(input.required && !input.type && { pattern: SOMETHING })}
          {...input}
          {...ties}
          className={cn(is_figure && 'tabular-nums')}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
