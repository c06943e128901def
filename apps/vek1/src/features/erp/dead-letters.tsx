'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Pagination } from '@/components/pagination.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import { sliceOf } from '@/components/use-filter.ts';
import { useNow } from '@/components/use-now.ts';
import { useStore } from '@/features/store/store-provider.tsx';
import { formatRelative } from '@/format/date.ts';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { DeadLetter } from '@/trpc/wire.ts';
import { EVENT, movesOf } from './labels.ts';

/** What the ERP did not take. Nothing stands here while it takes all. */
export function DeadLetters() {
  const trpc = useTRPC();
  const { id: store_id } = useStore();
  const [page, setPage] = useState(1);
  const letters = useQuery(
    trpc.erp.deadLetters.queryOptions(
      { store_id, ...sliceOf(page) },
      { refetchInterval: 5_000, placeholderData: keepPreviousData },
    ),
  );
  const { replay, dismiss } = useChoices();
  if (!letters.data || letters.data.total === 0) return null;
  const { items, total } = letters.data;
  return (
    <section className="mt-6" data-testid="dead-letters">
      <Card className="overflow-hidden">
        <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-4 md:px-5">
          <div>
            <CardTitle className="text-base">O ERP não recebeu</CardTitle>
            <p className="mt-0.5 text-[13px] text-muted-foreground">
              Resolva a causa e reenvie. Se já acertou o estoque no ERP, diga que ele já sabe.
            </p>
          </div>
          <Button
            size="sm"
            busy={replay.isPending}
            onClick={() => replay.mutate({ store_id })}
            data-testid="replay-all"
          >
            {!replay.isPending && <RotateCw aria-hidden />}
            {total === 1 ? 'Reenviar' : 'Reenviar todos'}
          </Button>
        </div>
        <ul>
          {items.map((letter) => (
            <Letter
              key={letter.id}
              letter={letter}
              busy={replay.isPending || dismiss.isPending}
              replay={() => replay.mutate({ store_id, event_ids: [letter.id] })}
              dismiss={() => dismiss.mutate({ store_id, event_ids: [letter.id] })}
            />
          ))}
        </ul>
      </Card>
      <Pagination {...letters.data} goTo={setPage} />
    </section>
  );
}

interface LetterProps {
  letter: DeadLetter;
  busy: boolean;
  replay: () => void;
  dismiss: () => void;
}

function Letter({ letter, busy, replay, dismiss }: LetterProps) {
  const now = useNow(60_000);
  const { time_zone } = useStore();
  return (
    <li
      className="flex flex-wrap items-center gap-x-6 gap-y-3 border-t px-4 py-4 md:px-5"
      data-testid="dead-letter"
    >
      <div className="min-w-0 flex-1 basis-72 text-sm">
        <p className="font-medium">
          {EVENT[letter.event]}
          <span className="font-normal text-muted-foreground"> · {movesOf(letter.items)}</span>
        </p>
        <p className="mt-0.5 text-[13px] text-danger">{letter.error}</p>
        <p className="mt-0.5 text-[13px] text-muted-foreground">
          {formatRelative(letter.created_at, time_zone, now)}
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="sm" variant="ghost" disabled={busy} onClick={dismiss} data-testid="dismiss-letter">
          O ERP já sabe
        </Button>
        <Button size="sm" disabled={busy} onClick={replay} data-testid="replay-letter">
          Reenviar
        </Button>
      </div>
    </li>
  );
}

function useChoices() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const choice = {
    onError: (error: Parameters<typeof describeError>[0]) => {
      toast.error(describeError(error));
    },
    onSettled: () =>
      Promise.all(
        [trpc.erp.deadLetters.pathFilter(), trpc.erp.getOutbox.pathFilter(), trpc.task.list.pathFilter()].map(
          (filter) => queries.invalidateQueries(filter),
        ),
      ),
  };
  const replay = useMutation(
    trpc.erp.replay.mutationOptions({
      ...choice,
      onSuccess: ({ replayed }) => {
        toast.success(replayed === 1 ? 'Reenviando.' : `Reenviando ${replayed}.`);
      },
    }),
  );
  const dismiss = useMutation(trpc.erp.dismiss.mutationOptions(choice));
  return { replay, dismiss };
}
