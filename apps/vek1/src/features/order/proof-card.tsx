'use client';

import { useMutation } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import { ProofFile } from '@/features/payment/proof-file.tsx';
import { formatDateTime } from '@/format/date.ts';
import { formatCents } from '@/format/money.ts';
import { useTRPC } from '@/trpc/client.ts';
import type { Order, PaymentProof } from '@/trpc/wire.ts';
import { actionLabel } from './labels.ts';
import { refusalOf } from './question.ts';
import { QuestionDialog } from './question-dialog.tsx';
import { useOrderChange } from './use-order-change.ts';

/** The receipts that the customer sent, the newest first, and what a person decides of them. */
export function ProofCard({ order, time_zone }: { order: Order; time_zone: string }) {
  if (order.payment_proofs.length === 0) return null;
  return (
    <Card className="p-5" data-testid="proofs">
      <CardTitle>{order.payment_proofs.length === 1 ? 'Comprovante' : 'Comprovantes'}</CardTitle>
      <ul className="mt-4 grid gap-5">
        {order.payment_proofs.toReversed().map((proof) => (
          <li key={proof.id} className="grid gap-2">
            <ProofFile proof={proof} />
            <ProofFacts proof={proof} order={order} time_zone={time_zone} />
          </li>
        ))}
      </ul>
      {order.status === 'proof_submitted' && <Decision order={order} />}
    </Card>
  );
}

function ProofFacts({ proof, order, time_zone }: { proof: PaymentProof; order: Order; time_zone: string }) {
  const { amount_cents, same_as_order_id, created_at } = proof;
  const differs = amount_cents !== null && amount_cents !== order.total_cents;
  return (
    <>
      <p className="text-[13px] text-muted-foreground tabular-nums">
        {[
          `Recebido ${formatDateTime(created_at, time_zone)}`,
          amount_cents !== null && `diz ${formatCents(amount_cents)}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {(same_as_order_id || differs) && (
        <p role="alert" className="flex gap-2 rounded-lg bg-danger-soft px-3 py-2 text-[13px] text-danger">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          {same_as_order_id ? (
            <span>
              O mesmo comprovante já foi enviado em{' '}
              <Link href={`/pedidos/${same_as_order_id}`} className="underline underline-offset-2">
                outro pedido
              </Link>
              .
            </span>
          ) : (
            <span>O valor do comprovante não é o do pedido.</span>
          )}
        </p>
      )}
    </>
  );
}

function Decision({ order }: { order: Order }) {
  const trpc = useTRPC();
  const change = useOrderChange(order);
  const accept = useMutation(trpc.order.transition.mutationOptions(change));
  const refuse = useMutation(trpc.order.rejectProof.mutationOptions(change));
  const [asking, setAsking] = useState(false);
  const busy = accept.isPending || refuse.isPending;
  return (
    <div className="mt-5 border-t pt-4">
      <p className="text-[13px] text-muted-foreground">
        Confira no extrato da loja se {formatCents(order.total_cents)} caíram: uma foto não prova um
        pagamento.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          variant="primary"
          busy={accept.isPending}
          disabled={busy}
          onClick={() => accept.mutate({ id: order.id, to: 'confirmed' })}
          data-testid="accept-proof"
        >
          {actionLabel('proof_submitted', 'confirmed')}
        </Button>
        {order.allowed_steps.includes('reject_proof') && (
          <Button
            variant="danger_ghost"
            disabled={busy}
            onClick={() => setAsking(true)}
            data-testid="reject-proof"
          >
            Recusar
          </Button>
        )}
      </div>
      <QuestionDialog
        order={order}
        question={asking ? refusalOf(order) : null}
        busy={refuse.isPending}
        close={() => setAsking(false)}
        confirm={({ reason = '' }) =>
          refuse.mutate({ id: order.id, reason }, { onSuccess: () => setAsking(false) })
        }
      />
    </div>
  );
}
