'use client';

import { ArrowUpRight } from 'lucide-react';
import Link from 'next/link';
import { OrderStatusBadge } from '@/features/order/status-badge.tsx';
import { PayAtFakeBank } from '@/features/payment/pay-at-fake-bank.tsx';
import { formatCents } from '@/format/money.ts';
import { useLatestOrder } from './use-latest-order.ts';

export function LatestOrder({ store_id, number }: { store_id: string; number: string }) {
  const order = useLatestOrder(store_id, number);
  if (!order) {
    return (
      <p className="text-[13px] text-muted-foreground">
        Assim que este cliente comprar, o pedido aparece aqui.
      </p>
    );
  }
  const open = order.payment_attempts.find(({ status }) => status === 'open');
  return (
    <div className="rounded-xl border bg-surface p-4" data-testid="latest-order">
      <div className="flex items-center justify-between gap-3">
        <Link
          href={`/pedidos/${order.id}`}
          className="flex items-center gap-1 font-medium tabular-nums hover:text-accent"
          data-testid="order-number"
        >
          #{order.number}
          <ArrowUpRight className="size-3.5 text-muted-foreground" aria-label="Abrir o pedido" />
        </Link>
        <OrderStatusBadge status={order.status} />
      </div>
      <ul className="mt-3 space-y-1 text-[13px] text-muted-foreground">
        {order.items.map((item) => (
          <li key={item.product_id} className="flex gap-3 tabular-nums">
            <span className="min-w-0 flex-1 truncate">
              {item.quantity}× {item.name}
            </span>
            {formatCents(item.total_cents)}
          </li>
        ))}
      </ul>
      <p className="mt-3 flex justify-between border-t pt-3 text-sm font-medium tabular-nums">
        Total <span>{formatCents(order.total_cents)}</span>
      </p>
      {order.status === 'awaiting_proof' && (
        <p className="mt-3 text-[13px] text-muted-foreground">
          Para pagar, anexe uma foto ou um PDF na conversa: é o comprovante.
        </p>
      )}
      {open?.external_id && (
        <div className="mt-4 grid">
          <PayAtFakeBank key={open.external_id} charge_id={open.external_id} variant="primary">
            Pagar com PIX (banco de mentira)
          </PayAtFakeBank>
        </div>
      )}
    </div>
  );
}
