'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import Link from 'next/link';
import { FilterChips } from '@/components/filter-chips.tsx';
import { Notice } from '@/components/notice.tsx';
import { Pagination } from '@/components/pagination.tsx';
import { QueryView } from '@/components/query-view.tsx';
import { RowsSkeleton } from '@/components/rows-skeleton.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Table, TableCell, TableHead, TableRow } from '@/components/ui/table.tsx';
import { sliceOf, useFilter } from '@/components/use-filter.ts';
import { useNow } from '@/components/use-now.ts';
import { useStore } from '@/features/store/store-provider.tsx';
import { formatRelative } from '@/format/date.ts';
import { formatPhone } from '@/format/phone.ts';
import { useTRPC } from '@/trpc/client.ts';
import type { Lead } from '@/trpc/wire.ts';
import { CHANNEL, FILTERS } from './labels.ts';
import { LeadStatusBadge } from './status-badge.tsx';

export function LeadList() {
  const trpc = useTRPC();
  const store = useStore();
  const { filter, page, show } = useFilter(FILTERS);
  const leads = useQuery(
    trpc.lead.list.queryOptions(
      { store_ids: [store.id], status: filter ? FILTERS[filter].statuses : undefined, ...sliceOf(page) },
      { refetchInterval: 10_000, placeholderData: keepPreviousData },
    ),
  );
  return (
    <>
      <FilterChips
        legend="Situação"
        all="Todos"
        filters={FILTERS}
        filter={filter}
        choose={(next) => show({ filter: next })}
      />
      <QueryView query={leads} loading={<RowsSkeleton label="Carregando os clientes" />}>
        {(found) => (
          <>
            <Card className="overflow-hidden" aria-busy={leads.isPlaceholderData}>
              {found.items.length > 0 ? (
                <LeadTable leads={found.items} time_zone={store.time_zone} />
              ) : (
                <NoLeads filtered={filter !== null || page > 1} showAll={() => show({})} />
              )}
            </Card>
            <Pagination {...found} goTo={(next) => show({ filter, page: next })} />
          </>
        )}
      </QueryView>
    </>
  );
}

function LeadTable({ leads, time_zone }: { leads: Lead[]; time_zone: string }) {
  const now = useNow(15_000);
  return (
    <Table>
      <thead className="max-md:sr-only">
        <tr>
          <TableHead>Cliente</TableHead>
          <TableHead>Contato</TableHead>
          <TableHead>Situação</TableHead>
          <TableHead>Interesses</TableHead>
          <TableHead className="text-right">Mudou</TableHead>
        </tr>
      </thead>
      <tbody className="[&>tr:first-child]:max-md:border-t-0">
        {leads.map((lead) => (
          <LeadRow key={lead.id} lead={lead} when={formatRelative(lead.updated_at, time_zone, now)} />
        ))}
      </tbody>
    </Table>
  );
}

/** On a phone the cells of a row stand in two lines: who and how far, how to reach them and when. */
function LeadRow({ lead, when }: { lead: Lead; when: string }) {
  return (
    <TableRow
      className="relative hover:bg-muted/60 max-md:grid max-md:grid-cols-[1fr_auto] max-md:items-center max-md:gap-x-3 max-md:gap-y-1.5 max-md:px-4 max-md:py-3.5 max-md:[&>td]:p-0!"
      data-testid="lead"
    >
      <TableCell className="font-medium">
        <Link
          href={`/clientes/${lead.id}`}
          className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {lead.name ?? <span className="text-muted-foreground">Sem nome</span>}
        </Link>
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground tabular-nums max-md:order-3 max-md:text-[13px]">
        {lead.phone ? formatPhone(lead.phone) : CHANNEL[lead.channel]}
      </TableCell>
      <TableCell className="max-md:order-2">
        <LeadStatusBadge status={lead.status} />
      </TableCell>
      <TableCell className="max-w-64 truncate text-muted-foreground max-md:hidden">
        {lead.interests.join(', ')}
      </TableCell>
      <TableCell className="text-right whitespace-nowrap text-muted-foreground tabular-nums max-md:order-4 max-md:text-[13px]">
        {when}
      </TableCell>
    </TableRow>
  );
}

function NoLeads({ filtered, showAll }: { filtered: boolean; showAll: () => void }) {
  return (
    <Notice
      icon={Users}
      title={filtered ? 'Nenhum cliente por aqui' : 'Nenhum cliente ainda'}
      action={filtered && <Button onClick={showAll}>Ver todos</Button>}
    >
      {filtered
        ? 'Não há clientes nesta situação agora.'
        : 'Quem escreve para a loja aparece aqui desde a primeira mensagem.'}
    </Notice>
  );
}

export function LeadListSkeleton() {
  return (
    <>
      <Skeleton className="mb-5 h-8 w-full max-w-lg rounded-full" />
      <RowsSkeleton label="Carregando os clientes" />
    </>
  );
}
