import type { Metadata } from 'next';
import { LeadDetail, LeadDetailSkeleton } from '@/features/lead/lead-detail.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'Cliente' };

export default async function LeadPage({ params }: PageProps<'/clientes/[id]'>) {
  const { id } = await params;
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 md:px-8 md:py-8">
      <StoreGate loading={<LeadDetailSkeleton />}>
        <LeadDetail key={id} id={id} />
      </StoreGate>
    </div>
  );
}
