'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { usePolling } from '@/features/store/live-store.tsx';
import { canonicalPhone } from '@/format/phone.ts';
import { useTRPC } from '@/trpc/client.ts';
import type { Order } from '@/trpc/wire.ts';

const RECENT = 20;

/** The newest order of whoever writes from this number, among the store's recent ones. */
export function useLatestOrder(store_id: string, number: string): Order | null {
  const trpc = useTRPC();
  const refetchInterval = usePolling(2_000);
  const recent = useQuery(
    trpc.order.list.queryOptions({ store_ids: [store_id], limit: RECENT }, { refetchInterval }),
  );
  const orders = recent.data?.items ?? [];
  const lead_ids = [...new Set(orders.flatMap(({ lead_id }) => lead_id ?? []))];
  const own_leads = useQueries({
    queries: lead_ids.map((id) =>
      trpc.lead.get.queryOptions({ id }, { staleTime: Number.POSITIVE_INFINITY }),
    ),
    combine: (leads) =>
      leads.flatMap(({ data }) =>
        data && canonicalPhone(data.phone ?? data.external_id) === canonicalPhone(number) ? [data.id] : [],
      ),
  });
  const latest = orders.find(({ lead_id }) => lead_id !== null && own_leads.includes(lead_id));
  const order = useQuery(
    trpc.order.get.queryOptions({ id: latest?.id ?? '' }, { enabled: latest !== undefined, refetchInterval }),
  );
  return latest && order.data ? order.data : null;
}
