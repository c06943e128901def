'use client';

import { LogOut, User } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button.tsx';
import { authClient } from './auth-client.ts';
import { useSignedIn } from './signed-in-context.tsx';

/** Who is signed in, the way to their account, and out. */
export function AccountMenu() {
  const { name, email } = useSignedIn();
  const [leaving, setLeaving] = useState(false);
  async function leave() {
    setLeaving(true);
    const { error } = await authClient.signOut();
    if (!error) return window.location.assign('/entrar');
    setLeaving(false);
    toast.error('Não deu para sair agora. Tente de novo em instantes.');
  }
  return (
    <div className="flex shrink-0 items-center gap-1">
      <Link
        href="/conta"
        title={email}
        className="flex items-center rounded-lg p-2 text-sm text-muted-foreground hover:bg-muted hover:text-foreground md:px-3"
        data-testid="account"
      >
        <User className="size-4 md:hidden" aria-hidden />
        <span className="sr-only whitespace-nowrap md:not-sr-only">{name}</span>
      </Link>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Sair"
        title="Sair"
        busy={leaving}
        onClick={() => void leave()}
        data-testid="sign-out"
      >
        {!leaving && <LogOut aria-hidden />}
      </Button>
    </div>
  );
}
