import type { Metadata } from 'next';
import { DashboardSkeleton, DashboardView } from '@/features/dashboard/dashboard.tsx';
import { PageHeader } from '@/features/shell/page-header.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'Painel' };

export default function DashboardPage() {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 md:px-8 md:py-8">
      <PageHeader title="Painel" />
      <StoreGate loading={<DashboardSkeleton />}>
        <DashboardView />
      </StoreGate>
    </div>
  );
}
