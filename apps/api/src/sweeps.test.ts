import { operations } from '@vek1/core/domains';
import type { AnyOperation } from '@vek1/core/kernel/operation';
import { eventually } from '@vek1/testing/eventually';
import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import { idKeys, sampleInput } from '@vek1/testing/sample-input';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
let mine: Shop;
let theirs: Shop;
/** A row of each kind, of the first tenant. */
let rows: Record<string, string>;

beforeAll(async () => {
  house = await startTestHouse();
  mine = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 }]);
  theirs = await house.shop([]);
  await house.evolution.inbound(mine.instance, { from: '5511987654321', push_name: 'Ana', text: 'oi' });
  await house.settled();
  const [lead] = await eventually(
    () => house.sql`select id from leads where company_id = ${mine.company_id}`,
  );
  const [conversation] = await house.sql`select id from conversations where company_id = ${mine.company_id}`;
  const { body: order } = await house.rest(
    'POST',
    '/internal/orders/place',
    { store_id: mine.store_id, lead_id: lead?.id, items: [{ product_id: mine.product_ids[0], quantity: 1 }] },
    mine.user_id,
  );
  rows = {
    company: mine.company_id,
    store: mine.store_id,
    agent: mine.agent_id,
    catalog: mine.product_ids[0] ?? '',
    product: mine.product_ids[0] ?? '',
    lead: lead?.id,
    order: order.id,
    attempt: order.payment_attempts[0].id,
    messaging: conversation?.id,
    chat: conversation?.id,
    conversation: conversation?.id,
  };
});
afterAll(() => house?.close());

const rest = operations.filter((operation) => operation.rest);
const named = (list: readonly AnyOperation[]) =>
  list.map((operation) => [operation.name, operation] as const);

/** `order_id` names an order; `id` of `order.get` does too. */
const rowNamed = (operation: AnyOperation) => (key: string) =>
  rows[key === 'id' ? (operation.name.split('.')[0] ?? '') : key.replace(/_id$/, '')];

/** Sends an input through its REST door as `headers` say. */
async function send(operation: AnyOperation, headers: Record<string, string>) {
  const { rest: door } = operation;
  if (!door) throw new Error(`${operation.name} has no door`);
  const input = sampleInput(operation.input, rowNamed(operation)) as Record<string, unknown>;
  const path = door.path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = String(input[key] ?? 'amostra');
    delete input[key];
    return encodeURIComponent(value);
  });
  const get = door.method === 'get';
  const query = get
    ? `?${new URLSearchParams(Object.entries(input).map(([key, value]) => [key, String(value)]))}`
    : '';
  const response = await house.app.request(path + query, {
    method: door.method.toUpperCase(),
    headers: { 'content-type': 'application/json', ...headers },
    ...(!get && { body: JSON.stringify(door.body_as ? input[door.body_as] : input) }),
  });
  return { status: response.status, text: await response.text() };
}

describe('without credentials', () => {
  it.each(named(rest.filter((operation) => operation.access.scope !== 'public')))(
    '%s is refused',
    async (_, operation) => {
      expect((await send(operation, {})).status).toBe(401);
      const old = {
        'x-internal-token': `${TOKENS.internal}x`,
        'x-webhook-token': 'old',
        'x-auth-token': 'old',
      };
      expect((await send(operation, old)).status).toBe(401);
    },
  );
});

describe("another tenant's ids", () => {
  const owning = rest.filter(
    (operation) => operation.access.scope === 'app' && idKeys(operation.input).length > 0,
  );
  it.each(named(owning))('%s is 403, 404, 422 or an empty list, and shows nothing', async (_, operation) => {
    const { status, text } = await send(operation, {
      'x-internal-token': TOKENS.internal,
      'x-actor-user-id': theirs.user_id,
    });
    const empty = status === 200 && operation.kind === 'query' && JSON.parse(text).items?.length === 0;
    if (!empty) expect([403, 404, 422], text).toContain(status);
    // The id that was sent may be named in the path of the error; nothing else of the row may.
    expect(text).not.toContain('Ana');
    expect(text).not.toContain('Bourbon');
  });
});
