import { TextField } from '@/components/text-field.tsx';

interface ValueProps {
  value: string;
  onChange: (value: string) => void;
}

export function EmailField({ value, onChange }: ValueProps) {
  return (
    <TextField
      label="E-mail"
      type="email"
      name="email"
      autoComplete="username"
      required
      maxLength={254}
      value={value}
      onChange={onChange}
      data-testid="email"
    />
  );
}

interface PasswordProps extends ValueProps {
  label?: string;
  /** To be chosen, or known already. */
  kind: 'new' | 'current';
  testid?: string;
}

export function PasswordField({
  value,
  onChange,
  label = 'Senha',
  kind,
  testid = 'password',
}: PasswordProps) {
  return (
    <TextField
      label={label}
      {...(kind === 'new' && { hint: '8 caracteres ou mais.' })}
      type="password"
      name={`${kind}-password`}
      autoComplete={`${kind}-password`}
      required
      {...(kind === 'new' && { minLength: 8 })}
      maxLength={128}
      value={value}
      onChange={onChange}
      data-testid={testid}
    />
  );
}

/** What is wrong, said aloud too. */
export function FormError({ error }: { error: string | null }) {
  return (
    <p role="alert" className="text-sm text-danger empty:hidden" data-testid="form-error">
      {error}
    </p>
  );
}
