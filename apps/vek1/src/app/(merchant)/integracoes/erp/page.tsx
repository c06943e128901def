import type { Metadata } from 'next';
import { BackLink } from '@/components/back-link.tsx';
import { ErpIntegration, ErpIntegrationSkeleton } from '@/features/erp/erp-integration.tsx';
import { PageHeader } from '@/features/shell/page-header.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'ERP' };

export default function ErpPage() {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 md:px-8 md:py-8">
      <BackLink href="/integracoes">Integrações</BackLink>
      <PageHeader title="ERP" />
      <StoreGate loading={<ErpIntegrationSkeleton />}>
        <ErpIntegration />
      </StoreGate>
    </div>
  );
}
