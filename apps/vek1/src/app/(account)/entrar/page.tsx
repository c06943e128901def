import type { Metadata } from 'next';
import Link from 'next/link';
import { config } from '@/config.ts';
import { AccountFrame, footLink } from '@/features/account/account-frame.tsx';
import { describeProviderError } from '@/features/account/describe-auth-error.ts';
import { SignInForm } from '@/features/account/sign-in-form.tsx';
import { wayBack } from '@/features/account/way-back.ts';

export const metadata: Metadata = { title: 'Entrar' };

export default async function SignInPage({ searchParams }: PageProps<'/entrar'>) {
  const { voltar, error } = await searchParams;
  const { google, fakes } = config();
  const demo = fakes && (await import('@vek1/testing/demo')).demo.owner;
  return (
    <AccountFrame
      title="Entrar"
      foot={
        <>
          Ainda não tem conta?{' '}
          <Link href="/criar-conta" className={footLink}>
            Criar conta
          </Link>
        </>
      }
    >
      <SignInForm
        back={wayBack(voltar)}
        google={google !== null}
        refusal={typeof error === 'string' ? describeProviderError(error) : null}
        demo={demo}
      />
    </AccountFrame>
  );
}
