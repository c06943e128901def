'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button.tsx';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { Order, OrderStatus } from '@/trpc/wire.ts';
import { actionLabel, STATUSES } from './labels.ts';
import { questionBefore } from './question.ts';
import { type Answer, QuestionDialog } from './question-dialog.tsx';

/** Ways out: never offered as the next step. */
const OUT: ReadonlySet<OrderStatus> = new Set(['cancelled', 'returned', 'refunded']);

/** Where the merchant may take the order now, as buttons: the next step first, the ways back and out last. */
export function OrderActions({ order }: { order: Order }) {
  const transition = useTransition(order);
  const [asked, setAsked] = useState<OrderStatus | null>(null);
  const place = (status: OrderStatus) => STATUSES.indexOf(status);
  const ahead = (to: OrderStatus) => place(to) > place(order.status) && !OUT.has(to);
  const targets = order.allowed_targets.toSorted((a, b) => rank(a) - rank(b));
  const next = targets.find(ahead);

  function rank(to: OrderStatus): number {
    return place(to) + (ahead(to) ? 0 : STATUSES.length) + (OUT.has(to) ? STATUSES.length : 0);
  }
  function variantOf(to: OrderStatus) {
    if (to === 'cancelled') return 'danger_ghost';
    if (OUT.has(to)) return 'ghost';
    // Without a payment the natural next step is the customer's, not the merchant's.
    return to === next && order.status !== 'awaiting_payment' ? 'primary' : 'outline';
  }
  const walk = (to: OrderStatus, answer: Answer = {}) => {
    transition.mutate({ id: order.id, to, ...answer }, { onSuccess: () => setAsked(null) });
  };

  return (
    <div className="flex flex-wrap gap-1.5 max-sm:[&>button]:px-3 sm:gap-2">
      {targets.map((to) => (
        <Button
          key={to}
          variant={variantOf(to)}
          busy={transition.isPending && transition.variables.to === to && !asked}
          disabled={transition.isPending}
          data-testid={`action-${to}`}
          onClick={() => (questionBefore(order, to) ? setAsked(to) : walk(to))}
        >
          {actionLabel(order.status, to)}
        </Button>
      ))}
      <QuestionDialog
        order={order}
        question={asked && questionBefore(order, asked)}
        busy={transition.isPending}
        close={() => setAsked(null)}
        confirm={(answer) => asked && walk(asked, answer)}
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
