import type { Json, ModelTool } from '@vek1/core/ports/language-model';

/** A shop in memory for tests: a catalogue and its tools as plain functions. */
export interface PretendProduct {
  product_id: string;
  name: string;
  category: string;
  price_cents: number;
  available: number | null;
  description?: string;
}

export interface PretendOrder {
  number: string;
  payment_method: string;
  delivery?: string;
  address?: Json;
  change_for?: number;
  lines: { product_id: string; quantity: number }[];
  customer: { name?: string; phone?: string };
}

export interface PretendShop {
  products: PretendProduct[];
  orders: PretendOrder[];
  /** The ways of paying that it takes. */
  methods: string[];
  /** How its orders come to customers; a delivery costs R$ 9,00, to CEPs of 0 alone. */
  deliveries?: string[];
  needs_phone?: boolean;
  /** What every order is refused with. */
  refuses?: Json;
  /** What happens between looking and buying: somebody else takes the last one. */
  beforeOrder?: (shop: PretendShop) => void;
}

// biome-ignore format: a table reads better in rows
export const CATALOGUE: PretendProduct[] = [
  { product_id: 'p1', name: 'Café Bourbon 250 g', category: 'Café em grãos', price_cents: 5990, available: 12, description: 'Grãos da Mantiqueira, torra média, notas de chocolate.' },
  { product_id: 'p2', name: 'Café Catuaí 250 g', category: 'Café em grãos', price_cents: 4500, available: 3 },
  { product_id: 'p3', name: 'Café Moído Tradicional', category: 'Café moído', price_cents: 2890, available: null },
  { product_id: 'p4', name: 'Filtro de Papel 103', category: 'Acessórios', price_cents: 1290, available: 40 },
  { product_id: 'p5', name: 'Caneca de Cerâmica', category: 'Acessórios', price_cents: 3990, available: 0 },
  { product_id: 'p6', name: 'Caneca Esmaltada', category: 'Acessórios', price_cents: 4990, available: 7 },
  { product_id: 'p7', name: 'Sal e Pimenta', category: 'Temperos', price_cents: 2190, available: 5 },
  { product_id: 'p8', name: 'Moedor Manual', category: 'Acessórios', price_cents: 120_000, available: 2 },
];

const schema = (properties: Record<string, Json>, required: string[] = []): ModelTool['input_schema'] => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const text = { type: 'string' };
const number = { type: 'number' };
const whole = { type: 'integer', minimum: 1 };
const line = schema({ product_id: text, quantity: whole }, ['product_id', 'quantity']);
const address = schema({ cep: text, street: text, number: text }, ['cep', 'street', 'number']);
const customer = schema({ name: text, phone: text, note: text });

// biome-ignore format: a table reads better in rows
export const toolsOf = ({ methods, deliveries = [] }: Pick<PretendShop, 'methods' | 'deliveries'>): Record<string, ModelTool['input_schema']> => ({
  search_products: schema({ query: text, limit: whole }, ['query']),
  get_product_details: schema({ product_id: text }, ['product_id']),
  filter_products_by_price: schema({ min_price: number, max_price: number, query: text, category: text, limit: whole }),
  create_order: schema({ items: { type: 'array', items: line, minItems: 1 }, payment_method: { type: 'string', enum: methods }, change_for: number, ...(deliveries.length > 0 && { delivery: { type: 'string', enum: deliveries }, address }), customer_info: customer }, ['items', 'payment_method', 'customer_info']),
  ...(deliveries.includes('delivery') && { delivery_fee: schema({ cep: text }, ['cep']) }),
  list_categories: schema({}),
  check_order_status: schema({ number: text }),
  renew_order: schema({ number: text, payment_method: { type: 'string', enum: ['pix', 'manual_pix'] } }),
  request_human: schema({ reason: text }, ['reason']),
});

export type Ran = { result: Json; is_error?: boolean };
type Handler = (shop: PretendShop, args: Record<string, Json>) => Ran;

const refusal = (error: string, reason: string, facts: Record<string, Json> = {}): Ran => ({
  result: { error, reason, ...facts },
  is_error: true,
});
const brl = (cents: number) => `R$ ${(cents / 100).toLocaleString('pt-BR', { minimumFractionDigits: 2 })}`;
const shown = ({ description, ...product }: PretendProduct) => ({
  ...product,
  price: brl(product.price_cents),
});
const words = (said: string) =>
  said
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? [];

/** Ranks as a vector search does: whatever is asked, something comes back. */
function ranked(products: PretendProduct[], query: string): PretendProduct[] {
  const roots = words(query).map((word) => word.slice(0, 4));
  const likeness = ({ name, category }: PretendProduct) =>
    words(`${name} ${category}`).filter((word) => roots.includes(word.slice(0, 4))).length;
  return products.toSorted((a, b) => likeness(b) - likeness(a));
}

export const HANDLERS: Record<string, Handler> = {
  search_products: ({ products }, { query, limit }) => ({
    result: {
      products: ranked(products, String(query))
        .slice(0, Number(limit ?? 5))
        .map(shown),
    },
  }),
  get_product_details: ({ products }, { product_id }) => {
    const product = products.find((one) => one.product_id === product_id);
    if (!product) return refusal('Produto não encontrado.', 'catalog.not_found');
    const { description = '' } = product;
    return { result: { ...shown(product), description, compare_at_cents: null, attributes: {} } };
  },
  filter_products_by_price: ({ products }, { min_price, max_price, query }) => {
    const [min, max] = [Number(min_price ?? 0) * 100, Number(max_price ?? 1e9) * 100];
    const within = products.filter(({ price_cents }) => price_cents >= min && price_cents <= max);
    return { result: { products: (query ? ranked(within, String(query)) : within).map(shown) } };
  },
  delivery_fee: ({ deliveries = [] }, { cep }) => ({
    result: {
      fee: String(cep).startsWith('0') ? brl(900) : null,
      free_above: brl(20_000),
      pick_up: deliveries.includes('pick_up'),
    },
  }),
  list_categories: ({ products }) => {
    const names = [...new Set(products.map(({ category }) => category))];
    return { result: { categories: names.map((name) => ({ name, products: 1 })) } };
  },
  check_order_status: ({ products, orders }, { number: wanted }) => {
    const mine = orders.filter((order) => wanted === undefined || order.number === wanted);
    const state = {
      status: 'awaiting_payment',
      status_label: 'aguardando pagamento',
      created_at: '2026-11-22T12:00:00.000Z',
    };
    return {
      result: {
        orders: mine.map((order) => ({
          ...state,
          number: order.number,
          total: totalOf(products, order.lines),
        })),
      },
    };
  },
  request_human: () => ({ result: { ok: true } }),
  create_order: place,
  renew_order: ({ products, orders }, { payment_method }) => {
    const order = orders.at(-1);
    if (!order) return refusal('Produto ou pedido não encontrado nesta loja.', 'order.not_found');
    if (payment_method) order.payment_method = String(payment_method);
    return { result: orderShown(products, order, order.lines) };
  },
};

const totalOf = (products: PretendProduct[], lines: PretendOrder['lines']) => {
  const price = new Map(products.map((product) => [product.product_id, product.price_cents]));
  return brl(lines.reduce((sum, item) => sum + item.quantity * (price.get(item.product_id) ?? 0), 0));
};

function place(shop: PretendShop, args: Record<string, Json>): Ran {
  shop.beforeOrder?.(shop);
  if (shop.refuses !== undefined) return { result: shop.refuses, is_error: true };
  // The chat has validated the arguments by the schema above; this names what it says.
  const { items, payment_method, change_for, delivery, address, customer_info } = args as unknown as {
    items: PretendOrder['lines'];
    payment_method: string;
    change_for?: number;
    delivery?: string;
    address?: { cep: string };
    customer_info: PretendOrder['customer'];
  };
  if (address && !address.cep.startsWith('0'))
    return refusal('A loja não entrega nesse CEP.', 'order.not_delivered_there');
  if (shop.needs_phone && !customer_info.phone)
    return refusal('Preciso de um telefone para fechar o pedido.', 'order.phone_required');
  const known = items.flatMap((item) =>
    shop.products
      .filter(({ product_id }) => product_id === item.product_id)
      .map((product) => ({ ...item, product })),
  );
  const short = known.filter(
    ({ product, quantity }) => product.available !== null && product.available < quantity,
  );
  if (short.length > 0) {
    const left = short.map(({ product: { product_id, available }, quantity }) => ({
      product_id,
      available,
      wanted: quantity,
    }));
    return refusal('There is not enough in stock.', 'order.out_of_stock', { items: left });
  }
  for (const { product, quantity } of known) if (product.available !== null) product.available -= quantity;
  const order = {
    number: `#${1042 + shop.orders.length}`,
    payment_method,
    ...(delivery && { delivery }),
    ...(address && { address }),
    ...(change_for !== undefined && { change_for }),
    lines: items,
    customer: customer_info,
  };
  shop.orders.push(order);
  const dropped = items
    .filter((item) => !known.some(({ product_id }) => product_id === item.product_id))
    .map(({ product_id }) => ({ product_id, reason: 'not_found' }));
  return { result: { ...orderShown(shop.products, order, known), dropped } };
}

/** An order as the tools show it; `lines` are those that are real. */
function orderShown(products: PretendProduct[], order: PretendOrder, lines: PretendOrder['lines']) {
  const { number: said, payment_method, change_for } = order;
  const by_pix = { method: payment_method, expires_at: '2026-11-22T13:00:00.000Z' };
  const at_door = { method: payment_method, ...(change_for && { change_for: brl(change_for * 100) }) };
  return {
    order_id: `o${said}`,
    number: said,
    status: 'awaiting_payment',
    total: totalOf(products, lines),
    items: lines.map(({ product_id, quantity }) => ({
      name: products.find((product) => product.product_id === product_id)?.name ?? '',
      quantity,
      total: totalOf(products, [{ product_id, quantity }]),
    })),
    delivery: order.delivery ? { kind: order.delivery, fee: order.address ? brl(900) : brl(0) } : null,
    payment: payment_method === 'cash_on_delivery' ? at_door : by_pix,
  };
}
