'use client';

import { useQuery } from '@tanstack/react-query';
import { MessagesSquare, SearchX } from 'lucide-react';
import Link from 'next/link';
import { BackLink } from '@/components/back-link.tsx';
import { Notice } from '@/components/notice.tsx';
import { QueryView } from '@/components/query-view.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import { Select } from '@/components/ui/select.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useTimeZone } from '@/features/store/store-provider.tsx';
import { formatDateTime } from '@/format/date.ts';
import { formatPhone } from '@/format/phone.ts';
import { useTRPC } from '@/trpc/client.ts';
import type { Lead } from '@/trpc/wire.ts';
import { CHANNEL, NEXT, STATUS } from './labels.ts';
import { LeadForm } from './lead-form.tsx';
import { LeadHistory } from './lead-history.tsx';
import { LeadOrders } from './lead-orders.tsx';
import { LeadStatusBadge } from './status-badge.tsx';
import { useUpdateLead } from './use-update-lead.ts';

export function LeadDetail({ id }: { id: string }) {
  const trpc = useTRPC();
  const lead = useQuery(trpc.lead.get.queryOptions({ id }));
  return (
    <>
      <BackLink href="/clientes">Clientes</BackLink>
      <QueryView
        query={lead}
        loading={<LeadDetailSkeleton />}
        missing={
          <Notice icon={SearchX} title="Cliente não encontrado">
            Confira o endereço, ou procure na lista de clientes.
          </Notice>
        }
      >
        {(found) => <LeadView lead={found} />}
      </QueryView>
    </>
  );
}

function LeadView({ lead }: { lead: Lead }) {
  const time_zone = useTimeZone(lead.store_id);
  const attributes = Object.entries(lead.custom_attributes);
  return (
    <div data-testid="lead-detail">
      <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div>
          <div className="flex flex-wrap items-center gap-3">
            <h1 className="text-2xl font-semibold tracking-tight">{lead.name ?? 'Sem nome'}</h1>
            <LeadStatusBadge status={lead.status} />
          </div>
          <p className="mt-1 text-sm text-muted-foreground tabular-nums">
            {[
              lead.phone && formatPhone(lead.phone),
              `pelo ${CHANNEL[lead.channel]} desde ${formatDateTime(lead.created_at, time_zone)}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <OpenConversation lead_id={lead.id} />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <div className="grid gap-4">
          <LeadOrders lead_id={lead.id} time_zone={time_zone} />
          <Card className="p-5">
            <CardTitle>Dados</CardTitle>
            <LeadForm lead={lead} />
          </Card>
        </div>
        <div className="grid gap-4 max-lg:order-first">
          <StatusCard lead={lead} />
          {attributes.length > 0 && (
            <Card className="p-5">
              <CardTitle>Outros dados</CardTitle>
              <dl className="mt-3 grid gap-2 text-sm">
                {attributes.map(([key, value]) => (
                  <div key={key} className="flex justify-between gap-4">
                    <dt className="text-muted-foreground">{key}</dt>
                    <dd className="min-w-0 text-right break-words">
                      {typeof value === 'boolean' ? (value ? 'sim' : 'não') : String(value)}
                    </dd>
                  </div>
                ))}
              </dl>
            </Card>
          )}
          <LeadHistory lead_id={lead.id} time_zone={time_zone} />
        </div>
      </div>
    </div>
  );
}

/** The way to what was said, where something was. */
function OpenConversation({ lead_id }: { lead_id: string }) {
  const trpc = useTRPC();
  const said = useQuery(trpc.messaging.list.queryOptions({ lead_id, limit: 1 }));
  const last = said.data?.items[0];
  if (!last) return null;
  return (
    <Button asChild>
      <Link href={`/conversas/${last.conversation_id}`} data-testid="open-conversation">
        <MessagesSquare aria-hidden />
        Abrir conversa
      </Link>
    </Button>
  );
}

function StatusCard({ lead }: { lead: Lead }) {
  const update = useUpdateLead();
  return (
    <Card className="p-5">
      <CardTitle>
        <label htmlFor="lead-status">Situação</label>
      </CardTitle>
      <div className="mt-3">
        <Select
          id="lead-status"
          value={lead.status}
          disabled={update.isPending}
          onChange={({ target }) => {
            const status = NEXT[lead.status].find((next) => next === target.value);
            if (status) update.mutate({ id: lead.id, status });
          }}
          data-testid="lead-status-select"
        >
          {[lead.status, ...NEXT[lead.status]].map((status) => (
            <option key={status} value={status}>
              {STATUS[status].label}
            </option>
          ))}
        </Select>
      </div>
      <p className="mt-2 text-xs text-muted-foreground">
        Quem compra muda de situação sozinho; os outros passos são seus.
      </p>
    </Card>
  );
}

export function LeadDetailSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Carregando o cliente</span>
      <Skeleton className="mb-3 h-8 w-52" />
      <Skeleton className="mb-6 h-4 w-64" />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <Skeleton className="h-96 rounded-xl" />
        <Skeleton className="h-36 rounded-xl" />
      </div>
    </div>
  );
}
