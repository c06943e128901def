'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { useTRPC } from '@/trpc/client.ts';
import type { Order, OrderStatus } from '@/trpc/wire.ts';
import { actionLabel, STATUSES } from './labels.ts';
import { questionBefore } from './question.ts';
import { type Answer, QuestionDialog } from './question-dialog.tsx';
import { useOrderChange } from './use-order-change.ts';

/** Ways out: never offered as the next step. */
const OUT: ReadonlySet<OrderStatus> = new Set(['cancelled', 'returned', 'refunded']);

/** The next step is the customer's. */
const CUSTOMERS_TURN: ReadonlySet<OrderStatus> = new Set(['awaiting_payment', 'awaiting_proof']);

/** Where the merchant may take the order now, as buttons: the next step first, the ways back and out last. */
export function OrderActions({ order }: { order: Order }) {
  const transition = useTransition(order);
  const [asked, setAsked] = useState<OrderStatus | null>(null);
  const place = (status: OrderStatus) => STATUSES.indexOf(status);
  const ahead = (to: OrderStatus) => place(to) > place(order.status) && !OUT.has(to);
  // A receipt is accepted where it is looked at.
  const offered = order.allowed_targets.filter(
    (to) => order.status !== 'proof_submitted' || to !== 'confirmed',
  );
  const targets = offered.toSorted((a, b) => rank(a) - rank(b));
  const next = targets.find(ahead);

  function rank(to: OrderStatus): number {
    return place(to) + (ahead(to) ? 0 : STATUSES.length) + (OUT.has(to) ? STATUSES.length : 0);
  }
  function variantOf(to: OrderStatus) {
    if (to === 'cancelled') return 'danger_ghost';
    if (OUT.has(to)) return 'ghost';
    return to === next && !CUSTOMERS_TURN.has(order.status) ? 'primary' : 'outline';
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
          {actionLabel(order.status, to, order.payment_method)}
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
  const change = useOrderChange(order);
  return useMutation(trpc.order.transition.mutationOptions(change));
}
