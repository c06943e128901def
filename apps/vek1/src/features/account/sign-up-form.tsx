'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { TextField } from '@/components/text-field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { authClient } from './auth-client.ts';
import { EmailField, FormError, PasswordField } from './credentials.tsx';
import { useAuthCall } from './use-auth-call.ts';

export function SignUpForm() {
  const router = useRouter();
  const { busy, error, run } = useAuthCall();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');

  async function submit(event: FormEvent) {
    event.preventDefault();
    const person = { name: name.trim(), email: email.trim(), password, callbackURL: '/bem-vindo' };
    if (await run(() => authClient.signUp.email(person)))
      router.push(`/confirmar-email?email=${encodeURIComponent(person.email)}`);
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="mt-6 grid gap-4">
      <TextField
        label="Seu nome"
        name="name"
        autoComplete="name"
        required
        maxLength={120}
        title="Como devemos chamar você"
        value={name}
        onChange={setName}
        data-testid="name"
      />
      <EmailField value={email} onChange={setEmail} />
      <PasswordField kind="new" value={password} onChange={setPassword} />
      <FormError error={error} />
      <Button type="submit" variant="primary" size="lg" busy={busy} data-testid="sign-up">
        Criar conta
      </Button>
    </form>
  );
}
