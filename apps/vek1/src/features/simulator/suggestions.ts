import type { Product } from '@/trpc/wire.ts';
import { availableUnits } from '../catalog/stock.ts';

/** Enough that a demonstration does not run dry. */
const PLENTY = 10;

/** Sentences that walk a customer from hello to a PIX, about things this shop really has. */
export function suggestionsFor(products: Product[]): string[] {
  const active = products.filter(({ status }) => status === 'active');
  const product = active.find((it) => (availableUnits(it) ?? PLENTY) >= PLENTY) ?? active[0];
  if (!product) return ['Oi! Tudo bem?'];
  return [
    'Oi! Tudo bem?',
    ...(product.category ? [`Vocês têm ${product.category.toLowerCase()}?`] : []),
    `Quanto custa ${product.name}?`,
    `Quero 2 unidades de ${product.name}, pago no PIX e retiro na loja`,
    'Faz por R$ 1?',
  ];
}
