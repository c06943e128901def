import { cn } from '@/components/ui/cn.ts';
import { formatDateTime } from '@/format/date.ts';
import type { OrderEvent } from '@/trpc/wire.ts';
import { describeActor, describeEvent } from './labels.ts';

/** What happened, the newest first. */
export function OrderTimeline({ events, time_zone }: { events: OrderEvent[]; time_zone: string }) {
  return (
    <ol className="mt-4" data-testid="order-timeline">
      {events.toReversed().map((event, index) => (
        <li key={event.id} className="relative flex gap-4 pb-5 last:pb-0">
          {index < events.length - 1 && (
            <span className="absolute top-4 bottom-0 left-[4.5px] w-px bg-border" aria-hidden />
          )}
          <span
            aria-hidden
            className={cn('mt-1.5 size-2.5 shrink-0 rounded-full', index === 0 ? 'bg-accent' : 'bg-input')}
          />
          <div className="min-w-0 flex-1 text-sm">
            <p className={cn(index === 0 && 'font-medium')}>{describeEvent(event)}</p>
            <p className="mt-0.5 text-[13px] text-muted-foreground tabular-nums">
              {[formatDateTime(event.created_at, time_zone), describeActor(event.actor)]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {event.reason && <p className="mt-1.5 text-[13px] text-muted-foreground">“{event.reason}”</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
