'use client';

import { useQuery } from '@tanstack/react-query';
import { SearchX, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { BackLink } from '@/components/back-link.tsx';
import { Notice } from '@/components/notice.tsx';
import { QueryView } from '@/components/query-view.tsx';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { DeliveryCard } from '@/features/delivery/delivery-card.tsx';
import { PaymentCard } from '@/features/payment/payment-card.tsx';
import { usePolling } from '@/features/store/live-store.tsx';
import { useTimeZone } from '@/features/store/store-provider.tsx';
import { formatDateTime } from '@/format/date.ts';
import { formatCents } from '@/format/money.ts';
import { formatPhone } from '@/format/phone.ts';
import { useTRPC } from '@/trpc/client.ts';
import type { Order } from '@/trpc/wire.ts';
import { MONEY_ALERT } from './labels.ts';
import { OrderActions } from './order-actions.tsx';
import { OrderTimeline } from './order-timeline.tsx';
import { PayAgain } from './pay-again.tsx';
import { ProofCard } from './proof-card.tsx';
import { OrderStatusBadge } from './status-badge.tsx';

export function OrderDetail({ id }: { id: string }) {
  const trpc = useTRPC();
  const refetchInterval = usePolling(2_000);
  const order = useQuery(trpc.order.get.queryOptions({ id }, { refetchInterval }));

  return (
    <>
      <BackLink href="/pedidos">Pedidos</BackLink>
      <QueryView
        query={order}
        loading={<OrderDetailSkeleton />}
        missing={
          <Notice icon={SearchX} title="Pedido não encontrado">
            Confira o endereço, ou procure na lista de pedidos.
          </Notice>
        }
      >
        {(found) => <OrderView order={found} />}
      </QueryView>
    </>
  );
}

function OrderView({ order }: { order: Order }) {
  const time_zone = useTimeZone(order.store_id);
  const alert = MONEY_ALERT[order.payment_status];
  return (
    <>
      <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div>
          <div className="flex flex-wrap items-center gap-3">
            <h1 className="text-2xl font-semibold tracking-tight tabular-nums" data-testid="order-number">
              #{order.number}
            </h1>
            <OrderStatusBadge status={order.status} />
          </div>
          <p className="mt-1 text-sm text-muted-foreground">{formatDateTime(order.created_at, time_zone)}</p>
        </div>
        <OrderActions order={order} />
      </div>
      {alert && (
        <p
          role="alert"
          className="mb-4 flex items-center gap-2.5 rounded-xl bg-danger-soft px-4 py-3 text-sm text-danger"
        >
          <TriangleAlert className="size-4 shrink-0" aria-hidden />
          {alert.sentence}
        </p>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <div className="grid min-w-0 gap-4">
          <Items order={order} />
          <Card className="p-5">
            <CardTitle>Histórico</CardTitle>
            <OrderTimeline events={order.events} time_zone={time_zone} />
          </Card>
        </div>
        <div className="grid gap-4 max-lg:order-first">
          <ProofCard order={order} time_zone={time_zone} />
          <PaymentCard order={order} time_zone={time_zone}>
            <PayAgain order={order} />
          </PaymentCard>
          <Customer order={order} />
          <DeliveryCard order={order} />
        </div>
      </div>
    </>
  );
}

function Items({ order }: { order: Order }) {
  return (
    <Card className="p-5">
      <CardTitle>Itens</CardTitle>
      <ul className="mt-2 divide-y text-sm">
        {order.items.map((item) => (
          <li key={item.product_id} className="flex items-baseline gap-3 py-3">
            <span className="w-8 shrink-0 text-muted-foreground tabular-nums">{item.quantity}×</span>
            <span className="min-w-0 flex-1">
              {item.name}
              {item.quantity > 1 && (
                <span className="block text-[13px] text-muted-foreground tabular-nums">
                  {formatCents(item.price_cents)} cada
                </span>
              )}
            </span>
            <span className="tabular-nums">{formatCents(item.total_cents)}</span>
          </li>
        ))}
      </ul>
      {order.delivery && (
        <p className="flex items-baseline justify-between border-t py-3 text-sm" data-testid="delivery-fee">
          {order.delivery.kind === 'pick_up' ? 'Retirada na loja' : 'Entrega'}
          <span className="tabular-nums">
            {order.delivery.fee_cents === 0 ? 'Grátis' : formatCents(order.delivery.fee_cents)}
          </span>
        </p>
      )}
      <p className="flex items-baseline justify-between border-t pt-4 font-semibold">
        Total
        <span className="text-lg tabular-nums" data-testid="order-total">
          {formatCents(order.total_cents)}
        </span>
      </p>
    </Card>
  );
}

function Customer({ order }: { order: Order }) {
  return (
    <Card className="p-5">
      <CardTitle>Cliente</CardTitle>
      <p className="mt-3 text-sm">
        {order.lead_id ? (
          <Link
            href={`/clientes/${order.lead_id}`}
            className="underline decoration-input underline-offset-4 hover:decoration-foreground"
          >
            {order.customer_name ?? 'Sem nome'}
          </Link>
        ) : (
          (order.customer_name ?? 'Sem nome')
        )}
      </p>
      {order.customer_phone && (
        <p className="mt-0.5 text-sm text-muted-foreground tabular-nums">
          {formatPhone(order.customer_phone)}
        </p>
      )}
      {order.note && <p className="mt-3 border-l-2 pl-3 text-sm whitespace-pre-line">{order.note}</p>}
    </Card>
  );
}

export function OrderDetailSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Carregando o pedido</span>
      <Skeleton className="mb-3 h-8 w-52" />
      <Skeleton className="mb-6 h-4 w-36" />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <Skeleton className="h-64 rounded-xl" />
        <Skeleton className="h-96 rounded-xl" />
      </div>
    </div>
  );
}
