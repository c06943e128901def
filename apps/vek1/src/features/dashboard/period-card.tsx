import { Card, CardTitle } from '@/components/ui/card.tsx';
import { formatCents } from '@/format/money.ts';
import { plural } from '@/format/text.ts';
import type { Dashboard } from '@/trpc/wire.ts';

/** What came in, and of how many sales. */
export function PeriodCard({ title, period }: { title: string; period: Dashboard['today'] }) {
  const { revenue_cents, sales, orders, average_ticket_cents } = period;
  return (
    <Card className="p-4 sm:p-5" data-testid="period">
      <CardTitle className="font-medium text-muted-foreground">{title}</CardTitle>
      <p
        className="mt-1.5 text-xl font-semibold tracking-tight tabular-nums sm:text-2xl"
        data-testid="revenue"
      >
        {formatCents(revenue_cents)}
      </p>
      <p className="mt-1 text-[13px] text-muted-foreground tabular-nums">
        {plural(sales, 'venda', 'vendas')} ·{' '}
        <span className="whitespace-nowrap">{plural(orders, 'pedido', 'pedidos')}</span>
      </p>
      {average_ticket_cents !== null && (
        <p className="text-[13px] text-muted-foreground tabular-nums">
          {formatCents(average_ticket_cents)} por venda
        </p>
      )}
    </Card>
  );
}
