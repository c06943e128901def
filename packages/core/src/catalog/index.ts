import { getProduct } from './operations/get-product.ts';
import { getSellable } from './operations/get-sellable.ts';
import { listProducts } from './operations/list-products.ts';
import { searchProducts } from './operations/search-products.ts';

export const catalog = { list: listProducts, get: getProduct, search: searchProducts, getSellable };
