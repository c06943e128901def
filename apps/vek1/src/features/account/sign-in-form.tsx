'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { authClient } from './auth-client.ts';
import { EmailField, FormError, PasswordField } from './credentials.tsx';
import { useAuthCall } from './use-auth-call.ts';

interface SignInFormProps {
  back: Route;
  google: boolean;
  /** What Google's answer was, where it was none. */
  refusal: string | null;
  /** The demo shop's owner, in development. */
  demo: { email: string; password: string } | null;
}

export function SignInForm({ back, google, refusal, demo }: SignInFormProps) {
  const { busy, error, run } = useAuthCall();
  const refused = `/entrar?voltar=${encodeURIComponent(back)}`;
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');

  async function signIn(credentials: { email: string; password: string }) {
    // Whole, and not by the router: what was fetched for nobody is not shown to somebody.
    if (await run(() => authClient.signIn.email({ ...credentials, callbackURL: back })))
      window.location.assign(back);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    void signIn({ email: email.trim(), password });
  }

  return (
    <form onSubmit={submit} className="mt-6 grid gap-4">
      <EmailField value={email} onChange={setEmail} />
      <PasswordField kind="current" value={password} onChange={setPassword} />
      <FormError error={error ?? refusal} />
      <Button type="submit" variant="primary" size="lg" busy={busy} data-testid="sign-in">
        Entrar
      </Button>
      <Link
        href="/esqueci-senha"
        className="text-center text-sm text-muted-foreground underline-offset-4 hover:underline"
      >
        Esqueci minha senha
      </Link>
      {(google || demo) && <hr className="my-1" />}
      {google && (
        <Button
          size="lg"
          onClick={() =>
            void run(() =>
              authClient.signIn.social({ provider: 'google', callbackURL: back, errorCallbackURL: refused }),
            )
          }
          data-testid="sign-in-google"
        >
          Entrar com o Google
        </Button>
      )}
      {demo && (
        <Button size="lg" disabled={busy} onClick={() => void signIn(demo)} data-testid="sign-in-demo">
          Entrar na loja de demonstração
        </Button>
      )}
    </form>
  );
}
