'use client';

import { useQuery } from '@tanstack/react-query';
import { RecentOrders } from '@/features/dashboard/recent-orders.tsx';
import { useTRPC } from '@/trpc/client.ts';

const SHOWN = 5;

/** What a customer ordered lately; nothing where they never did. */
export function LeadOrders({ lead_id, time_zone }: { lead_id: string; time_zone: string }) {
  const trpc = useTRPC();
  const orders = useQuery(trpc.order.list.queryOptions({ lead_id, limit: SHOWN }));
  if (!orders.data?.items.length) return null;
  return <RecentOrders title="Pedidos deste cliente" orders={orders.data.items} time_zone={time_zone} />;
}
