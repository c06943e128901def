import { Timeline } from '@/components/timeline.tsx';
import { formatDateTime } from '@/format/date.ts';
import type { OrderEvent } from '@/trpc/wire.ts';
import { describeActor, describeEvent } from './labels.ts';

/** An order's life. */
export function OrderTimeline({ events, time_zone }: { events: OrderEvent[]; time_zone: string }) {
  const moments = events.toReversed().map((event) => ({
    key: event.id,
    what: describeEvent(event),
    details: [formatDateTime(event.created_at, time_zone), describeActor(event.actor)]
      .filter(Boolean)
      .join(' · '),
    quote: event.reason,
  }));
  return <Timeline moments={moments} data-testid="order-timeline" />;
}
