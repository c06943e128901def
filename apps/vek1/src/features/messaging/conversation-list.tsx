'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { MessagesSquare } from 'lucide-react';
import Link from 'next/link';
import { FilterChips } from '@/components/filter-chips.tsx';
import { Notice } from '@/components/notice.tsx';
import { Pagination } from '@/components/pagination.tsx';
import { QueryView } from '@/components/query-view.tsx';
import { RowsSkeleton } from '@/components/rows-skeleton.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { cn } from '@/components/ui/cn.ts';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { sliceOf, useFilter } from '@/components/use-filter.ts';
import { useNow } from '@/components/use-now.ts';
import { usePolling } from '@/features/store/live-store.tsx';
import { useStore } from '@/features/store/store-provider.tsx';
import { formatRelative } from '@/format/date.ts';
import { useTRPC } from '@/trpc/client.ts';
import type { Conversation } from '@/trpc/wire.ts';
import { FILTERS, previewOf } from './labels.ts';
import { leadName } from './lead-name.ts';
import { ConversationStateBadge } from './state-badge.tsx';

export function ConversationList() {
  const trpc = useTRPC();
  const refetchInterval = usePolling(3_000);
  const store = useStore();
  const now = useNow(15_000);
  const { filter, page, show } = useFilter(FILTERS);
  const conversations = useQuery(
    trpc.messaging.listConversations.queryOptions(
      { store_ids: [store.id], state: filter ? FILTERS[filter].states : undefined, ...sliceOf(page) },
      { refetchInterval, placeholderData: keepPreviousData },
    ),
  );
  return (
    <>
      <FilterChips
        legend="Situação"
        all="Todas"
        filters={FILTERS}
        filter={filter}
        choose={(next) => show({ filter: next })}
      />
      <QueryView query={conversations} loading={<RowsSkeleton label="Carregando as conversas" />}>
        {(found) => (
          <>
            <Card className="overflow-hidden" aria-busy={conversations.isPlaceholderData}>
              {found.items.length > 0 ? (
                <ul>
                  {found.items.map((conversation) => (
                    <ConversationRow
                      key={conversation.id}
                      conversation={conversation}
                      when={formatRelative(lastHeard(conversation), store.time_zone, now)}
                    />
                  ))}
                </ul>
              ) : (
                <NoConversations filtered={filter !== null || page > 1} showAll={() => show({})} />
              )}
            </Card>
            <Pagination {...found} goTo={(next) => show({ filter, page: next })} />
          </>
        )}
      </QueryView>
    </>
  );
}

const lastHeard = ({ last_message, last_inbound_at }: Conversation) =>
  last_message?.created_at ?? last_inbound_at;

function ConversationRow({ conversation, when }: { conversation: Conversation; when: string }) {
  const { id, unread, state, last_message } = conversation;
  return (
    <li className="border-t first:border-t-0" data-testid="conversation">
      <Link
        href={`/conversas/${id}`}
        className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-4 py-3.5 text-sm -outline-offset-2 transition-colors hover:bg-muted/60 md:px-5"
      >
        <span className={cn('truncate', unread > 0 ? 'font-semibold' : 'font-medium')}>
          {leadName(conversation)}
        </span>
        <span className="text-right text-[13px] whitespace-nowrap text-muted-foreground tabular-nums">
          {when}
        </span>
        <span
          className={cn(
            'truncate max-sm:col-span-2',
            unread > 0 ? 'text-foreground' : 'text-muted-foreground',
          )}
        >
          {previewOf(last_message)}
        </span>
        <span className="flex items-center justify-end gap-2 max-sm:col-span-2 max-sm:justify-start">
          {unread > 0 && (
            <span
              className="flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1.5 text-xs font-semibold text-accent-foreground tabular-nums"
              data-testid="unread"
            >
              {unread}
              <span className="sr-only"> não respondidas</span>
            </span>
          )}
          <ConversationStateBadge state={state} />
        </span>
      </Link>
    </li>
  );
}

function NoConversations({ filtered, showAll }: { filtered: boolean; showAll: () => void }) {
  return (
    <Notice
      icon={MessagesSquare}
      title={filtered ? 'Nenhuma conversa por aqui' : 'Nenhuma conversa ainda'}
      action={filtered && <Button onClick={showAll}>Ver todas</Button>}
    >
      {filtered
        ? 'Não há conversas nesta situação agora.'
        : 'Quando um cliente escrever para a loja, a conversa aparece aqui na hora.'}
    </Notice>
  );
}

export function ConversationListSkeleton() {
  return (
    <>
      <Skeleton className="mb-5 h-8 w-full max-w-lg rounded-full" />
      <RowsSkeleton label="Carregando as conversas" />
    </>
  );
}
