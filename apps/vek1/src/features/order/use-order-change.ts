'use client';

import { useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { ApiError, Order } from '@/trpc/wire.ts';

/** What every change of an order does on the screen: the page shows what it answered at once, or says why not. */
export function useOrderChange(order: Pick<Order, 'id'>) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { queryKey } = trpc.order.get.queryOptions({ id: order.id });
  return {
    // A poll that left before the change would bring the old state back.
    onMutate: () => queries.cancelQueries({ queryKey }),
    onSuccess: async (changed: Order) => {
      queries.setQueryData(queryKey, changed);
      await queries.invalidateQueries(trpc.order.list.pathFilter());
    },
    onError: async (error: ApiError) => {
      toast.error(describeError(error));
      await queries.invalidateQueries({ queryKey });
    },
  };
}
