'use client';

import { useQuery } from '@tanstack/react-query';
import { QueryView } from '@/components/query-view.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { usePolling } from '@/features/store/live-store.tsx';
import { useStore } from '@/features/store/store-provider.tsx';
import { useTRPC } from '@/trpc/client.ts';
import { Attention } from './attention.tsx';
import { OrdersByStatus } from './orders-by-status.tsx';
import { PeriodCard } from './period-card.tsx';
import { RecentOrders } from './recent-orders.tsx';
import { SalesChart } from './sales-chart.tsx';

/** How the store does, and what it waits for. */
export function DashboardView() {
  const trpc = useTRPC();
  const refetchInterval = usePolling(10_000);
  const store = useStore();
  const dashboard = useQuery(trpc.dashboard.get.queryOptions({ store_id: store.id }, { refetchInterval }));
  return (
    <QueryView query={dashboard} loading={<DashboardSkeleton />}>
      {(shown) => (
        <div className="grid gap-4" data-testid="dashboard">
          <div className="grid grid-cols-2 gap-4 sm:grid-cols-3 max-sm:[&>:first-child]:col-span-2">
            <PeriodCard title="Hoje" period={shown.today} />
            <PeriodCard title="7 dias" period={shown.last_7_days} />
            <PeriodCard title="30 dias" period={shown.last_30_days} />
          </div>
          <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
            <div className="grid min-w-0 gap-4">
              <SalesChart days={shown.days} />
              <RecentOrders orders={shown.recent_orders} time_zone={shown.time_zone} />
            </div>
            <div className="grid gap-4 max-lg:order-first">
              <Attention dashboard={shown} />
              <OrdersByStatus counts={shown.orders_by_status} />
            </div>
          </div>
        </div>
      )}
    </QueryView>
  );
}

export function DashboardSkeleton() {
  return (
    <div role="status" className="grid gap-4">
      <span className="sr-only">Carregando o painel</span>
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3 max-sm:[&>:first-child]:col-span-2">
        {Array.from({ length: 3 }, (_, card) => (
          <Skeleton key={card} className="h-[7.5rem] rounded-xl" />
        ))}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <Skeleton className="h-80 rounded-xl" />
        <Skeleton className="h-64 rounded-xl max-lg:order-first" />
      </div>
    </div>
  );
}
