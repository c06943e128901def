'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Bot, Pencil } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Notice } from '@/components/notice.tsx';
import { QueryView } from '@/components/query-view.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useStore } from '@/features/store/store-provider.tsx';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { Agent } from '@/trpc/wire.ts';
import { AgentForm } from './agent-form.tsx';
import { CHANNEL } from './labels.ts';

export function AgentList() {
  const trpc = useTRPC();
  const store = useStore();
  const agents = useQuery(trpc.agent.list.queryOptions({ store_id: store.id }));
  return (
    <QueryView query={agents} loading={<AgentListSkeleton />}>
      {({ items }) =>
        items.length > 0 ? (
          <>
            <p className="-mt-2 mb-5 max-w-prose text-sm text-muted-foreground">
              Um agente por vez atende a loja: ativar um desativa o outro.
            </p>
            <div className="grid items-start gap-4 lg:grid-cols-2">
              {items.map((agent) => (
                <AgentCard key={agent.id} agent={agent} active={items.find(({ is_active }) => is_active)} />
              ))}
            </div>
          </>
        ) : (
          <Card>
            <Notice icon={Bot} title="Nenhum agente ainda">
              Assim que a loja tiver um agente, ele aparece aqui.
            </Notice>
          </Card>
        )
      }
    </QueryView>
  );
}

interface AgentCardProps {
  agent: Agent;
  /** Who attends now. */
  active: Agent | undefined;
}

function AgentCard({ agent, active }: AgentCardProps) {
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  const toggle = useToggle(() => setAsking(false));
  const switched_off = active && active.id !== agent.id ? active : undefined;
  return (
    <Card className="p-5" data-testid="agent" data-active={agent.is_active}>
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 className="truncate font-semibold tracking-tight">{agent.name}</h2>
          <p className="mt-0.5 text-[13px] text-muted-foreground">
            {agent.channels.map((channel) => CHANNEL[channel]).join(' e ')}
          </p>
        </div>
        <Badge tone={agent.is_active ? 'good' : 'quiet'}>{agent.is_active ? 'Ativo' : 'Desativado'}</Badge>
      </div>
      <dl className="mt-4 grid gap-3 text-sm">
        <Fact term="Personalidade" text={agent.persona} />
        <Fact term="Saudação" text={agent.greeting} />
        <Fact term="Tom" text={agent.tone} />
        <div>
          <dt className="text-[13px] text-muted-foreground">Instância do WhatsApp</dt>
          <dd className="mt-0.5 font-mono text-[13px] break-all" data-testid="instance">
            {agent.evolution_instance_id}
          </dd>
        </div>
      </dl>
      <div className="mt-5 flex flex-wrap gap-2">
        <Button size="sm" onClick={() => setEditing(true)} data-testid="edit-agent">
          <Pencil aria-hidden />
          Editar
        </Button>
        <Button
          size="sm"
          variant="ghost"
          busy={toggle.isPending && !asking}
          onClick={() =>
            agent.is_active || switched_off ? setAsking(true) : toggle.mutate({ id: agent.id })
          }
          data-testid="toggle-agent"
        >
          {agent.is_active ? 'Desativar' : 'Ativar'}
        </Button>
      </div>
      <Dialog open={editing} onOpenChange={setEditing} title={`Editar ${agent.name}`}>
        <AgentForm agent={agent} close={() => setEditing(false)} />
      </Dialog>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={agent.is_active ? `Desativar ${agent.name}?` : `Ativar ${agent.name}?`}
        description={
          agent.is_active
            ? 'Ninguém responde aos clientes até que um agente seja ativado ou uma pessoa assuma as conversas.'
            : `${switched_off?.name ?? 'O outro'} deixa de atender: só um agente por vez atende a loja.`
        }
      >
        <div className="mt-5 flex justify-end gap-2">
          <Button variant="ghost" onClick={() => setAsking(false)}>
            Voltar
          </Button>
          <Button
            variant={agent.is_active ? 'danger' : 'primary'}
            busy={toggle.isPending}
            onClick={() => toggle.mutate({ id: agent.id })}
            data-testid="confirm-toggle"
          >
            {agent.is_active ? 'Desativar' : 'Ativar'}
          </Button>
        </div>
      </Dialog>
    </Card>
  );
}

function Fact({ term, text }: { term: string; text: string | null }) {
  if (!text) return null;
  return (
    <div>
      <dt className="text-[13px] text-muted-foreground">{term}</dt>
      <dd className="mt-0.5 line-clamp-4 whitespace-pre-line">{text}</dd>
    </div>
  );
}

function useToggle(close: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.agent.toggleActive.mutationOptions({
      onSuccess: ({ name, is_active }) => {
        toast.success(is_active ? `${name} atende a loja agora.` : `${name} foi desativado.`);
        close();
      },
      onError: (error) => {
        toast.error(describeError(error));
      },
      onSettled: () => queries.invalidateQueries(trpc.agent.list.pathFilter()),
    }),
  );
}

export function AgentListSkeleton() {
  return (
    <div role="status" className="grid gap-4 lg:grid-cols-2">
      <span className="sr-only">Carregando os agentes</span>
      <Skeleton className="h-72 rounded-xl" />
      <Skeleton className="h-72 rounded-xl max-lg:hidden" />
    </div>
  );
}
