import type { Product } from '@/trpc/wire.ts';

/** Units that nobody has been promised; null is not tracked: always there. */
export const availableUnits = ({
  stock_quantity,
  stock_held,
}: Pick<Product, 'stock_quantity' | 'stock_held'>) =>
  stock_quantity === null ? null : Math.max(0, stock_quantity - stock_held);
