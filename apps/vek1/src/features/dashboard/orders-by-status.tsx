import Link from 'next/link';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import { FILTERS, type Filter } from '@/features/order/labels.ts';
import type { Dashboard, OrderStatus } from '@/trpc/wire.ts';

/** How many orders stand where, in the words of the order list, which each leads to. */
export function OrdersByStatus({ counts }: { counts: Dashboard['orders_by_status'] }) {
  const filters = Object.entries(FILTERS) as [Filter, { label: string; statuses: OrderStatus[] }][]; // its own keys
  const groups = filters
    .map(([filter, { label, statuses }]) => ({
      filter,
      label,
      count: statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0),
    }))
    .filter(({ count }) => count > 0);
  const most = Math.max(...groups.map(({ count }) => count));
  return (
    <Card className="p-5" data-testid="orders-by-status">
      <CardTitle>Pedidos por situação</CardTitle>
      {groups.length === 0 && <p className="mt-3 text-sm text-muted-foreground">Nenhum pedido ainda.</p>}
      <ul className="mt-3 grid gap-0.5">
        {groups.map(({ filter, label, count }) => (
          <li key={filter}>
            <Link
              href={`/pedidos?situacao=${filter}`}
              className="-mx-2 grid grid-cols-[7.5rem_1fr_2rem] items-center gap-3 rounded-lg px-2 py-1.5 text-sm hover:bg-muted"
            >
              {label}
              <span className="h-1.5 rounded-full bg-muted" aria-hidden>
                <span
                  className="block h-full min-w-1.5 rounded-full bg-accent/60"
                  style={{ width: `${(count / most) * 100}%` }}
                />
              </span>
              <span className="text-right tabular-nums">{count.toLocaleString('pt-BR')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
