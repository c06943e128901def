import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVault, parseEncryptionKeys } from '@vek1/core/kernel/crypto';
import { type Database, openDatabase } from '@vek1/core/kernel/db/open-database';
import { createTestDatabase, isRealServer } from '@vek1/testing/database';
import { eventually } from '@vek1/testing/eventually';
import { type FakeAbacatePay, startAbacatePay } from '@vek1/testing/fakes/abacatepay';
import { TOKENS } from '@vek1/testing/house';
import { makeShop, type Shop } from '@vek1/testing/shop';
import {
  type Bought,
  buy,
  cancel,
  chargeAgain,
  forAll,
  giveBack,
  type Market,
  payFor,
  WAYS,
  type Way,
} from './money/buyers.ts';
import { runOut, startClock } from './money/clock.ts';
import { readLedger } from './money/ledger.ts';
import { startProcesses } from './money/processes.ts';

const ORDERS = 2_000;
const PRICE_CENTS = 4_290;
/** Of a rush: so many want what there are so few of. */
const RUSH = { buyers: 200, units: 20 };
const SHOPS = 8;
const KILL_EVERY_MS = 6_000;
/** A process that dies holds a claim for a minute, and whoever takes it up may die too. */
const SETTLED_WITHIN_MS = 300_000;

/** The same every time. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Scene extends Market {
  database: Database;
  shelves: Map<string, number>;
  openShop: (stock: number) => Promise<Shop>;
}

async function step(name: string, { processes, bank }: Scene, act: () => Promise<void>): Promise<void> {
  const [began, kills] = [performance.now(), processes.kills()];
  bank.clearFaults();
  processes.killSoon();
  await act();
  const took = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`  ${name.padEnd(34)} ${took.padStart(6)} s  killed ${processes.kills() - kills} times`);
}

/** Who wants what, where: ordinary shops with plenty, one each for the late, and rushes. */
async function plan(scene: Scene, orders: number) {
  const rushes = Math.max(1, Math.round(orders / 10 / RUSH.units));
  const ways = (Object.keys(WAYS) as Way[]).flatMap((way) => Array<Way>(WAYS[way].of_20).fill(way));
  const ordinary = Array.from(
    { length: Math.max(20, Math.round(((orders - rushes * RUSH.units) * 20) / 21)) },
    (_, n) => ways[n % ways.length] as Way,
  );
  const shops = await Promise.all(Array.from({ length: SHOPS }, () => scene.openShop(ordinary.length)));
  // What the late ones wanted is all there is: whoever comes after them takes it.
  const scarce = await scene.openShop(ordinary.filter((way) => way === 'too_late').length);
  const wanted = ordinary.map((way, n) => ({
    way,
    shop: way === 'too_late' ? scarce : (shops[n % shops.length] as Shop),
    client_key: `buyer-${n}`,
  }));
  const crowds = await Promise.all(
    Array.from({ length: rushes }, async () => {
      const shop = await scene.openShop(RUSH.units);
      return Array.from({ length: RUSH.buyers }, (_, n) => ({
        way: 'rush' as const,
        shop,
        client_key: `rush-${n}`,
      }));
    }),
  );
  return { wanted, crowds, scarce };
}

/** The bank's charges by order, the newest each. */
const chargesByOrder = (bank: FakeAbacatePay) =>
  new Map(
    bank
      .charges()
      .toReversed()
      .filter((charge) => charge.metadata.again === undefined)
      .map((charge) => [String(charge.metadata.order_id), charge.id]),
  );

const inOrder = (bought: readonly Bought[], ...ways: Way[]) => bought.filter(({ way }) => ways.includes(way));

/** No order waits for its charge any more. */
const charged = ({ database }: Scene) =>
  eventually(async () => {
    const waiting = await database.sql`select id from orders where status = 'pending'`;
    if (waiting.length > 0) throw new Error(`${waiting.length} orders were never charged`);
  }, SETTLED_WITHIN_MS);

/** Nothing is left to be done: no job, no money that nobody decided about, no refund on its way. */
const settled = ({ database }: Scene) =>
  eventually(async () => {
    const [left] = await database.sql`
      select (select count(*)::int from dbos.workflow_status where status in ('ENQUEUED', 'PENDING')
                 and workflow_uuid in (select workflow_uuid from dbos.workflow_input
                      where inputs not like '%payment.watchCharges%' and inputs not like '%order.sweep%')) as jobs,
             (select count(*)::int from payments where status in ('recorded', 'refund_pending')) as payments`;
    if (left?.jobs || left?.payments) throw new Error(`left to be done: ${JSON.stringify(left)}`);
  }, SETTLED_WITHIN_MS);

async function trade(scene: Scene, orders: number) {
  const { bank, database, processes } = scene;
  const { wanted, crowds, scarce } = await plan(scene, orders);
  const bought: Bought[] = [];
  let refused = 0;
  const place = async (one: Parameters<typeof buy>[1]) => {
    const order = await buy(scene, one);
    if (order) bought.push(order);
    else refused += 1;
  };

  await step('orders are placed and charged', scene, async () => {
    await forAll(wanted, place);
    for (const crowd of crowds) await forAll(crowd, place);
    await charged(scene);
  });

  await step('people pay, cancel, pay twice', scene, async () => {
    const charge = chargesByOrder(bank);
    await forAll(bought, async (order) => {
      const charge_id = charge.get(order.id) ?? '';
      switch (order.way) {
        case 'prompt':
        case 'rush':
        case 'regrets':
          return payFor(scene, charge_id);
        case 'unheard':
          return payFor(scene, charge_id, { webhook: false });
        case 'claims_less':
          return payFor(scene, charge_id, { paid_amount: 1 });
        case 'cancels':
          return void (await cancel(scene, order));
        case 'cancels_and_pays':
          await Promise.all([cancel(scene, order), payFor(scene, charge_id)]);
          return;
        case 'pays_twice': {
          const second = await chargeAgain(scene, order);
          await Promise.all([payFor(scene, charge_id), payFor(scene, second)]);
          return;
        }
        default:
          return;
      }
    });
    await settled(scene);
  });

  await step('time runs out for the others', scene, async () => {
    const ids = inOrder(bought, 'never', 'late', 'too_late').map(({ id }) => id);
    await runOut(database, ids);
    await eventually(async () => {
      const open =
        await database.sql`select id from orders where id = any(${ids}::uuid[]) and status <> 'expired'`;
      if (open.length > 0) throw new Error(`${open.length} orders did not expire`);
    }, SETTLED_WITHIN_MS);
  });

  await step('others buy what came back; late money', scene, async () => {
    const back = inOrder(bought, 'too_late').length;
    await forAll(
      Array.from({ length: back }, (_, n) => ({
        way: 'newcomer' as const,
        shop: scarce,
        client_key: `newcomer-${n}`,
      })),
      place,
    );
    await charged(scene);
    const charge = chargesByOrder(bank);
    await forAll(inOrder(bought, 'newcomer'), ({ id }) => payFor(scene, charge.get(id) ?? ''));
    await forAll(inOrder(bought, 'late', 'too_late'), ({ id }) => payFor(scene, charge.get(id) ?? ''));
    await settled(scene);
  });

  await step('money goes back', scene, async () => {
    await forAll(inOrder(bought, 'regrets', 'cancels_and_pays'), (order) => giveBack(scene, order));
    await settled(scene);
  });
  await step('what no webhook told is found', scene, async () => {
    await eventually(async () => {
      const known = await database.sql`
        select a.external_id from payments p join payment_attempts a on a.company_id = p.company_id and a.id = p.attempt_id`;
      const found = new Set(known.map((row) => row.external_id));
      const missing = bank.charges().filter(({ id, status }) => status === 'PAID' && !found.has(id));
      if (missing.length > 0) throw new Error(`${missing.length} payments were not found`);
    }, SETTLED_WITHIN_MS).catch((error: unknown) => console.log(`  ! ${error}`));
  });
  await processes.stopKilling();
  await settled(scene);
  return { bought, refused };
}

/** How many orders one store bears a second: they are made one after another, for its number row is locked. */
async function ordersPerSecond({ processes, openShop }: Scene, seconds: number): Promise<number> {
  const shop = await openShop(1_000_000);
  const items = [{ product_id: shop.product_ids[0], quantity: 1 }];
  const until = performance.now() + seconds * 1000;
  let made = 0;
  const buyUntilThen = async () => {
    while (performance.now() < until) {
      await processes.ask('POST', '/internal/orders', shop.user_id, { store_id: shop.store_id, items });
      made += 1;
    }
  };
  await Promise.all(Array.from({ length: 16 }, buyUntilThen));
  return made / seconds;
}

/** Buys, pays, cancels and gives back, on a bad gateway, in processes that are killed all the time; then counts. */
export async function prove({ orders = ORDERS }: { orders: number | undefined }): Promise<boolean> {
  if (!isRealServer) throw new Error('prove money needs a PostgreSQL server: DATABASE_URL=postgres://...');
  const test_database = await createTestDatabase();
  const data_dir = await mkdtemp(join(tmpdir(), 'vek1-prove-'));
  const keys = `test:${randomBytes(32).toString('base64')}`;
  const vault = createVault(parseEncryptionKeys(keys));
  const database = openDatabase({ url: test_database.url, pool: 4 });
  const bank = await startAbacatePay({ retry: { attempts: 100, max_delay_ms: 1_000 } });
  const processes = await startProcesses(
    {
      DATA_DIR: data_dir,
      DATABASE_URL: test_database.url,
      AUTH_TOKEN: TOKENS.auth,
      INTERNAL_TOKEN: TOKENS.internal,
      WEBHOOK_TOKEN: TOKENS.webhook,
      ENCRYPTION_KEYS: keys,
      ABACATEPAY_API_BASE: bank.url,
    },
    2,
  );
  const shelves = new Map<string, number>();
  const scene: Scene = {
    processes,
    bank,
    database,
    shelves,
    random: createRandom(1042),
    async openShop(stock) {
      const shop = await makeShop(database.db, vault, [{ name: 'Café', price_cents: PRICE_CENTS, stock }]);
      shelves.set(shop.product_ids[0] ?? '', stock);
      const webhook = { url: `${processes.url}/webhooks/${shop.store_id}`, secret: shop.webhook_secret };
      bank.account({ api_key: shop.api_key, webhook });
      return shop;
    },
  };
  const clock = startClock(database);
  try {
    console.log(`prove money: ${orders} orders, two processes, one killed every ${KILL_EVERY_MS / 1000} s`);
    processes.startKilling(KILL_EVERY_MS);
    const { bought, refused } = await trade(scene, orders);
    const ledger = await readLedger(database, bank, bought, shelves);
    for (const wrong of [ledger.lost, ledger.doubled, ledger.oversold, ledger.broken].flat().slice(0, 20)) {
      console.log(`  ! ${wrong}`);
    }
    const per_second = await ordersPerSecond(scene, 5);
    const holds = ledger.broken.length === 0;
    console.log(
      [
        `orders of one store        ${per_second.toFixed(0)} a second`,
        `processes killed           ${processes.kills()}`,
        `orders                     ${ledger.orders}`,
        `payments                   ${ledger.payments}`,
        `confirmed                  ${ledger.confirmed}`,
        `owed back or given back    ${ledger.owed_back}`,
        `refused, sold out          ${refused}`,
        `lost                       ${ledger.lost.length}`,
        `doubled                    ${ledger.doubled.length}`,
        `oversold                   ${ledger.oversold.length}`,
        `ledger identity            ${holds ? 'holds' : 'BROKEN'}`,
      ].join('\n'),
    );
    return holds && ledger.lost.length + ledger.doubled.length + ledger.oversold.length === 0;
  } finally {
    await clock.stop();
    await processes.close();
    await database.close();
    await bank.close();
    await test_database.close();
    await rm(data_dir, { recursive: true, force: true });
  }
}
