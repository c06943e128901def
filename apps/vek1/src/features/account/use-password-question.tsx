'use client';

import { type FormEvent, useCallback, useRef, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { authClient } from './auth-client.ts';
import { FormError, PasswordField } from './credentials.tsx';
import { useAuthCall } from './use-auth-call.ts';
import { WithPassword } from './with-password.tsx';

type Answer = (given: boolean) => void;

/** The dialog that takes the password of who is signed in again, and `ask`, which opens it and tells whether it was given. */
export function usePasswordQuestion() {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const asked = useRef<Promise<boolean> | null>(null);

  const ask = useCallback(() => {
    // Two who want it at once are told by one answer.
    asked.current ??= new Promise<boolean>((resolve) => setAnswer(() => resolve)).finally(() => {
      asked.current = null;
      setAnswer(null);
    });
    return asked.current;
  }, []);

  const dialog = (
    <Dialog
      open={answer !== null}
      onOpenChange={(open) => !open && answer?.(false)}
      title="Confirme que é você"
      description="Esta mudança decide para onde vai o dinheiro das vendas. Digite de novo a senha da sua conta."
    >
      <WithPassword>
        <PasswordForm answer={(given) => answer?.(given)} />
      </WithPassword>
    </Dialog>
  );
  return { ask, dialog };
}

function PasswordForm({ answer }: { answer: Answer }) {
  const { busy, error, run } = useAuthCall();
  const [password, setPassword] = useState('');

  async function submit(event: FormEvent) {
    event.preventDefault();
    // It was another form that asked: in React's tree a dialog is within it.
    event.stopPropagation();
    const given = { method: 'POST', body: { password } } as const;
    if (await run(() => authClient.$fetch('/reauthenticate', given))) answer(true);
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-5 grid gap-4">
      <PasswordField kind="current" value={password} onChange={setPassword} testid="reauth-password" />
      <FormError error={error} />
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={() => answer(false)}>
          Voltar
        </Button>
        <Button type="submit" variant="primary" busy={busy} data-testid="confirm-reauth">
          Confirmar
        </Button>
      </div>
    </form>
  );
}
