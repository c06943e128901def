'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Landmark } from 'lucide-react';
import type { ReactNode } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button.tsx';
import { useFakes } from '@/features/shell/fakes-context.tsx';
import { useTRPC } from '@/trpc/client.ts';

interface PayAtFakeBankProps {
  /** The charge's id at the gateway. */
  charge_id: string;
  variant?: 'outline' | 'primary';
  children: ReactNode;
}

/** Plays the customer who pays. Where the bank is real there is no such button. */
export function PayAtFakeBank({ charge_id, variant, children }: PayAtFakeBankProps) {
  const fakes = useFakes();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const payment = useMutation({
    mutationFn: async () => {
      const answer = await fetch(`/api/simulator/charges/${encodeURIComponent(charge_id)}/pay`, {
        method: 'POST',
      });
      if (!answer.ok) throw new Error(`The fake bank answered ${answer.status}.`);
    },
    onSuccess: () => queries.invalidateQueries(trpc.order.pathFilter()),
    onError: () => toast.error('O banco de mentira não aceitou o pagamento.'),
  });
  if (!fakes) return null;
  return (
    <Button
      variant={variant}
      busy={payment.isPending}
      disabled={payment.isSuccess}
      onClick={() => payment.mutate()}
      data-testid="pay"
    >
      {!payment.isPending && <Landmark aria-hidden />}
      {children}
    </Button>
  );
}
