'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { TextField } from '@/components/text-field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { FormError } from '@/features/account/credentials.tsx';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { ApiError } from '@/trpc/wire.ts';

/** What a new shop begins with: its company, a store, and the agent that answers there. */
export function OnboardingForm() {
  const trpc = useTRPC();
  const ensure = useMutation(trpc.company.ensure.mutationOptions());
  const createStore = useMutation(trpc.store.create.mutationOptions());
  const createAgent = useMutation(trpc.agent.create.mutationOptions());
  const toggle = useMutation(trpc.agent.toggleActive.mutationOptions());
  const [store, setStore] = useState('');
  const [agent, setAgent] = useState('Bia');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function begin() {
    await ensure.mutateAsync({ name: store.trim() });
    const { id: store_id } = createStore.data ?? (await createStore.mutateAsync({ name: store.trim() }));
    const { id } =
      createAgent.data ?? (await createAgent.mutateAsync({ store_id, type: 'sales', name: agent.trim() }));
    await toggle.mutateAsync({ id });
  }
  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await begin();
      window.location.assign('/produtos');
    } catch (failure) {
      // safe: only tRPC's mutations are awaited above
      setError(describeError(failure as ApiError));
      setBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="mt-6 grid gap-4">
      <TextField
        label="Nome da loja"
        hint="Como os clientes a conhecem."
        required
        maxLength={120}
        title="O nome da loja"
        value={store}
        onChange={setStore}
        data-testid="store-name"
      />
      <TextField
        label="Nome do agente"
        hint="Quem responde aos clientes no WhatsApp."
        required
        maxLength={80}
        title="O nome do agente"
        value={agent}
        onChange={setAgent}
        data-testid="agent-name"
      />
      <FormError error={error} />
      <Button type="submit" variant="primary" size="lg" busy={busy} data-testid="begin">
        Abrir a loja
      </Button>
    </form>
  );
}
