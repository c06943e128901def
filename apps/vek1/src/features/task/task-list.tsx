'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowUpRight, Check, ListTodo } from 'lucide-react';
import Link from 'next/link';
import { toast } from 'sonner';
import { FilterChips } from '@/components/filter-chips.tsx';
import { Notice } from '@/components/notice.tsx';
import { Pagination } from '@/components/pagination.tsx';
import { QueryView } from '@/components/query-view.tsx';
import { RowsSkeleton } from '@/components/rows-skeleton.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { sliceOf, useFilter } from '@/components/use-filter.ts';
import { useNow } from '@/components/use-now.ts';
import { usePolling } from '@/features/store/live-store.tsx';
import { useStore, useStores } from '@/features/store/store-provider.tsx';
import { formatRelative } from '@/format/date.ts';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { Task } from '@/trpc/wire.ts';
import { FILTERS, KIND, placeOf } from './labels.ts';

/** What a person of the company owes, in whatever store. */
export function TaskList() {
  const trpc = useTRPC();
  const refetchInterval = usePolling(5_000);
  const { filter, page, show } = useFilter(FILTERS);
  const tasks = useQuery(
    trpc.task.list.queryOptions(
      { done: filter === 'feitas', ...sliceOf(page) },
      { refetchInterval, placeholderData: keepPreviousData },
    ),
  );
  return (
    <>
      <FilterChips
        legend="Situação"
        all="Abertas"
        filters={FILTERS}
        filter={filter}
        choose={(next) => show({ filter: next })}
      />
      <QueryView query={tasks} loading={<RowsSkeleton label="Carregando as tarefas" />}>
        {(found) => (
          <>
            <Card className="overflow-hidden" aria-busy={tasks.isPlaceholderData}>
              {found.items.length > 0 ? (
                <ul>
                  {found.items.map((task) => (
                    <TaskRow key={task.id} task={task} />
                  ))}
                </ul>
              ) : (
                <Notice icon={ListTodo} title={filter ? 'Nada feito ainda' : 'Nada a fazer'}>
                  {filter
                    ? 'O que você marcar como feito fica guardado aqui.'
                    : 'Quando algo precisar de uma pessoa, aparece aqui.'}
                </Notice>
              )}
            </Card>
            <Pagination {...found} goTo={(next) => show({ filter, page: next })} />
          </>
        )}
      </QueryView>
    </>
  );
}

function TaskRow({ task }: { task: Task }) {
  const now = useNow(60_000);
  const { time_zone } = useStore();
  const { all } = useStores();
  const { label, icon: Icon } = KIND[task.kind];
  const place = placeOf(task);
  const store = all.length > 1 ? all.find(({ id }) => id === task.store_id)?.name : undefined;
  const when = task.done_at
    ? `feita ${formatRelative(task.done_at, time_zone, now)}`
    : formatRelative(task.created_at, time_zone, now);
  return (
    <li
      className="flex flex-wrap items-center gap-x-4 gap-y-3 border-t px-4 py-4 first:border-t-0 md:px-5"
      data-testid="task"
      data-kind={task.kind}
    >
      <span className="flex size-9 shrink-0 items-center justify-center rounded-full bg-muted text-muted-foreground">
        <Icon className="size-4.5" strokeWidth={1.75} aria-hidden />
      </span>
      <div className="min-w-0 flex-1 basis-56 text-sm">
        <p className="font-medium">{task.title}</p>
        <p className="mt-0.5 text-[13px] text-muted-foreground tabular-nums">
          {[label, store, when].filter(Boolean).join(' · ')}
        </p>
      </div>
      <div className="flex gap-2 max-sm:ml-13">
        {place && (
          <Button asChild size="sm" variant="ghost">
            <Link href={place.href}>
              {place.label}
              <ArrowUpRight aria-hidden />
            </Link>
          </Button>
        )}
        {!task.done_at && <FinishButton id={task.id} />}
      </div>
    </li>
  );
}

function FinishButton({ id }: { id: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const finish = useMutation(
    trpc.task.finish.mutationOptions({
      onSuccess: () => {
        toast.success('Tarefa feita.');
      },
      onError: (error) => {
        toast.error(describeError(error));
      },
      onSettled: async () => {
        await Promise.all([
          queries.invalidateQueries(trpc.task.list.pathFilter()),
          queries.invalidateQueries(trpc.dashboard.get.pathFilter()),
        ]);
      },
    }),
  );
  return (
    <Button size="sm" busy={finish.isPending} onClick={() => finish.mutate({ id })} data-testid="finish-task">
      {!finish.isPending && <Check aria-hidden />}
      Feita
    </Button>
  );
}

export function TaskListSkeleton() {
  return (
    <>
      <Skeleton className="mb-5 h-8 w-44 rounded-full" />
      <RowsSkeleton label="Carregando as tarefas" rows={4} />
    </>
  );
}
