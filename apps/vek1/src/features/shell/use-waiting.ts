'use client';

import { useQuery } from '@tanstack/react-query';
import { usePolling } from '@/features/store/live-store.tsx';
import { useStores } from '@/features/store/store-provider.tsx';
import { useTRPC } from '@/trpc/client.ts';

export interface Waiting {
  conversations: number;
  tasks: number;
}

const EVERY_MS = 10_000;

/** How many conversations of the store wait for a person, and how many tasks are open. */
export function useWaiting(): Waiting {
  const trpc = useTRPC();
  const refetchInterval = usePolling(EVERY_MS);
  const { current } = useStores();
  const when = { enabled: current !== null, refetchInterval };
  const conversations = useQuery(
    trpc.messaging.listConversations.queryOptions(
      { store_ids: current ? [current.id] : undefined, state: ['waiting'], limit: 1 },
      when,
    ),
  );
  const tasks = useQuery(trpc.task.list.queryOptions({ done: false, limit: 1 }, when));
  return { conversations: conversations.data?.total ?? 0, tasks: tasks.data?.total ?? 0 };
}
