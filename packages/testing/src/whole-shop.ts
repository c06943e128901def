import { newId } from '@vek1/core/kernel/ids';
import { serviceOf } from '@vek1/core/kernel/operation';
import { task } from '@vek1/core/task';
import type { Sql } from 'postgres';
import { eventually } from './eventually.ts';
import type { TestHouse } from './house.ts';
import type { Shop } from './shop.ts';

/** A shop with a row of every kind that an input can name. */
export interface WholeShop extends Shop {
  /** The row that a field of this name means; undefined where the shop has none of the kind. */
  rowOf(key: string): string | undefined;
}

export interface WholeShopOptions {
  /** A word that is in all its texts and nowhere else. */
  mark: string;
  /** Of its customer, digits. */
  phone: string;
}

/** Makes one, by the doors its people use. */
export async function makeWholeShop(house: TestHouse, { mark, phone }: WholeShopOptions): Promise<WholeShop> {
  const shop = await house.shop([
    { name: `Café ${mark} 250g`, price_cents: 4290, stock: 1000, category: `Bebidas ${mark}` },
    { name: `Bule ${mark}`, price_cents: 15990, stock: 1000, category: `Louça ${mark}` },
  ]);
  const { company_id, store_id, user_id, product_ids } = shop;
  const post = async (path: string, body: unknown) => {
    const answer = await house.rest('POST', path, body, user_id);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  const pix = {
    manual_pix_enabled: true,
    manual_pix_key: 'pix@loja.example',
    manual_pix_key_type: 'email',
    manual_pix_name: `Loja ${mark}`.slice(0, 25),
    manual_pix_city: 'São Paulo',
  };
  await house.rest('PUT', `/internal/orders/store/${store_id}/payment-settings`, pix, user_id);
  await house.evolution.inbound(shop.instance, {
    from: phone,
    push_name: `Ana ${mark}`,
    text: `oi, ${mark}`,
  });
  const [lead] = await eventually(async () => {
    const leads = await house.sql`select id from leads where company_id = ${company_id}`;
    if (leads.length === 0) throw new Error('nobody has written');
    return leads;
  });
  const items = [{ product_id: product_ids[0], quantity: 1 }];
  const customer_info = { name: `Ana ${mark}`, note: `Portaria ${mark}` };
  const order = await post('/internal/orders/place', { store_id, lead_id: lead?.id, items, customer_info });
  await post('/internal/orders', { store_id, lead_id: lead?.id, items, payment_method: 'manual_pix' });
  await house.evolution.inbound(shop.instance, {
    from: phone,
    image: {
      base64: Buffer.from(`\xff\xd8\xff ${mark}`, 'latin1').toString('base64'),
      mimetype: 'image/jpeg',
    },
  });
  const document = await post('/internal/documents', {
    store_id,
    title: `Trocas ${mark}`,
    text: `Em sete dias, ${mark}.`,
  });
  await post('/internal/agents', { store_id, type: 'sales', name: `Bia ${mark}`, persona: `Vende ${mark}.` });
  await house.sql`
    insert into erp_events (company_id, id, store_id, event, state, due_at, created_at)
    values (${company_id}, ${newId()}, ${store_id}, 'stock.adjusted', 'dead', now(), now())`;
  await house.runner.run(
    task.open,
    serviceOf(company_id, 'test'),
    { store_id, kind: 'hand_off', subject_id: order.id, title: `Falar com ${mark}` },
    { face: 'internal' },
  );
  await house.settled();

  const rows = await firstRows(house.sql, company_id);
  const named: Record<string, string> = {
    ...rows,
    company: company_id,
    // Not the ones that jobs make of products.
    document: document.id,
    event: rows.erp_event ?? '',
    attempt: rows.payment_attempt ?? '',
    restock: product_ids[0] ?? '',
    charge: order.payment_attempts[0].external_id,
    instance: shop.instance,
    target: order.id,
    actor_user: user_id,
    user: user_id,
  };
  return { ...shop, rowOf: (key) => named[key.replace(/_ids?$/, '')] };
}

/** The oldest row of each table of a company, by what one row is called: `orders` has an `order`. */
async function firstRows(sql: Sql, company_id: string): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name in ('company_id', 'id') and data_type = 'uuid'
     group by table_name having count(*) = 2`;
  const firsts = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] =
        await sql`select id from ${sql(name)} where company_id = ${company_id} order by id limit 1`;
      return row ? [[name.replace(/s$/, ''), String(row.id)] as const] : [];
    }),
  );
  return Object.fromEntries(firsts.flat());
}

const IN_PATH = /\/([a-z-]+)\/\{id\}/;

/** What the field `id` of a door means, by where it stands in the path: of `/internal/orders/{id}`, `order_id`. */
export function fullKey(path: string, key: string): string {
  if (key !== 'id') return key;
  const [, rows = ''] = IN_PATH.exec(path) ?? [];
  return `${rows.replace(/s$/, '').replaceAll('-', '_')}_id`;
}
