import { Field } from '@/components/field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Input } from '@/components/ui/input.tsx';

interface SecretFieldProps {
  label: string;
  hint: string;
  error: string | null;
  /** As it is answered: its end only; null where there is none. */
  saved: string | null;
  /** What is typed; null takes the saved one away. */
  typed: string | null;
  type: (text: string | null) => void;
  testid: string;
}

/** A secret: never shown, replaced by writing over it. */
export function SecretField({ label, hint, error, saved, typed, type, testid }: SecretFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(ties) => (
        <div className="flex gap-2">
          <Input
            {...ties}
            type="password"
            autoComplete="off"
            className="font-mono"
            minLength={8}
            maxLength={500}
            placeholder={typed === null ? 'Será removida' : (saved ?? 'Cole aqui')}
            value={typed ?? ''}
            onChange={({ target }) => type(target.value)}
            data-testid={testid}
          />
          {saved && (
            <Button variant="ghost" onClick={() => type(typed === null ? '' : null)}>
              {typed === null ? 'Manter' : 'Remover'}
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}
