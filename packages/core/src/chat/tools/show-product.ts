import type { SellableProduct } from '../../catalog/contract.ts';
import { formatCents } from '../../kernel/money.ts';

/** One product of a list, as the model is shown it. */
export const showProduct = ({ product_id, name, category, price_cents, available }: SellableProduct) => ({
  product_id,
  name,
  category,
  price_cents,
  price: formatCents(price_cents),
  available,
});
