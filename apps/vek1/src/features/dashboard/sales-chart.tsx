import { Card, CardTitle } from '@/components/ui/card.tsx';
import { cn } from '@/components/ui/cn.ts';
import { formatCalendarDay } from '@/format/date.ts';
import { formatCents } from '@/format/money.ts';
import { plural } from '@/format/text.ts';
import type { Dashboard } from '@/trpc/wire.ts';
import { ceilingOf } from './scale.ts';

type Day = Dashboard['days'][number];

/** The money of each day as bars; each bar is a sentence to those who can't see it. */
export function SalesChart({ days }: { days: Day[] }) {
  const ceiling = ceilingOf(Math.max(...days.map(({ revenue_cents }) => revenue_cents)));
  const sold = days.some(({ revenue_cents }) => revenue_cents > 0);
  return (
    <Card className="p-5" data-testid="sales-chart">
      <div className="flex items-baseline justify-between gap-4">
        <CardTitle>Vendas por dia</CardTitle>
        <p className="text-xs text-muted-foreground">Últimos {days.length} dias</p>
      </div>
      <div className="relative mt-6">
        {sold && (
          <p className="absolute -top-2 right-0 bg-surface pl-2 text-[11px] leading-4 text-muted-foreground tabular-nums">
            {formatCents(ceiling)}
          </p>
        )}
        <ol className="flex h-44 gap-1 border-t border-b border-dashed border-b-border sm:gap-2">
          {days.map((day, index) => (
            <Bar key={day.date} day={day} ceiling={ceiling} today={index === days.length - 1} />
          ))}
        </ol>
        {!sold && (
          <p className="absolute inset-0 flex items-center justify-center text-sm text-muted-foreground">
            Nenhuma venda nestes dias.
          </p>
        )}
      </div>
      <div className="mt-2 flex gap-1 sm:gap-2" aria-hidden>
        {days.map(({ date }, index) => (
          <span
            key={date}
            className={cn(
              'flex-1 text-center text-[11px] whitespace-nowrap text-muted-foreground tabular-nums',
              // Every second one on a phone: the last, today, stays.
              (days.length - 1 - index) % 2 === 1 && 'max-sm:invisible',
            )}
          >
            {date.slice(8)}
          </span>
        ))}
      </div>
    </Card>
  );
}

function Bar({ day, ceiling, today }: { day: Day; ceiling: number; today: boolean }) {
  const money = formatCents(day.revenue_cents);
  const sales = plural(day.sales, 'venda', 'vendas');
  return (
    <li
      className="group relative flex flex-1 items-end justify-center"
      data-testid="sales-bar"
      data-cents={day.revenue_cents}
    >
      <span className="sr-only">{`${formatCalendarDay(day.date)}: ${money} em ${sales}`}</span>
      <span
        aria-hidden
        style={{ height: `${(day.revenue_cents / ceiling) * 100}%` }}
        className={cn(
          'w-full max-w-9 rounded-t-[5px] transition-colors',
          day.revenue_cents > 0 && 'min-h-[3px]',
          today ? 'bg-accent' : 'bg-accent/45 group-hover:bg-accent',
        )}
      />
      <span
        aria-hidden
        className="pointer-events-none absolute bottom-full z-10 mb-1.5 hidden rounded-lg border bg-surface px-2.5 py-1.5 text-xs whitespace-nowrap shadow-md group-first:left-0 group-last:right-0 group-hover:block"
      >
        <span className="block font-medium tabular-nums">{money}</span>
        <span className="block text-muted-foreground">
          {formatCalendarDay(day.date)} · {sales}
        </span>
      </span>
    </li>
  );
}
