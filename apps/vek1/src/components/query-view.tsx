import type { ReactNode } from 'react';
import type { ApiError } from '@/trpc/wire.ts';
import { Failure, StaleNotice } from './failure.tsx';
import { Card } from './ui/card.tsx';

interface QueryViewProps<Data> {
  query: { data: Data | undefined; isError: boolean; error: ApiError | null; refetch: () => unknown };
  loading: ReactNode;
  /** Stands where the thing does not exist. */
  missing?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** A read in each of its states: on its way, failed, there, and there but old. */
export function QueryView<Data>({ query, loading, missing, children }: QueryViewProps<Data>) {
  if (query.data !== undefined) {
    return (
      <>
        <StaleNotice show={query.isError} />
        {children(query.data)}
      </>
    );
  }
  if (!query.error) return loading;
  const not_there = query.error.data?.statusCode === 404;
  return (
    <Card>{not_there && missing ? missing : <Failure error={query.error} retry={query.refetch} />}</Card>
  );
}
