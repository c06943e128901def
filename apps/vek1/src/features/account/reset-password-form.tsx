'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button.tsx';
import { authClient } from './auth-client.ts';
import { FormError, PasswordField } from './credentials.tsx';
import { useAuthCall } from './use-auth-call.ts';

export function ResetPasswordForm({ token }: { token: string }) {
  const router = useRouter();
  const { busy, error, run } = useAuthCall();
  const [password, setPassword] = useState('');

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!(await run(() => authClient.resetPassword({ newPassword: password, token })))) return;
    toast.success('Senha nova salva. Entre com ela.');
    router.push('/entrar');
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="mt-6 grid gap-4">
      <PasswordField kind="new" label="Nova senha" value={password} onChange={setPassword} />
      <FormError error={error} />
      <Button type="submit" variant="primary" size="lg" busy={busy} data-testid="reset-password">
        Salvar
      </Button>
    </form>
  );
}
