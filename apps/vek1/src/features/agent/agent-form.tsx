'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { Field } from '@/components/field.tsx';
import { TextField } from '@/components/text-field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Textarea } from '@/components/ui/input.tsx';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { Agent } from '@/trpc/wire.ts';

/** How the agent is called and speaks. */
export function AgentForm({ agent, close }: { agent: Agent; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState(agent.name);
  const [persona, setPersona] = useState(agent.persona);
  const [greeting, setGreeting] = useState(agent.greeting ?? '');
  const [tone, setTone] = useState(agent.tone ?? '');
  const update = useMutation(
    trpc.agent.update.mutationOptions({
      onSuccess: async () => {
        toast.success('Agente salvo.');
        close();
        await queries.invalidateQueries(trpc.agent.list.pathFilter());
      },
      onError: (error) => {
        toast.error(describeError(error));
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    update.mutate({
      id: agent.id,
      name: name.trim(),
      persona: persona.trim(),
      greeting: greeting.trim() || null,
      tone: tone.trim() || null,
    });
  }
  return (
    <form onSubmit={submit} className="mt-5 grid gap-4">
      <TextField
        label="Nome"
        required
        maxLength={80}
        title="Um nome"
        value={name}
        onChange={setName}
        data-testid="agent-name"
      />
      <Field label="Personalidade" hint="Quem ele é e como atende, em poucas frases.">
        {(ties) => (
          <Textarea
            {...ties}
            className="min-h-32"
            maxLength={4000}
            value={persona}
            onChange={({ target }) => setPersona(target.value)}
            data-testid="agent-persona"
          />
        )}
      </Field>
      <Field label="Saudação" hint="Como começa uma conversa. Vazia, ele escolhe.">
        {(ties) => (
          <Textarea
            {...ties}
            className="min-h-16"
            maxLength={500}
            value={greeting}
            onChange={({ target }) => setGreeting(target.value)}
            data-testid="agent-greeting"
          />
        )}
      </Field>
      <TextField
        label="Tom"
        maxLength={200}
        placeholder="Ex.: próximo e direto"
        value={tone}
        onChange={setTone}
      />
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={close}>
          Voltar
        </Button>
        <Button type="submit" variant="primary" busy={update.isPending} data-testid="save-agent">
          Salvar
        </Button>
      </div>
    </form>
  );
}
