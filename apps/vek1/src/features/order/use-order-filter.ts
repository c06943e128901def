'use client';

import { useSearchParams } from 'next/navigation';
import { type Filter, isFilter } from './labels.ts';

export const PAGE_SIZE = 20;

/** Which orders are looked at; it stands in the address, so that it can be shared and gone back to. */
export function useOrderFilter() {
  const params = useSearchParams();
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
