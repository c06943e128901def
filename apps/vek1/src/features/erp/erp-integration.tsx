'use client';

import { useQuery } from '@tanstack/react-query';
import { QueryView } from '@/components/query-view.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useStore } from '@/features/store/store-provider.tsx';
import { useTRPC } from '@/trpc/client.ts';
import { DeadLetters } from './dead-letters.tsx';
import { InboundForm } from './inbound-form.tsx';
import { OutboundForm } from './outbound-form.tsx';
import { OutboxStatus } from './outbox-status.tsx';

/** The shop's stock and its ERP's, kept equal both ways. */
export function ErpIntegration() {
  const trpc = useTRPC();
  const { id: store_id } = useStore();
  const settings = useQuery(trpc.erp.getSettings.queryOptions({ store_id }));
  return (
    <QueryView query={settings} loading={<ErpIntegrationSkeleton />}>
      {(found) => (
        <>
          <OutboxStatus />
          <div className="grid items-start gap-5 lg:grid-cols-2" key={store_id}>
            <InboundForm settings={found} />
            <OutboundForm settings={found} />
          </div>
          <DeadLetters />
        </>
      )}
    </QueryView>
  );
}

export function ErpIntegrationSkeleton() {
  return (
    <div role="status" className="grid gap-5 lg:grid-cols-2">
      <span className="sr-only">Carregando a integração</span>
      <Skeleton className="h-120 rounded-xl" />
      <Skeleton className="h-96 rounded-xl max-lg:hidden" />
    </div>
  );
}
