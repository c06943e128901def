'use client';

import { focusManager, type InvalidateQueryFilters, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { createContext, type ReactNode, use, useEffect, useSyncExternalStore } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { StoreChanges } from '@/trpc/wire.ts';
import { useStores } from './store-provider.tsx';

const LiveContext = createContext(false);

/** A stream that broke for good is tried anew after this. */
const AGAIN_MS = 5_000;

/**
 * Watches the company while the page is in sight, and asks again for what has changed. A hidden page gives its
 * connection back: browsers have few for one server.
 */
export function LiveStore({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const { current } = useStores();
  const refresh = useRefresh();
  const in_sight = useSyncExternalStore(
    (changed) => focusManager.subscribe(changed),
    () => focusManager.isFocused(),
    () => false,
  );
  const { status, reset } = useSubscription(
    trpc.dashboard.watch.subscriptionOptions(
      {},
      { enabled: in_sight && current !== null, onData: ({ data }) => refresh(data) },
    ),
  );
  useEffect(() => {
    if (status !== 'error') return;
    const timer = setTimeout(reset, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [status, reset]);
  return <LiveContext value={status === 'pending'}>{children}</LiveContext>;
}

/** How often to ask for what a watch tells of: only while there is none. */
export const usePolling = (every_ms: number): number | false => (use(LiveContext) ? false : every_ms);

/** Asks again for what is shown of what has changed. */
function useRefresh(): (changes: StoreChanges) => void {
  const { chat, dashboard, messaging, order, task } = useTRPC();
  const queries = useQueryClient();
  return ({ missed, conversations, orders, tasks }) => {
    const stale: InvalidateQueryFilters[] = [dashboard.pathFilter()];
    if (missed) stale.push(messaging.pathFilter(), chat.pathFilter(), order.pathFilter(), task.pathFilter());
    if (conversations.length > 0) stale.push(messaging.listConversations.pathFilter());
    for (const id of conversations)
      stale.push(messaging.getConversation.queryFilter({ id }), chat.trace.queryFilter({ id }));
    if (orders.length > 0) stale.push(order.list.pathFilter());
    for (const id of orders) stale.push(order.get.queryFilter({ id }));
    if (tasks.length > 0) stale.push(task.list.pathFilter());
    for (const filter of stale) void queries.invalidateQueries(filter);
  };
}
