'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { SearchX, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { BackLink } from '@/components/back-link.tsx';
import { Notice } from '@/components/notice.tsx';
import { QueryView } from '@/components/query-view.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { usePolling } from '@/features/store/live-store.tsx';
import { useTimeZone } from '@/features/store/store-provider.tsx';
import { formatDateTime } from '@/format/date.ts';
import { formatPhone } from '@/format/phone.ts';
import { useTRPC } from '@/trpc/client.ts';
import type { Conversation, Message } from '@/trpc/wire.ts';
import { turnsByAnswer } from './answers.ts';
import { HandOff } from './hand-off.tsx';
import { leadName } from './lead-name.ts';
import { MessageLog } from './message-log.tsx';
import { ReplyBox } from './reply-box.tsx';
import { ConversationStateBadge } from './state-badge.tsx';

/** As many messages as come with the conversation; the older ones are asked for. */
const NEWEST = 100;
const TURNS = 50;

export function ConversationDetail({ id }: { id: string }) {
  const trpc = useTRPC();
  const refetchInterval = usePolling(2_000);
  const conversation = useQuery(trpc.messaging.getConversation.queryOptions({ id }, { refetchInterval }));
  return (
    <>
      <BackLink href="/conversas">Conversas</BackLink>
      <QueryView
        query={conversation}
        loading={<ConversationDetailSkeleton />}
        missing={
          <Notice icon={SearchX} title="Conversa não encontrada">
            Confira o endereço, ou procure na lista de conversas.
          </Notice>
        }
      >
        {({ messages, ...found }) => (
          <div data-testid="conversation-detail">
            <Header conversation={found} />
            <Chat conversation={found} newest={messages} />
          </div>
        )}
      </QueryView>
    </>
  );
}

function Header({ conversation }: { conversation: Conversation }) {
  const time_zone = useTimeZone(conversation.store_id);
  const { lead_id, lead_name, lead_phone, state, lease_until } = conversation;
  return (
    <div className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="text-2xl font-semibold tracking-tight">{leadName(conversation)}</h1>
          <ConversationStateBadge state={state} />
        </div>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground tabular-nums">
          {lead_name && lead_phone && formatPhone(lead_phone)}
          <Link
            href={`/clientes/${lead_id}`}
            className="inline-flex items-center gap-1.5 hover:text-foreground"
            data-testid="open-lead"
          >
            <UserRound className="size-3.5" aria-hidden />
            Ver cliente
          </Link>
        </p>
        {state === 'person' && lease_until && (
          <p className="mt-1 text-[13px] text-muted-foreground tabular-nums">
            O agente volta sozinho em {formatDateTime(lease_until, time_zone)}.
          </p>
        )}
      </div>
      <HandOff conversation={conversation} />
    </div>
  );
}

function Chat({ conversation, newest }: { conversation: Conversation; newest: Message[] }) {
  const trpc = useTRPC();
  const time_zone = useTimeZone(conversation.store_id);
  const { id } = conversation;
  const [far, setFar] = useState(false);
  const older = useInfiniteQuery(
    trpc.messaging.list.infiniteQueryOptions(
      { conversation_id: id, limit: NEWEST },
      {
        enabled: far,
        staleTime: Number.POSITIVE_INFINITY,
        getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
      },
    ),
  );
  const refetchInterval = usePolling(5_000);
  const trace = useQuery(trpc.chat.trace.queryOptions({ id, limit: TURNS }, { refetchInterval }));
  const pages = older.data?.pages.flatMap(({ items }) => items) ?? [];
  const known = new Map([...pages, ...newest].map((message) => [message.id, message]));
  const messages = [...known.values()].toSorted(
    (a, b) => Date.parse(a.created_at) - Date.parse(b.created_at),
  );
  const more = far ? older.hasNextPage || older.isPending : newest.length === NEWEST;
  return (
    <div className="flex h-[calc(100dvh-18.5rem)] min-h-[22rem] flex-col overflow-hidden border bg-chat-wall max-md:-mx-4 max-md:border-x-0 max-md:border-b-0 md:h-[calc(100dvh-17rem)] md:rounded-xl">
      <div className="chat-wallpaper flex min-h-0 flex-1 flex-col">
        <MessageLog
          messages={messages}
          turns={turnsByAnswer(messages, trace.data?.items ?? [])}
          name={leadName(conversation)}
          time_zone={time_zone}
          before={
            more && (
              <div className="flex justify-center py-2">
                <Button
                  size="sm"
                  busy={older.isFetching}
                  onClick={() => (far ? void older.fetchNextPage() : setFar(true))}
                >
                  Mensagens anteriores
                </Button>
              </div>
            )
          }
        />
        <ReplyBox conversation={conversation} />
      </div>
    </div>
  );
}

export function ConversationDetailSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Carregando a conversa</span>
      <Skeleton className="mb-3 h-8 w-52" />
      <Skeleton className="mb-5 h-4 w-36" />
      <Skeleton className="h-[32rem] rounded-xl" />
    </div>
  );
}
