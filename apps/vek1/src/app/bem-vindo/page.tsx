import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AccountFrame } from '@/features/account/account-frame.tsx';
import { OnboardingForm } from '@/features/onboarding/onboarding-form.tsx';
import { hasStore, requireUser } from '@/server/require-merchant.ts';
import { ApiProvider } from '@/trpc/provider.tsx';

export const metadata: Metadata = { title: 'Bem-vindo' };

export default async function WelcomePage() {
  const user = await requireUser();
  if (await hasStore(user.id)) redirect('/painel');
  return (
    <AccountFrame
      title={`Boas-vindas, ${user.name.split(' ')[0]}`}
      lead="Falta pouco: sua loja e quem vai atender nela. Tudo pode mudar depois."
    >
      <ApiProvider>
        <OnboardingForm />
      </ApiProvider>
    </AccountFrame>
  );
}
