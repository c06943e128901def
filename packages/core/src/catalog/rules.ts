import type { ProductFields, ProductView } from './contract.ts';

/** A product without its stock, which stands elsewhere. */
export type Product = Pick<
  ProductView,
  | 'id'
  | 'sku'
  | 'name'
  | 'description'
  | 'category'
  | 'price_cents'
  | 'compare_at_cents'
  | 'status'
  | 'product_group'
  | 'images'
  | 'attributes'
>;

const NEW = {
  sku: null,
  description: '',
  category: '',
  compare_at_cents: null,
  status: 'active',
  product_group: null,
  images: [],
  attributes: {},
} as const satisfies Partial<Product>;

/** A new product of these fields. */
export const newProduct = (fields: ProductFields & Pick<Product, 'id' | 'name' | 'price_cents'>): Product =>
  withFields({ ...NEW, images: [], ...fields, attributes: {} }, fields);

/** The product as these fields leave it: what is absent stays, attributes are merged by key, null deletes one. */
export function withFields(product: Product, fields: ProductFields): Product {
  const { stock_quantity: _, ...given } = fields;
  const attributes = Object.entries({ ...product.attributes, ...given.attributes });
  return {
    ...product,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    attributes: Object.fromEntries(attributes.filter(([, value]) => value !== null)),
  };
}

/** Whoever imports what was archived sells it again, unless they say otherwise. */
export const sellsAgain = (product: Product, { status }: ProductFields): Product =>
  product.status === 'archived' && status === undefined ? { ...product, status: 'active' } : product;
