import type { Metadata } from 'next';
import Link from 'next/link';
import { AccountFrame, footLink } from '@/features/account/account-frame.tsx';
import { SignUpForm } from '@/features/account/sign-up-form.tsx';

export const metadata: Metadata = { title: 'Criar conta' };

export default function SignUpPage() {
  return (
    <AccountFrame
      title="Criar conta"
      lead="14 dias para experimentar, sem cartão."
      foot={
        <>
          Já tem conta?{' '}
          <Link href="/entrar" className={footLink}>
            Entrar
          </Link>
        </>
      }
    >
      <SignUpForm />
    </AccountFrame>
  );
}
