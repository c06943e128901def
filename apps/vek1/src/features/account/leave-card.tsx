'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { authClient } from './auth-client.ts';
import { FormError, PasswordField } from './credentials.tsx';
import { useAuthCall } from './use-auth-call.ts';
import { WithPassword } from './with-password.tsx';

/** What the law lets everybody do: take their data along, and go. */
export function LeaveCard() {
  const [open, setOpen] = useState(false);
  return (
    <Card className="p-5">
      <CardTitle>Seus dados</CardTitle>
      <p className="mt-1.5 text-sm text-muted-foreground">
        Baixe tudo o que guardamos sobre você e sua empresa, ou exclua a conta. Ao excluir, os agentes param
        de responder e ninguém mais entra; pedidos e registros ficam guardados pelo prazo que a lei pede.
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button asChild>
          <a href="/api/account/export" download data-testid="export-account">
            Baixar meus dados
          </a>
        </Button>
        <Button variant="danger_ghost" onClick={() => setOpen(true)} data-testid="delete-account">
          Excluir conta
        </Button>
      </div>
      <Dialog open={open} onOpenChange={setOpen} title="Excluir a conta?">
        <WithPassword>
          <DeleteForm close={() => setOpen(false)} />
        </WithPassword>
      </Dialog>
    </Card>
  );
}

function DeleteForm({ close }: { close: () => void }) {
  const { busy, error, run } = useAuthCall();
  const [password, setPassword] = useState('');
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (await run(() => authClient.deleteUser({ password }))) window.location.assign('/entrar');
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-4 grid gap-4">
      <p className="text-sm text-muted-foreground">
        Isto não tem volta. Os agentes param agora mesmo e sua empresa é fechada.
      </p>
      <PasswordField kind="current" value={password} onChange={setPassword} testid="delete-password" />
      <FormError error={error} />
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={close}>
          Voltar
        </Button>
        <Button type="submit" variant="danger" busy={busy} data-testid="confirm-delete-account">
          Excluir conta
        </Button>
      </div>
    </form>
  );
}
