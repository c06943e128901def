'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { SwitchField } from '@/components/switch-field.tsx';
import { TextField } from '@/components/text-field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useStore } from '@/features/store/store-provider.tsx';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { Store } from '@/trpc/wire.ts';
import { CepRanges } from './cep-ranges.tsx';
import { amountError, readDelivery, typedOf } from './typed-delivery.ts';

/** How orders come to customers, and what that costs them. */
export function DeliverySettings() {
  const store = useStore();
  return <DeliveryForm key={store.id} store={store} />;
}

function DeliveryForm({ store }: { store: Store }) {
  const [typed, setTyped] = useState(() => typedOf(store.delivery));
  const save = useSaveDelivery();
  const wanted = readDelivery(typed);
  const was = readDelivery(typedOf(store.delivery));
  const changed = JSON.stringify(wanted) !== JSON.stringify(was);
  const offers = wanted && (wanted.pick_up || wanted.fixed_fee_cents !== null || wanted.fee_by_cep_range[0]);
  return (
    <Card className="max-w-3xl p-5">
      <form
        className="grid gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted) save.mutate({ id: store.id, delivery: wanted });
        }}
      >
        <SwitchField
          label="Retirada na loja"
          hint="O cliente busca o pedido, sem taxa."
          checked={typed.pick_up}
          onCheckedChange={(pick_up) => setTyped({ ...typed, pick_up })}
          data-testid="pick-up"
        />
        <CepRanges ranges={typed.ranges} change={(ranges) => setTyped({ ...typed, ranges })} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Taxa fora das faixas (R$)"
            hint="Vazio: fora das faixas não há entrega."
            error={amountError(typed.fixed_fee)}
            inputMode="decimal"
            value={typed.fixed_fee}
            onChange={(value) => setTyped({ ...typed, fixed_fee: value })}
            data-testid="fixed-fee"
          />
          <TextField
            label="Entrega grátis a partir de (R$)"
            hint="Pelo valor dos produtos. Vazio: nunca."
            error={amountError(typed.free_above)}
            inputMode="decimal"
            value={typed.free_above}
            onChange={(value) => setTyped({ ...typed, free_above: value })}
            data-testid="free-above"
          />
        </div>
        <div className="flex items-center justify-between gap-4">
          <p className="text-[13px] text-muted-foreground" data-testid="delivery-summary">
            {offers
              ? 'O agente pergunta como o cliente quer receber e soma a taxa ao pedido.'
              : 'Sem nada aqui, o agente não fala de entrega: você combina com o cliente.'}
          </p>
          <Button
            type="submit"
            variant="primary"
            busy={save.isPending}
            disabled={!changed || !wanted}
            data-testid="save-delivery"
          >
            Salvar
          </Button>
        </div>
      </form>
    </Card>
  );
}

function useSaveDelivery() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.store.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.store.list.pathFilter());
        toast.success('Salvo.');
      },
      onError: (error) => toast.error(describeError(error)),
    }),
  );
}

export function DeliverySettingsSkeleton() {
  return (
    <div role="status" className="max-w-3xl">
      <span className="sr-only">Carregando as opções de entrega</span>
      <Skeleton className="h-80 rounded-xl" />
    </div>
  );
}
