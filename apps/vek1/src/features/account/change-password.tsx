'use client';

import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import { authClient } from './auth-client.ts';
import { FormError, PasswordField } from './credentials.tsx';
import { useAuthCall } from './use-auth-call.ts';
import { WithPassword } from './with-password.tsx';

export function ChangePassword() {
  return (
    <Card className="p-5">
      <CardTitle>Senha</CardTitle>
      <WithPassword>
        <ChangeForm />
      </WithPassword>
    </Card>
  );
}

function ChangeForm() {
  const { busy, error, run } = useAuthCall();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');

  async function submit(event: FormEvent) {
    event.preventDefault();
    const change = { currentPassword, newPassword, revokeOtherSessions: true };
    if (!(await run(() => authClient.changePassword(change)))) return;
    setCurrent('');
    setNew('');
    toast.success('Senha trocada. Os outros aparelhos saíram.');
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="mt-4 grid gap-4 sm:grid-cols-2">
      <PasswordField
        kind="current"
        label="Senha atual"
        value={currentPassword}
        onChange={setCurrent}
        testid="current-password"
      />
      <PasswordField
        kind="new"
        label="Nova senha"
        value={newPassword}
        onChange={setNew}
        testid="new-password"
      />
      <div className="flex items-center justify-between gap-4 sm:col-span-2">
        <FormError error={error} />
        <Button type="submit" className="ml-auto" busy={busy} data-testid="change-password">
          Trocar senha
        </Button>
      </div>
    </form>
  );
}
