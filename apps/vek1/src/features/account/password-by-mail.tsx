'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { authClient } from './auth-client.ts';
import { FormError } from './credentials.tsx';
import { useAuthCall } from './use-auth-call.ts';

/** For who signs in by Google alone: a first password comes by the mail, as a new one does. */
export function PasswordByMail({ email }: { email: string }) {
  const { busy, error, run } = useAuthCall();
  const [sent, setSent] = useState(false);
  const send = () => run(() => authClient.requestPasswordReset({ email, redirectTo: '/redefinir-senha' }));
  if (sent) {
    return (
      <p role="status" className="mt-3 text-sm" data-testid="password-mail-sent">
        Mandamos o link para <span className="font-medium">{email}</span>. Depois de criar a senha, entre de
        novo e volte aqui.
      </p>
    );
  }
  return (
    <div className="mt-3 grid justify-items-start gap-3">
      <p className="text-sm text-muted-foreground" data-testid="no-password">
        Você entra com o Google e ainda não tem senha na vek1. Crie uma pelo link que mandamos ao seu e-mail.
      </p>
      <FormError error={error} />
      <Button busy={busy} onClick={() => void send().then(setSent)} data-testid="send-password-mail">
        Mandar o link
      </Button>
    </div>
  );
}
