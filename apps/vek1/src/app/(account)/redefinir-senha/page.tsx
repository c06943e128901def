import type { Metadata } from 'next';
import Link from 'next/link';
import { AccountFrame, footLink } from '@/features/account/account-frame.tsx';
import { ResetPasswordForm } from '@/features/account/reset-password-form.tsx';

export const metadata: Metadata = { title: 'Nova senha' };

export default async function ResetPasswordPage({ searchParams }: PageProps<'/redefinir-senha'>) {
  const { token } = await searchParams;
  if (typeof token !== 'string') {
    return (
      <AccountFrame
        title="Link vencido"
        lead="Este link já foi usado ou venceu."
        foot={
          <Link href="/esqueci-senha" className={footLink}>
            Pedir outro
          </Link>
        }
      />
    );
  }
  return (
    <AccountFrame title="Nova senha" lead="Depois de salvar, você sai de todos os aparelhos.">
      <ResetPasswordForm token={token} />
    </AccountFrame>
  );
}
