import type { Product } from '@/trpc/wire.ts';
import { availableUnits } from '../catalog/stock.ts';

/** Sentences that walk a customer from hello to paid, about things this shop really has. */
export function suggestionsFor(products: Product[]): string[] {
  const sellable = products.filter(
    (product) => product.status === 'active' && (availableUnits(product) ?? 2) >= 2,
  );
  const name = sellable[0]?.name;
  return [
    'Oi! O que vocês vendem?',
    ...(name ? [`Quanto custa ${name}?`, `Quero 2 ${name}, pago no PIX`] : []),
    'Pode fechar!',
    'Já paguei. Caiu aí?',
  ];
}
