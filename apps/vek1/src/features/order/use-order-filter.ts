'use client';

import { useSearchParams } from 'next/navigation';
import type { OrderStatus } from '@/trpc/wire.ts';
import { isStatus } from './labels.ts';

export const PAGE_SIZE = 20;

interface Filter {
  status?: OrderStatus | null;
  /** From 1 on. */
  page?: number;
}

/** Which orders are looked at; it stands in the address, so that it can be shared and gone back to. */
export function useOrderFilter() {
  const params = useSearchParams();
  const status = params.get('situacao');
  const page = Number(params.get('pagina'));
  return {
    status: isStatus(status) ? status : null,
    page: Number.isInteger(page) && page > 0 ? page : 1,
    show({ status: next, page: next_page = 1 }: Filter) {
      const query = new URLSearchParams();
      if (next) query.set('situacao', next);
      if (next_page > 1) query.set('pagina', String(next_page));
      window.history.pushState(null, '', query.size > 0 ? `?${query}` : window.location.pathname);
    },
  };
}
