import { expect, it } from 'vitest';
import type { Product } from '@/trpc/wire.ts';
import { suggestionsFor } from './suggestions.ts';

const product = (fields: Partial<Product>): Product => ({
  id: 'p',
  store_id: 's',
  sku: null,
  name: 'Café',
  description: '',
  category: 'Cafés',
  price_cents: 100,
  compare_at_cents: null,
  stock_quantity: 20,
  stock_held: 0,
  status: 'active',
  product_group: null,
  images: [],
  attributes: {},
  created_at: '2026-11-22T00:00:00Z',
  updated_at: '2026-11-22T00:00:00Z',
  ...fields,
});

it('proposes what the shop has plenty of', () => {
  const products = [
    product({ name: 'Rascunho', status: 'draft' }),
    product({ name: 'Reservado', stock_quantity: 20, stock_held: 19 }),
    product({ name: 'Farto', category: 'Chás' }),
  ];
  const said = suggestionsFor(products).join('\n');
  expect(said).toContain('Quanto custa Farto?');
  expect(said).toContain('Vocês têm chás?');
  expect(said).not.toMatch(/Rascunho|Reservado/);
});

it('only greets a shop that sells nothing', () => {
  expect(suggestionsFor([product({ status: 'archived' })])).toEqual(['Oi! Tudo bem?']);
});
