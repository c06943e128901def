import { connection } from 'next/server';
import { config } from '@/config.ts';
import { SignedInProvider } from '@/features/account/signed-in-context.tsx';
import { FakesProvider } from '@/features/shell/fakes-context.tsx';
import { Sidebar, TabBar } from '@/features/shell/navigation.tsx';
import { TopBar } from '@/features/shell/top-bar.tsx';
import { LiveStore } from '@/features/store/live-store.tsx';
import { StoreProvider } from '@/features/store/store-provider.tsx';
import { requireMerchant } from '@/server/require-merchant.ts';
import { ApiProvider } from '@/trpc/provider.tsx';

export default async function MerchantLayout({ children }: LayoutProps<'/'>) {
  // The configuration is the running server's, not the build's.
  await connection();
  const { name, email } = await requireMerchant();
  return (
    <ApiProvider>
      <SignedInProvider person={{ name, email }}>
        <FakesProvider fakes={config().fakes !== null}>
          <StoreProvider>
            <LiveStore>
              <div className="flex min-h-dvh">
                <Sidebar />
                <div className="flex min-w-0 flex-1 flex-col pb-[calc(3.5rem+env(safe-area-inset-bottom))] md:pb-0">
                  <TopBar />
                  <main className="flex flex-1 flex-col">{children}</main>
                </div>
                <TabBar />
              </div>
            </LiveStore>
          </StoreProvider>
        </FakesProvider>
      </SignedInProvider>
    </ApiProvider>
  );
}
