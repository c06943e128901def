import type { DeadLetter } from '@/trpc/wire.ts';

export const EVENT: Record<DeadLetter['event'], string> = {
  'order.stock_decremented': 'Venda',
  'order.stock_restored': 'Devolução ao estoque',
  'stock.adjusted': 'Ajuste',
};

const SHOWN = 3;

/** `−2 Café Bourbon 250g, +1 Filtro e mais 4 produtos` */
export function movesOf(items: DeadLetter['items']): string {
  const named = items
    .slice(0, SHOWN)
    .map(({ delta, name }) => `${delta < 0 ? `−${-delta}` : `+${delta}`} ${name}`)
    .join(', ');
  const more = items.length - SHOWN;
  if (more <= 0) return named;
  return `${named} e mais ${more} ${more === 1 ? 'produto' : 'produtos'}`;
}
