'use client';

import { useState } from 'react';
import { Field } from '@/components/field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Input } from '@/components/ui/input.tsx';

interface SecretFieldProps {
  /** As it is kept, masked; null: there is none yet. */
  kept: string | null;
  value: string;
  onChange: (secret: string) => void;
  /** Makes another one. */
  renew: () => void;
  busy: boolean;
  testid: string;
}

/** A secret: only its end is known here. Another one may be pasted, or made. */
export function SecretField({ kept, value, onChange, renew, busy, testid }: SecretFieldProps) {
  const [asking, setAsking] = useState(false);
  return (
    <div className="flex items-end gap-2">
      <Field
        label="Segredo"
        hint={kept ? 'Vazio: continua o mesmo.' : 'Vazio: criamos um ao salvar.'}
        className="flex-1"
      >
        {(ties) => (
          <Input
            {...ties}
            className="font-mono text-[13px]"
            autoComplete="off"
            spellCheck={false}
            minLength={8}
            maxLength={500}
            placeholder={kept ?? ''}
            value={value}
            onChange={({ target }) => onChange(target.value)}
            data-testid={testid}
          />
        )}
      </Field>
      {kept && (
        <Button className="mb-5.5" onClick={() => setAsking(true)} data-testid={`${testid}-renew`}>
          Gerar outro
        </Button>
      )}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="Gerar outro segredo?"
        description="O atual deixa de valer na hora. Até você colocar o novo no ERP, a assinatura não confere."
      >
        <div className="mt-5 flex justify-end gap-2">
          <Button variant="ghost" onClick={() => setAsking(false)}>
            Voltar
          </Button>
          <Button
            variant="primary"
            busy={busy}
            onClick={() => {
              setAsking(false);
              renew();
            }}
            data-testid={`${testid}-confirm`}
          >
            Gerar outro
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
