import type { Metadata } from 'next';
import { LeadList, LeadListSkeleton } from '@/features/lead/lead-list.tsx';
import { PageHeader } from '@/features/shell/page-header.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'Clientes' };

export default function LeadsPage() {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 md:px-8 md:py-8">
      <PageHeader title="Clientes" />
      <StoreGate loading={<LeadListSkeleton />}>
        <LeadList />
      </StoreGate>
    </div>
  );
}
