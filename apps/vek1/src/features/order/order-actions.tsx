'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button.tsx';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { Order, OrderStatus } from '@/trpc/wire.ts';
import { actionLabel, STATUSES } from './labels.ts';
import { asksWhy, ReasonDialog } from './reason-dialog.tsx';

/** Where the merchant may take the order now, as buttons: the next step first, the way out last. */
export function OrderActions({ order }: { order: Order }) {
  const transition = useTransition(order);
  const [asking, setAsking] = useState<OrderStatus | null>(null);
  const here = STATUSES.indexOf(order.status);
  const targets = order.allowed_targets.toSorted((a, b) => STATUSES.indexOf(a) - STATUSES.indexOf(b));
  const next = targets.find((to) => STATUSES.indexOf(to) > here && to !== 'cancelled');

  function variantOf(to: OrderStatus) {
    if (to === 'cancelled') return 'danger_ghost';
    // Without a payment the natural next step is the customer's, not the merchant's.
    return to === next && order.status !== 'awaiting_payment' ? 'primary' : 'outline';
  }
  const walk = (to: OrderStatus, reason?: string) => {
    transition.mutate({ id: order.id, to, reason }, { onSuccess: () => setAsking(null) });
  };

  const forward = targets.filter((to) => STATUSES.indexOf(to) > here);
  const back = targets.filter((to) => STATUSES.indexOf(to) < here);
  return (
    <div className="flex flex-wrap gap-1.5 max-sm:[&>button]:px-3 sm:gap-2">
      {[...forward, ...back].map((to) => (
        <Button
          key={to}
          variant={variantOf(to)}
          busy={transition.isPending && transition.variables.to === to && !asking}
          disabled={transition.isPending}
          data-testid={`action-${to}`}
          onClick={() => (asksWhy(order.status, to) ? setAsking(to) : walk(to))}
        >
          {actionLabel(order.status, to)}
        </Button>
      ))}
      <ReasonDialog
        order={order}
        to={asking}
        busy={transition.isPending}
        close={() => setAsking(null)}
        confirm={(reason) => asking && walk(asking, reason)}
      />
    </div>
  );
}

function useTransition(order: Order) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { queryKey } = trpc.order.get.queryOptions({ id: order.id });
  return useMutation(
    trpc.order.transition.mutationOptions({
      // A poll that left before the change would bring the old state back.
      onMutate: () => queries.cancelQueries({ queryKey }),
      onSuccess: async (changed) => {
        queries.setQueryData(queryKey, changed);
        await queries.invalidateQueries(trpc.order.list.pathFilter());
      },
      onError: async (error) => {
        toast.error(describeError(error));
        await queries.invalidateQueries({ queryKey });
      },
    }),
  );
}
