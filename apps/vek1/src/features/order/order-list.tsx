'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import Link from 'next/link';
import { FilterChips } from '@/components/filter-chips.tsx';
import { Notice } from '@/components/notice.tsx';
import { Pagination } from '@/components/pagination.tsx';
import { QueryView } from '@/components/query-view.tsx';
import { RowsSkeleton } from '@/components/rows-skeleton.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Table, TableCell, TableHead, TableRow } from '@/components/ui/table.tsx';
import { sliceOf, useFilter } from '@/components/use-filter.ts';
import { useNow } from '@/components/use-now.ts';
import { useFakes } from '@/features/shell/fakes-context.tsx';
import { usePolling } from '@/features/store/live-store.tsx';
import { useStore } from '@/features/store/store-provider.tsx';
import { formatRelative } from '@/format/date.ts';
import { formatCents } from '@/format/money.ts';
import { plural } from '@/format/text.ts';
import { useTRPC } from '@/trpc/client.ts';
import type { OrderSummary } from '@/trpc/wire.ts';
import { FILTERS, MONEY_ALERT } from './labels.ts';
import { OrderStatusBadge } from './status-badge.tsx';

export function OrderList() {
  const trpc = useTRPC();
  const refetchInterval = usePolling(2_000);
  const store = useStore();
  const { filter, page, show } = useFilter(FILTERS);
  const orders = useQuery(
    trpc.order.list.queryOptions(
      {
        store_ids: [store.id],
        status: filter ? FILTERS[filter].statuses : undefined,
        ...sliceOf(page),
      },
      { refetchInterval, placeholderData: keepPreviousData },
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
      <QueryView query={orders} loading={<RowsSkeleton label="Carregando os pedidos" />}>
        {(found) => (
          <>
            <Card className="overflow-hidden" aria-busy={orders.isPlaceholderData}>
              {found.items.length > 0 ? (
                <OrderTable orders={found.items} time_zone={store.time_zone} />
              ) : (
                <NoOrders filtered={filter !== null || page > 1} showAll={() => show({})} />
              )}
            </Card>
            <Pagination {...found} goTo={(next) => show({ filter, page: next })} />
          </>
        )}
      </QueryView>
    </>
  );
}

function OrderTable({ orders, time_zone }: { orders: OrderSummary[]; time_zone: string }) {
  const now = useNow(15_000);
  return (
    <Table>
      <thead className="max-md:sr-only">
        <tr>
          <TableHead>Pedido</TableHead>
          <TableHead>Cliente</TableHead>
          <TableHead>Itens</TableHead>
          <TableHead>Situação</TableHead>
          <TableHead className="text-right">Total</TableHead>
          <TableHead className="text-right">Quando</TableHead>
        </tr>
      </thead>
      <tbody className="[&>tr:first-child]:max-md:border-t-0">
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} when={formatRelative(order.created_at, time_zone, now)} />
        ))}
      </tbody>
    </Table>
  );
}

/** On a phone the cells of a row stand in two lines: who and how much, what and when. */
function OrderRow({ order, when }: { order: OrderSummary; when: string }) {
  const alert = MONEY_ALERT[order.payment_status];
  return (
    <TableRow className="relative animate-in fade-in duration-500 hover:bg-muted/60 max-md:grid max-md:grid-cols-[auto_1fr_auto] max-md:items-center max-md:gap-x-2 max-md:gap-y-2 max-md:px-4 max-md:py-3.5 max-md:[&>td]:p-0!">
      <TableCell className="font-medium tabular-nums">
        <Link
          href={`/pedidos/${order.id}`}
          className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
          data-testid="order-number"
        >
          #{order.number}
        </Link>
      </TableCell>
      <TableCell className="max-w-56 truncate max-md:max-w-none">
        {order.customer_name ?? <span className="text-muted-foreground">Sem nome</span>}
      </TableCell>
      <TableCell className="text-muted-foreground tabular-nums max-md:hidden">
        {plural(order.items_count, 'item', 'itens')}
      </TableCell>
      <TableCell className="max-md:order-last max-md:col-span-2">
        <span className="flex flex-wrap gap-1.5">
          <OrderStatusBadge status={order.status} />
          {alert && <Badge tone="bad">{alert.badge}</Badge>}
        </span>
      </TableCell>
      <TableCell className="text-right font-medium tabular-nums">{formatCents(order.total_cents)}</TableCell>
      <TableCell className="text-right whitespace-nowrap text-muted-foreground tabular-nums max-md:order-last max-md:text-[13px]">
        {when}
      </TableCell>
    </TableRow>
  );
}

function NoOrders({ filtered, showAll }: { filtered: boolean; showAll: () => void }) {
  const fakes = useFakes();
  if (filtered) {
    return (
      <Notice
        icon={Inbox}
        title="Nenhum pedido por aqui"
        action={<Button onClick={showAll}>Ver todos</Button>}
      >
        Não há pedidos nesta situação agora.
      </Notice>
    );
  }
  return (
    <Notice
      icon={Inbox}
      title="Nenhum pedido ainda"
      action={
        fakes && (
          <Button asChild>
            <Link href="/simulador">Conversar no simulador</Link>
          </Button>
        )
      }
    >
      Quando um cliente comprar pelo WhatsApp, o pedido aparece aqui na hora.
    </Notice>
  );
}

export function OrderListSkeleton() {
  return (
    <>
      <Skeleton className="mb-5 h-8 w-full max-w-2xl rounded-full" />
      <RowsSkeleton label="Carregando os pedidos" />
    </>
  );
}
