import { randomBytes } from 'node:crypto';
import { openAgentTypes } from '@vek1/core/agent';
import { catalog } from '@vek1/core/catalog';
import type { UserActor } from '@vek1/core/kernel/actor';
import { createVault } from '@vek1/core/kernel/crypto';
import { type Database, openDatabase } from '@vek1/core/kernel/db/open-database';
import { createRunner, type Runner } from '@vek1/core/kernel/runner';
import { messaging } from '@vek1/core/messaging';
import { order } from '@vek1/core/order';
import { EDGES } from '@vek1/core/order/rules';
import { companyOfStore } from '@vek1/core/store/rows';
import { subscriptions } from '@vek1/core/subscribers';
import { unconfigured } from '@vek1/gateways/unconfigured';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { demo } from '../demo.ts';
import { idOf } from './id-of.ts';
import { seedDemo } from './seed-demo.ts';

const now = new Date('2026-11-20T15:30:00Z');
const vault = createVault(new Map([['test', randomBytes(32)]]));
const merchant: UserActor = { kind: 'user', user_id: demo.user_id, company_id: demo.company_id };

async function open(): Promise<{ database: TestDatabase; house: Database; close(): Promise<void> }> {
  const database = await createTestDatabase();
  const house = openDatabase({ url: database.url, pool: 4 });
  const close = async () => {
    await house.close();
    await database.close();
  };
  return { database, house, close };
}

/** What every table of ours holds, as one hash a table. */
async function fingerprint({ sql }: Database): Promise<Record<string, string>> {
  const tables = await sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] =
      await sql`select md5(string_agg(t::text, '|' order by t::text)) as hash from ${sql(name)} t`;
    hashes[name] = row?.hash ?? 'empty';
  }
  return hashes;
}

describe('what is written', () => {
  let house: Database;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ house, close } = await open());
    expect(await seedDemo(house.db, vault, { now })).toEqual({ seeded: true });
  });
  afterAll(() => close?.());

  it('is a shop with products, people, conversations and 90 orders in every state that needs no bank', async () => {
    const [counts] = await house.sql`
      select (select count(distinct category)::int from products) as categories,
             (select count(*)::int from products where status = 'active') as on_sale,
             (select count(*)::int from leads) as leads,
             (select count(*)::int from lead_identities) as identities,
             (select count(*)::int from conversations) as conversations,
             (select count(*)::int from agents where is_active) as active_agents,
             (select array_agg(instance order by instance) from evolution_instances) as instances`;
    expect(counts).toEqual({
      categories: 6,
      on_sale: 74,
      leads: 25,
      identities: 25,
      conversations: 25,
      active_agents: 1,
      instances: ['vek1-demo', 'vek1-demo-2'],
    });
    const states =
      await house.sql`select status, payment_status, count(*)::int from orders group by 1, 2 order by 1, 2`;
    expect(states).toEqual([
      { status: 'cancelled', payment_status: 'refund_due', count: 2 },
      { status: 'cancelled', payment_status: 'unpaid', count: 3 },
      { status: 'confirmed', payment_status: 'paid', count: 4 },
      { status: 'delivered', payment_status: 'paid', count: 61 },
      { status: 'expired', payment_status: 'unpaid', count: 11 },
      { status: 'preparing', payment_status: 'paid', count: 4 },
      { status: 'shipped', payment_status: 'paid', count: 5 },
    ]);
  });

  it('has the products that guides and tests name', async () => {
    const named = await house.sql`
      select p.name, p.price_cents::int, l.quantity
        from products p join stock_levels l on l.company_id = p.company_id and l.product_id = p.id
       where p.sku in ('CAF-001', 'PRE-001', 'CAF-007') order by p.sku`;
    expect(named).toEqual([
      { name: 'Café Bourbon Amarelo em Grãos 250g', price_cents: 4290, quantity: 24 },
      { name: 'Café Geisha Microlote 150g', price_cents: 12900, quantity: 0 },
      { name: 'Filtro de Papel nº 103 (100 un.)', price_cents: 1490, quantity: 62 },
    ]);
  });

  it('seals the secrets that the fakes know', async () => {
    const [keys] =
      await house.sql`select abacatepay_api_key as api, abacatepay_webhook_secret as hook from payment_settings`;
    const [instance] =
      await house.sql`select secret from evolution_instances where instance = ${demo.evolution.instance}`;
    expect([keys?.api, keys?.hook, instance?.secret].map((sealed) => vault.open(sealed))).toEqual([
      demo.abacatepay.api_key,
      demo.abacatepay.webhook_secret,
      demo.evolution.instance_secret,
    ]);
  });

  it('has a ledger that adds up to what is on the shelf, product by product', async () => {
    const wrong = await house.sql`
      select l.product_id, l.quantity, sum(m.delta)
        from stock_levels l left join stock_movements m using (company_id, product_id)
       group by l.company_id, l.product_id
      having l.held <> 0 or l.quantity is distinct from coalesce(sum(m.delta), case when l.quantity is not null then 0 end)`;
    expect(wrong).toEqual([]);
  });

  it('walks every order along the edges, forwards in time, to where it is', async () => {
    const rows = await house.sql`
      select o.number, o.status, o.created_at, o.updated_at, json_agg(e order by e.id) as events
        from orders o join order_events e on e.company_id = o.company_id and e.order_id = o.id
       group by o.company_id, o.id`;
    expect(rows).toHaveLength(90);
    for (const { number, status, created_at, updated_at, events } of rows) {
      const [first, ...walked] = events;
      expect(first).toMatchObject({
        from_status: null,
        to_status: 'pending',
        actor: `agent:${demo.agent_id}`,
      });
      let last = first;
      for (const event of walked) {
        const walker = event.actor.startsWith('user:') ? 'merchant' : 'system';
        expect(event.from_status, `#${number}`).toBe(last.to_status);
        const edge = EDGES.find(({ from, to }) => from === event.from_status && to === event.to_status);
        expect(edge?.by, `#${number} ${event.to_status}`).toContain(walker);
        expect(Date.parse(event.created_at), `#${number}`).toBeGreaterThan(Date.parse(last.created_at));
        last = event;
      }
      expect(last.to_status, `#${number}`).toBe(status);
      const times = [first.created_at, last.created_at].map(Date.parse);
      expect([created_at, updated_at].map(Date.parse), `#${number}`).toEqual(times);
    }
  });

  it('took from the shelves what the edges take, and never had less than nothing', async () => {
    const steps = await house.sql`
      select e.from_status, e.to_status, i.product_id, i.quantity
        from order_events e
        join order_items i using (company_id, order_id)
        join stock_levels l using (company_id, product_id)
       where l.quantity is not null
       order by e.created_at, e.id`;
    const counted = await house.sql`select product_id, delta from stock_movements where kind = 'set'`;
    const shelves = new Map(
      counted.map(({ product_id, delta }) => [product_id, { quantity: delta, held: 0 }]),
    );
    for (const { from_status, to_status, product_id, quantity } of steps) {
      const shelf = shelves.get(product_id) ?? { quantity: 0, held: 0 };
      const edge = EDGES.find(({ from, to }) => from === from_status && to === to_status);
      const takes = edge?.stock.endsWith('consume');
      if (from_status === null || (takes && from_status === 'expired')) shelf.held += quantity;
      expect(shelf.quantity - shelf.held).toBeGreaterThanOrEqual(0);
      if (takes || edge?.stock === 'release') shelf.held -= quantity;
      if (takes) shelf.quantity -= quantity;
      if (edge?.stock === 'restore') shelf.quantity += quantity;
    }
    const levels = await house.sql`
      select product_id, quantity, held from stock_levels where quantity is not null`;
    const empty = { quantity: 0, held: 0 };
    for (const { product_id, ...level } of levels) expect(shelves.get(product_id) ?? empty).toEqual(level);
  });

  it('says of every hold what became of it', async () => {
    const holds = await house.sql`
      select o.status, h.round, h.state, count(distinct o.id)::int as orders
        from orders o join stock_holds h on h.company_id = o.company_id and h.order_id = o.id
       where o.status in ('expired', 'cancelled') or o.round = 2 group by 1, 2, 3 order by 1, 2, 3`;
    expect(holds).toEqual([
      { status: 'cancelled', round: 1, state: 'consumed', orders: 2 },
      { status: 'cancelled', round: 1, state: 'released', orders: 3 },
      { status: 'delivered', round: 1, state: 'released', orders: 2 },
      { status: 'delivered', round: 2, state: 'consumed', orders: 2 },
      { status: 'expired', round: 1, state: 'released', orders: 11 },
    ]);
  });

  it('charges what the items cost, at the prices of the products', async () => {
    const wrong = await house.sql`
      select o.number
        from orders o
        join order_items i on i.company_id = o.company_id and i.order_id = o.id
        join products p on p.company_id = i.company_id and p.id = i.product_id
        join payment_attempts a on a.company_id = o.company_id and a.order_id = o.id
        left join payments m on m.company_id = a.company_id and m.attempt_id = a.id
       group by o.company_id, o.id, a.amount_cents, a.id, a.status, m.amount_cents
      having o.total_cents <> sum(i.quantity * i.price_cents) or o.items_count <> sum(i.quantity)
          or a.amount_cents <> o.total_cents or coalesce(m.amount_cents, a.amount_cents) <> a.amount_cents
          or bool_or(i.name <> p.name or i.price_cents <> p.price_cents)
          or (m.amount_cents is not null) <> (a.status = 'paid')
          or o.paid_attempt_id is distinct from case a.status when 'paid' then a.id end`;
    expect(wrong).toEqual([]);
  });

  it('leaves nothing to wait for: no open charge, no message on its way, no turn that runs, nothing unanswered', async () => {
    const [open] = await house.sql`
      select (select count(*)::int from orders where status in ('pending', 'awaiting_payment')) as orders,
             (select count(*)::int from payment_attempts where status in ('requested', 'open')) as attempts,
             (select count(*)::int from stock_holds where state = 'held') as holds,
             (select count(*)::int from messages where status = 'sending') as messages,
             (select count(*)::int from turns where status = 'running') as turns,
             (select count(*)::int from messages m join conversations c on c.company_id = m.company_id and c.id = m.conversation_id
               where m.direction = 'inbound' and m.turn_id is null and c.state = 'agent') as unanswered`;
    expect(open).toEqual({ orders: 0, attempts: 0, holds: 0, messages: 0, turns: 0, unanswered: 0 });
  });

  it('knows no future', async () => {
    const tables = await house.sql`
      select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'created_at'`;
    for (const { name } of tables) {
      const ahead = await house.sql`select from ${house.sql(name)} where created_at > ${now.toISOString()}`;
      expect(ahead, name).toHaveLength(0);
    }
  });

  it('told every customer of the code and of each step, once, in a turn or by the house', async () => {
    const [told] = await house.sql`
      select (select count(*)::int from orders) as orders,
             count(*) filter (where cause_key like 'pix:%:code' and text like '000201%')::int as codes,
             count(*) filter (where cause_key like 'order:%')::int as steps,
             count(*) filter (where role = 'agent' and not exists (select from turns t where t.id = m.turn_id))::int as stray
        from messages m`;
    const [walked] = await house.sql`
      select count(*)::int as steps from order_events where to_status not in ('pending', 'awaiting_payment')`;
    expect(told).toEqual({ orders: 90, codes: 90, steps: walked?.steps, stray: 0 });
  });

  it('lets the agent name only what the shop sells, at its price', async () => {
    const said = await house.sql`select text from messages where role = 'agent' and text like '%*%'`;
    const products = await house.sql`select name, price_cents::int from products where status = 'active'`;
    const prices = new Map(products.map(({ name, price_cents }) => [name, price_cents]));
    const priced = said.flatMap(({ text }) => [...text.matchAll(/(?<!x )\*([^*]+)\*[^*]*?R\$ ([\d.,]+\d)/g)]);
    for (const { text } of said)
      for (const [, name] of text.matchAll(/\*([^*]+)\*/g)) expect(prices.has(name), name).toBe(true);
    expect(priced.length).toBeGreaterThan(5);
    for (const [, name, price] of priced)
      expect(Number(price.replace(/\D/g, '')), name).toBe(prices.get(name));
  });
});

it('changes nothing the second time, and makes one shop of two seeds at once', async () => {
  const { house, close } = await open();
  try {
    const both = await Promise.all([seedDemo(house.db, vault, { now }), seedDemo(house.db, vault, { now })]);
    expect(both.map(({ seeded }) => seeded).sort()).toEqual([false, true]);
    const before = await fingerprint(house);
    expect(await seedDemo(house.db, vault)).toEqual({ seeded: false });
    expect(await fingerprint(house)).toEqual(before);
  } finally {
    await close();
  }
});

describe('the house that goes on from there', () => {
  let house: Database;
  let runner: Runner;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ house, close } = await open());
    await seedDemo(house.db, vault);
    runner = createRunner({
      db: house.db,
      gateways: {
        pix: unconfigured('abacatepay'),
        messaging: unconfigured('evolution'),
        language_model: unconfigured('llm'),
        embeddings: unconfigured('ollama'),
        email: unconfigured('resend'),
        erp: unconfigured('erp'),
        files: unconfigured('files'),
      },
      vault,
      settings: {
        chat_burst_ms: 0,
        public_app_url: 'http://app.test',
        agent_types: openAgentTypes(),
        public_api_url: 'http://localhost:8000',
        outbound_allow_private: true,
      },
      companyOfStore,
      subscriptions,
      log: pino({ level: 'silent' }),
    });
  });
  afterAll(() => close?.());

  const inside = { face: 'internal' } as const;
  const stockOf = async (id: string) =>
    (await runner.run(catalog.get, merchant, { id }, inside)).stock_quantity;

  it('shows every order, product and message by its contract', async () => {
    const { items: orders } = await runner.run(order.list, merchant, { limit: 200 }, inside);
    expect(orders).toHaveLength(90);
    for (const { id } of orders) await runner.run(order.get, merchant, { id }, inside);
    const products = await runner.run(
      catalog.list,
      merchant,
      { store_id: demo.store_id, limit: 200 },
      inside,
    );
    expect(products.total).toBe(76);
    expect((await runner.run(messaging.list, merchant, { limit: 200 }, inside)).items).toHaveLength(200);
  });

  it('takes a paid order further, and puts back what a cancelled one took', async () => {
    const { items } = await runner.run(order.list, merchant, { status: ['confirmed'] }, inside);
    const [first, second] = items.map(({ id }) => id);
    const preparing = await runner.run(
      order.transition,
      merchant,
      { id: first ?? '', to: 'preparing' },
      inside,
    );
    expect(preparing.status).toBe('preparing');

    const { items: lines } = await runner.run(order.get, merchant, { id: second ?? '' }, inside);
    const before = await Promise.all(lines.map(({ product_id }) => stockOf(product_id)));
    await runner.run(order.transition, merchant, { id: second ?? '', to: 'cancelled' }, inside);
    const after = await Promise.all(lines.map(({ product_id }) => stockOf(product_id)));
    expect(after).toEqual(lines.map(({ quantity }, place) => (before[place] ?? 0) + quantity));
  });

  it('gives the next order the next number', async () => {
    const items = [{ product_id: idOf('product', 'CAF-001'), quantity: 2 }];
    const made = await runner.run(order.create, merchant, { store_id: demo.store_id, items }, inside);
    expect(made).toMatchObject({ number: 1091, status: 'pending', total_cents: 8580 });
  });
});
