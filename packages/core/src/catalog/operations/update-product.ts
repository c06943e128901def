import { isDeepStrictEqual } from 'node:util';
import { app } from '../../kernel/access.ts';
import { conflict, found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { setStock } from '../../stock/operations/set-stock.ts';
import { ProductView, UpdateProduct } from '../contract.ts';
import { productsChanged } from '../events.ts';
import { readProducts, roomForProducts } from '../match-products.ts';
import { withFields } from '../rules.ts';
import { products } from '../tables.ts';
import { updateProducts } from '../write-products.ts';
import { getProduct } from './get-product.ts';

export const updateProduct = command({
  name: 'catalog.update',
  summary: 'Changes a product: what is absent stays. It is archived, never deleted: orders may point to it',
  access: app.row(products),
  rest: { method: 'patch', path: '/internal/products/{id}' },
  audit: { target: 'product' },
  input: UpdateProduct,
  output: ProductView,
}).handle(async ({ db, company_id, call, emit, before }, { id, ...fields }) => {
  const wantsRoom = fields.status !== undefined && fields.status !== 'archived';
  const room = wantsRoom ? await roomForProducts(db, company_id, { wait: true }) : 0;
  const [known] = await readProducts(db, company_id, [id], { wait: true });
  const { store_id, stock_quantity, ...was } = found(known, 'product');
  if (wantsRoom && room === 0 && was.status === 'archived') {
    throw conflict('The plan allows no more products.', 'plan.limit_reached');
  }
  before({ ...was, stock_quantity });
  const product = withFields(was, fields);
  if (!isDeepStrictEqual(product, was)) {
    await updateProducts(db, { company_id, products: [product] });
    await emit(productsChanged, { store_id });
  }
  if (fields.stock_quantity !== undefined) {
    await call(setStock, { store_id, lines: [{ product_id: id, quantity: fields.stock_quantity }] });
  }
  return call(getProduct, { id });
});
