'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { useTRPC } from '@/trpc/client.ts';
import type { Order, PaymentSettings } from '@/trpc/wire.ts';
import { useOrderChange } from './use-order-change.ts';

type Method = 'pix' | 'manual_pix';

const NAMES: Record<Method, string> = { pix: 'PIX automático', manual_pix: 'PIX manual' };

/** The kinds of PIX that the store takes. */
const offered = (settings: PaymentSettings): Method[] => [
  ...(settings.pix_enabled ? (['pix'] as const) : []),
  ...(settings.manual_pix_enabled ? (['manual_pix'] as const) : []),
];

/** Another code for an order that waits for its money, or waited too long. */
export function PayAgain({ order }: { order: Order }) {
  const trpc = useTRPC();
  const may = order.allowed_steps.some((step) => step === 'renew' || step === 'change_method');
  const settings = useQuery(
    trpc.payment.getSettings.queryOptions({ store_id: order.store_id }, { enabled: may, staleTime: 30_000 }),
  );
  if (!may || !settings.data) return null;
  const methods = offered(settings.data);
  const was = order.payment_method;
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      {order.allowed_steps.includes('renew')
        ? methods
            .toSorted((a, b) => Number(b === was) - Number(a === was))
            .map((method, place) => <Renew key={method} order={order} method={method} first={place === 0} />)
        : methods
            .filter((method) => method !== was)
            .map((method) => <ChangeMethod key={method} order={order} method={method} />)}
    </div>
  );
}

function Renew({ order, method, first }: { order: Order; method: Method; first: boolean }) {
  const trpc = useTRPC();
  const renew = useMutation(trpc.order.renew.mutationOptions(useOrderChange(order)));
  return (
    <Button
      variant={first ? 'primary' : 'outline'}
      busy={renew.isPending}
      onClick={() => renew.mutate({ id: order.id, payment_method: method })}
      data-testid={`renew-${method}`}
    >
      {!renew.isPending && <RefreshCw aria-hidden />}
      {first ? 'Gerar novo código' : `Gerar por ${NAMES[method]}`}
    </Button>
  );
}

function ChangeMethod({ order, method }: { order: Order; method: Method }) {
  const trpc = useTRPC();
  const change = useMutation(trpc.order.changeMethod.mutationOptions(useOrderChange(order)));
  return (
    <Button
      variant="ghost"
      size="sm"
      className="-ml-3"
      busy={change.isPending}
      onClick={() => change.mutate({ id: order.id, payment_method: method })}
      data-testid={`change-to-${method}`}
    >
      {!change.isPending && <RefreshCw aria-hidden />}
      Trocar para {NAMES[method]}
    </Button>
  );
}
