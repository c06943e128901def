'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { authClient } from './auth-client.ts';
import { EmailField, FormError } from './credentials.tsx';
import { useAuthCall } from './use-auth-call.ts';

export function ForgotPasswordForm() {
  const { busy, error, run } = useAuthCall();
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const asked = { email: email.trim(), redirectTo: '/redefinir-senha' };
    setSent(await run(() => authClient.requestPasswordReset(asked)));
  }

  if (sent) {
    return (
      <p role="status" className="mt-6 text-sm" data-testid="reset-sent">
        Se houver uma conta com este e-mail, o link para criar uma nova senha chega em instantes. Ele vale por
        uma hora.
      </p>
    );
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-6 grid gap-4">
      <EmailField value={email} onChange={setEmail} />
      <FormError error={error} />
      <Button type="submit" variant="primary" size="lg" busy={busy} data-testid="send-reset">
        Mandar o link
      </Button>
    </form>
  );
}
