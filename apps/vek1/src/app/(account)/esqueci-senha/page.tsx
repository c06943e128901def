import type { Metadata } from 'next';
import Link from 'next/link';
import { AccountFrame, footLink } from '@/features/account/account-frame.tsx';
import { ForgotPasswordForm } from '@/features/account/forgot-password-form.tsx';

export const metadata: Metadata = { title: 'Esqueci minha senha' };

export default function ForgotPasswordPage() {
  return (
    <AccountFrame
      title="Esqueci minha senha"
      lead="Mandamos um link para você criar outra."
      foot={
        <Link href="/entrar" className={footLink}>
          Voltar para entrar
        </Link>
      }
    >
      <ForgotPasswordForm />
    </AccountFrame>
  );
}
