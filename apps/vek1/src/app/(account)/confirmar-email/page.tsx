import type { Metadata } from 'next';
import Link from 'next/link';
import { AccountFrame, footLink } from '@/features/account/account-frame.tsx';
import { ResendVerification } from '@/features/account/resend-verification.tsx';

export const metadata: Metadata = { title: 'Confirmar e-mail' };

export default async function ConfirmEmailPage({ searchParams }: PageProps<'/confirmar-email'>) {
  const { email } = await searchParams;
  const address = typeof email === 'string' ? email : '';
  return (
    <AccountFrame
      title="Confira seu e-mail"
      lead={
        <>
          Mandamos um link para <span className="font-medium text-foreground">{address}</span>. Abra-o para
          entrar. Se não chegar, olhe no spam.
        </>
      }
      foot={
        <Link href="/entrar" className={footLink}>
          Já confirmei
        </Link>
      }
    >
      <ResendVerification email={address} />
    </AccountFrame>
  );
}
