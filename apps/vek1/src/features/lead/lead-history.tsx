'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Timeline } from '@/components/timeline.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import { formatDateTime } from '@/format/date.ts';
import { useTRPC } from '@/trpc/client.ts';
import { describeLeadActor, describeLeadEvent } from './labels.ts';

const PAGE = 10;

/** What became of a customer, the newest first. */
export function LeadHistory({ lead_id, time_zone }: { lead_id: string; time_zone: string }) {
  const trpc = useTRPC();
  const history = useInfiniteQuery(
    trpc.lead.events.infiniteQueryOptions(
      { lead_id, limit: PAGE },
      { getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined },
    ),
  );
  const events = history.data?.pages.flatMap(({ items }) => items) ?? [];
  if (events.length === 0) return null;
  const moments = events.map((event) => ({
    key: event.id,
    what: describeLeadEvent(event),
    details: [formatDateTime(event.created_at, time_zone), describeLeadActor(event.actor)]
      .filter(Boolean)
      .join(' · '),
  }));
  return (
    <Card className="p-5">
      <CardTitle>História</CardTitle>
      <Timeline moments={moments} data-testid="lead-history" />
      {history.hasNextPage && (
        <Button
          className="mt-4"
          onClick={() => void history.fetchNextPage()}
          disabled={history.isFetchingNextPage}
        >
          Ver mais
        </Button>
      )}
    </Card>
  );
}
