'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { authClient } from './auth-client.ts';
import { FormError } from './credentials.tsx';
import { useAuthCall } from './use-auth-call.ts';

export function ResendVerification({ email }: { email: string }) {
  const { busy, error, run } = useAuthCall();
  const [sent, setSent] = useState(false);
  return (
    <div className="mt-6 grid gap-3">
      <Button
        size="lg"
        busy={busy}
        disabled={sent}
        onClick={() =>
          void run(() => authClient.sendVerificationEmail({ email, callbackURL: '/bem-vindo' })).then(setSent)
        }
      >
        {sent ? 'Mandamos de novo' : 'Mandar de novo'}
      </Button>
      <FormError error={error} />
    </div>
  );
}
