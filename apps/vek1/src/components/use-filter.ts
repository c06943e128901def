'use client';

import { useSearchParams } from 'next/navigation';

/** What is looked at, of a list; it stands in the address, so that it can be shared and gone back to. */
export function useFilter<Filter extends string>(filters: Readonly<Record<Filter, unknown>>) {
  const params = useSearchParams();
  const isFilter = (value: string | null): value is Filter => value !== null && Object.hasOwn(filters, value);
  const filter = params.get('situacao');
  const page = Number(params.get('pagina'));
  return {
    filter: isFilter(filter) ? filter : null,
    /** From 1 on. */
    page: Number.isInteger(page) && page > 0 ? page : 1,
    show({ filter: next, page: next_page = 1 }: { filter?: Filter | null; page?: number }) {
      const query = new URLSearchParams();
      if (next) query.set('situacao', next);
      if (next_page > 1) query.set('pagina', String(next_page));
      window.history.pushState(null, '', query.size > 0 ? `?${query}` : window.location.pathname);
    },
  };
}

export const PAGE_SIZE = 20;

/** The slice of a list that a page shows; pages count from 1. */
export const sliceOf = (page: number) => ({ limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
