'use client';

import { useQuery } from '@tanstack/react-query';
import { QueryView } from '@/components/query-view.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useStore } from '@/features/store/store-provider.tsx';
import { useTRPC } from '@/trpc/client.ts';
import { DoorSettings } from './door-settings.tsx';
import { ManualPixSettings } from './manual-pix-settings.tsx';
import { PixSettings } from './pix-settings.tsx';

/** How the store is paid: what its agent offers, and nothing else. */
export function PaymentSettings() {
  const trpc = useTRPC();
  const store = useStore();
  const settings = useQuery(trpc.payment.getSettings.queryOptions({ store_id: store.id }));
  return (
    <QueryView query={settings} loading={<PaymentSettingsSkeleton />}>
      {(read) => (
        <div key={read.store_id} className="grid max-w-3xl gap-4">
          <p className="text-sm text-muted-foreground">
            O agente oferece exatamente as formas ligadas aqui. Com mais de uma, ele pergunta ao cliente.
          </p>
          <PixSettings settings={read} />
          <ManualPixSettings settings={read} />
          <DoorSettings settings={read} />
        </div>
      )}
    </QueryView>
  );
}

export function PaymentSettingsSkeleton() {
  return (
    <div role="status" className="grid max-w-3xl gap-4">
      <span className="sr-only">Carregando as formas de pagamento</span>
      <Skeleton className="h-72 rounded-xl" />
      <Skeleton className="h-80 rounded-xl" />
      <Skeleton className="h-56 rounded-xl" />
    </div>
  );
}
