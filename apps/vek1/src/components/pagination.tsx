import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from './ui/button.tsx';

interface PaginationProps {
  items: unknown[];
  total: number;
  total_is_exact: boolean;
  limit: number;
  offset: number;
  /** Pages count from 1. */
  goTo: (page: number) => void;
}

export function Pagination({ items, total, total_is_exact, limit, offset, goTo }: PaginationProps) {
  if (total <= limit && offset === 0) return null;
  const page = offset / limit + 1;
  const many = `${total_is_exact ? '' : 'mais de '}${total.toLocaleString('pt-BR')}`;
  return (
    <nav aria-label="Páginas" className="mt-4 flex items-center justify-between gap-4">
      <p className="text-[13px] text-muted-foreground tabular-nums">
        {items.length > 0 ? `${offset + 1}–${offset + items.length} de ${many}` : `de ${many}`}
      </p>
      <div className="flex gap-2">
        <Button size="sm" disabled={page <= 1} onClick={() => goTo(page - 1)}>
          <ChevronLeft aria-hidden />
          Anterior
        </Button>
        <Button size="sm" disabled={offset + limit >= total && total_is_exact} onClick={() => goTo(page + 1)}>
          Próxima
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  );
}
