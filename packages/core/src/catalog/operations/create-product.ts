import { app } from '../../kernel/access.ts';
import { conflict } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { setStock } from '../../stock/operations/set-stock.ts';
import { CreateProduct, ProductView } from '../contract.ts';
import { productsChanged } from '../events.ts';
import { roomForProducts } from '../match-products.ts';
import { newProduct } from '../rules.ts';
import { insertProducts } from '../write-products.ts';
import { getProduct } from './get-product.ts';

export const createProduct = command({
  name: 'catalog.create',
  summary: 'Puts a product into the catalogue: 409 `sku.taken` where the store has another of this sku',
  access: app.store,
  rest: { method: 'post', path: '/internal/products', status: 201 },
  audit: { target: 'product' },
  input: CreateProduct,
  output: ProductView,
}).handle(async ({ db, company_id, call, emit }, { store_id, ...fields }) => {
  const room = await roomForProducts(db, company_id, { wait: true });
  if (room === 0) throw conflict('The plan allows no more products.', 'plan.limit_reached');
  const product = newProduct({ ...fields, id: newId() });
  await insertProducts(db, { company_id, store_id, products: [product] });
  await call(setStock, {
    store_id,
    lines: [{ product_id: product.id, quantity: fields.stock_quantity ?? null }],
  });
  await emit(productsChanged, { store_id });
  return call(getProduct, { id: product.id });
});
