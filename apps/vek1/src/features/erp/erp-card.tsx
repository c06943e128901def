'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowRight, RefreshCw } from 'lucide-react';
import Link from 'next/link';
import { QueryView } from '@/components/query-view.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useStore } from '@/features/store/store-provider.tsx';
import { useTRPC } from '@/trpc/client.ts';

/** The ERP among the shop's integrations. */
export function ErpCard() {
  const trpc = useTRPC();
  const { id: store_id } = useStore();
  const settings = useQuery(trpc.erp.getSettings.queryOptions({ store_id }));
  return (
    <QueryView query={settings} loading={<ErpCardSkeleton />}>
      {({ inbound_enabled, outbound_enabled }) => {
        const on = inbound_enabled || outbound_enabled;
        return (
          <Card className="max-w-xl p-5" data-testid="integration-erp">
            <div className="flex items-start gap-4">
              <span className="flex size-10 shrink-0 items-center justify-center rounded-xl bg-muted text-muted-foreground">
                <RefreshCw className="size-5" strokeWidth={1.75} aria-hidden />
              </span>
              <div className="min-w-0 flex-1">
                <h2 className="font-semibold tracking-tight">ERP</h2>
                <p className="mt-1 text-sm text-muted-foreground">
                  Mantém o estoque da loja igual ao do Bling, Tiny, Omie ou outro ERP, nos dois sentidos.
                </p>
              </div>
              <Badge tone={on ? 'good' : 'quiet'}>{on ? 'Ligado' : 'Desligado'}</Badge>
            </div>
            <div className="mt-5 flex justify-end">
              <Button asChild size="sm">
                <Link href="/integracoes/erp">
                  {on ? 'Abrir' : 'Configurar'}
                  <ArrowRight aria-hidden />
                </Link>
              </Button>
            </div>
          </Card>
        );
      }}
    </QueryView>
  );
}

export function ErpCardSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Carregando as integrações</span>
      <Skeleton className="h-36 max-w-xl rounded-xl" />
    </div>
  );
}
