'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client.ts';

/** Reads all that is shown of conversations again. */
export function useRefreshConversations(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.messaging.getConversation.pathFilter()),
      queries.invalidateQueries(trpc.messaging.listConversations.pathFilter()),
    ]);
  };
}
