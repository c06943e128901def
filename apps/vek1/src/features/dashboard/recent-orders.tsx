'use client';

import Link from 'next/link';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import { useNow } from '@/components/use-now.ts';
import { OrderStatusBadge } from '@/features/order/status-badge.tsx';
import { formatRelative } from '@/format/date.ts';
import { formatCents } from '@/format/money.ts';
import type { OrderSummary } from '@/trpc/wire.ts';

export function RecentOrders({
  title = 'Últimos pedidos',
  orders,
  time_zone,
}: {
  title?: string;
  orders: OrderSummary[];
  time_zone: string;
}) {
  const now = useNow(15_000);
  return (
    <Card className="overflow-hidden pb-1" data-testid="recent-orders">
      <div className="flex items-baseline justify-between gap-4 px-5 pt-5 pb-2">
        <CardTitle>{title}</CardTitle>
        <Link href="/pedidos" className="text-[13px] text-muted-foreground hover:text-foreground">
          Ver todos
        </Link>
      </div>
      {orders.length === 0 && (
        <p className="px-5 pt-1 pb-4 text-sm text-muted-foreground">Nenhum pedido ainda.</p>
      )}
      <ul>
        {orders.map((order) => (
          <li key={order.id} className="border-t first:border-t-0">
            <Link
              href={`/pedidos/${order.id}`}
              className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1.5 px-5 py-3 text-sm -outline-offset-2 hover:bg-muted/60 sm:grid-cols-[4rem_1fr_auto_6rem]"
            >
              <span className="font-medium tabular-nums">#{order.number}</span>
              <span className="min-w-0 truncate">
                {order.customer_name ?? <span className="text-muted-foreground">Sem nome</span>}
                <span className="ml-2 text-[13px] text-muted-foreground">
                  {formatRelative(order.created_at, time_zone, now)}
                </span>
              </span>
              <span className="max-sm:order-last max-sm:col-span-3">
                <OrderStatusBadge status={order.status} />
              </span>
              <span className="text-right font-medium tabular-nums">{formatCents(order.total_cents)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
