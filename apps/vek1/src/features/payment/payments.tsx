'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button.tsx';
import type { Question } from '@/features/order/question.ts';
import { QuestionDialog } from '@/features/order/question-dialog.tsx';
import { formatDateTime } from '@/format/date.ts';
import { formatCents } from '@/format/money.ts';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { Order, Payment } from '@/trpc/wire.ts';
import { paymentLabel, paymentNote, waysBack } from './labels.ts';

type Way = ReturnType<typeof waysBack>[number];

const LABEL: Record<Way, string> = { gateway: 'Devolver pelo PIX', by_hand: 'Já devolvi por fora' };

/** The money that came, each payment with where it is, and the ways to give it back. */
export function Payments({ order, time_zone }: { order: Order; time_zone: string }) {
  const [asked, setAsked] = useState<{ payment: Payment; way: Way } | null>(null);
  const giveBack = useGiveBack(order, () => setAsked(null));
  return (
    <div className="mt-5 border-t pt-4">
      <h3 className="text-[13px] text-muted-foreground">Recebido</h3>
      <ul className="mt-1 divide-y text-[13px]" data-testid="payments">
        {order.payments.map((payment) => (
          <li key={payment.attempt_id} className="py-2.5" data-status={payment.status}>
            <p className="flex items-baseline gap-2 tabular-nums">
              <span>{paymentLabel(payment)}</span>
              <span className="text-muted-foreground">{formatDateTime(payment.recorded_at, time_zone)}</span>
              <span className="ml-auto">{formatCents(payment.amount_cents)}</span>
            </p>
            {payment.claimed_cents !== null && (
              <p className="mt-1 text-muted-foreground">
                O aviso do AbacatePay falava em {formatCents(payment.claimed_cents)}.
              </p>
            )}
            {paymentNote(payment) && (
              <p className="mt-1 break-words text-muted-foreground">{paymentNote(payment)}</p>
            )}
            <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
              {waysBack(order, payment).map((way) => (
                <Button
                  key={way}
                  size="sm"
                  variant={way === 'gateway' ? 'outline' : 'ghost'}
                  data-testid={`refund-${way}`}
                  onClick={() => setAsked({ payment, way })}
                >
                  {LABEL[way]}
                </Button>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <QuestionDialog
        order={order}
        question={asked && questionBefore(order, asked.payment, asked.way)}
        busy={giveBack.busy}
        close={() => setAsked(null)}
        confirm={({ reason }) => asked && giveBack.start(asked.payment, asked.way, reason)}
      />
    </div>
  );
}

function questionBefore({ number }: Order, { amount_cents }: Payment, way: Way): Question {
  const amount = formatCents(amount_cents);
  const common = { dangerous: way === 'gateway', restock: false };
  return way === 'gateway'
    ? {
        ...common,
        title: `Devolver ${amount} do pedido #${number}?`,
        warning: 'O AbacatePay devolve o valor inteiro para a conta de quem pagou. Não dá para desfazer.',
        reason: 'optional',
        example: 'Ex.: produto em falta',
        answer: 'Devolver',
      }
    : {
        ...common,
        title: `${amount} do pedido #${number} já voltaram?`,
        warning: 'Marque só depois de devolver, e conte como foi.',
        reason: 'required',
        example: 'Ex.: PIX na chave do cliente',
        answer: 'Marcar como devolvido',
      };
}

function useGiveBack(order: Order, done: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { queryKey } = trpc.order.get.queryOptions({ id: order.id });
  const handlers = {
    onSuccess: async (changed: Order) => {
      queries.setQueryData(queryKey, changed);
      done();
      await queries.invalidateQueries(trpc.task.list.pathFilter());
    },
    onError: async (error: Parameters<typeof describeError>[0]) => {
      toast.error(describeError(error));
      await queries.invalidateQueries({ queryKey });
    },
  };
  const by_gateway = useMutation(trpc.order.refund.mutationOptions(handlers));
  const by_hand = useMutation(trpc.order.refundByHand.mutationOptions(handlers));
  return {
    busy: by_gateway.isPending || by_hand.isPending,
    start({ attempt_id }: Payment, way: Way, reason?: string) {
      if (way === 'gateway') by_gateway.mutate({ id: order.id, attempt_id, reason });
      else by_hand.mutate({ id: order.id, attempt_id, reason: reason ?? '' });
    },
  };
}
