import type { Metadata } from 'next';
import { ErpCard, ErpCardSkeleton } from '@/features/erp/erp-card.tsx';
import { PageHeader } from '@/features/shell/page-header.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'Integrações' };

export default function IntegrationsPage() {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 md:px-8 md:py-8">
      <PageHeader title="Integrações" />
      <StoreGate loading={<ErpCardSkeleton />}>
        <ErpCard />
      </StoreGate>
    </div>
  );
}
