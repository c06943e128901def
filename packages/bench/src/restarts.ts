import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createVault, parseEncryptionKeys } from '@vek1/core/kernel/crypto';
import { openDatabase } from '@vek1/core/kernel/db/open-database';
import { createTestDatabase, isRealServer } from '@vek1/testing/database';
import { startAbacatePay } from '@vek1/testing/fakes/abacatepay';
import { startEvolution } from '@vek1/testing/fakes/evolution';
import { serveFake } from '@vek1/testing/fakes/serve-fake';
import { TOKENS } from '@vek1/testing/house';
import { linkToFakes, webhookRelays } from '@vek1/testing/relays';
import { settled } from '@vek1/testing/settled';
import { makeShop } from '@vek1/testing/shop';
import type { Sql } from 'postgres';
import { readBooks } from './restarts/books.ts';
import { buy, type Customer, type Market } from './restarts/customers.ts';
import { type Fleet, startFleet } from './restarts/fleet.ts';

/** A customer comes this long after the one before. */
const EVERY_MS = 150;
const PRODUCTS = 4;
const EVOLUTION_KEY = 'evolution-key';
/** As long as all the rest may take. */
const GRACE_MS = 180_000;

/**
 * Customers order and pay while two API processes are restarted in turn, every third time by -9. Whoever asks tries
 * again only where the connection failed, under a key. Nothing may be lost, nothing done twice, no unit unaccounted for.
 */
export async function prove({ orders = 60 }: { orders: number | undefined }): Promise<boolean> {
  if (!isRealServer) throw new Error('DATABASE_URL: two processes need a real PostgreSQL');
  const started = performance.now();
  const deadline = AbortSignal.timeout(GRACE_MS + orders * EVERY_MS);
  const cleanups: (() => Promise<unknown>)[] = [];
  const later = <T extends { close: () => Promise<unknown> }>(part: T): T => {
    cleanups.unshift(() => part.close());
    return part;
  };

  try {
    const server = later(await createTestDatabase());
    const { db, sql } = later(openDatabase({ url: server.url, pool: 4 }));
    const abacatepay = later(await startAbacatePay({ retry: { attempts: 20 } }));
    const evolution = later(await startEvolution({ api_key: EVOLUTION_KEY, retry: { attempts: 20 } }));
    const keys = `proof:${randomBytes(32).toString('base64')}`;
    const stock = orders * 4;
    const goods = Array.from({ length: PRODUCTS }, (_, at) => ({
      name: `Produto ${at}`,
      price_cents: 1990 + at,
      stock,
    }));
    const shop = await makeShop(db, createVault(parseEncryptionKeys(keys)), goods);
    const fleet = later(
      await startFleet(
        {
          DATABASE_URL: server.url,
          AUTH_TOKEN: TOKENS.auth,
          INTERNAL_TOKEN: TOKENS.internal,
          WEBHOOK_TOKEN: TOKENS.webhook,
          ENCRYPTION_KEYS: keys,
          CHAT_BURST_MS: '0',
          ABACATEPAY_API_BASE: abacatepay.url,
          EVOLUTION_API_BASE: evolution.url,
          EVOLUTION_API_KEY: EVOLUTION_KEY,
        },
        deadline,
      ),
    );
    const relays = later(
      await serveFake(webhookRelays((path, init) => fleet.send(path, init), TOKENS.webhook) as never),
    );
    linkToFakes(shop, { abacatepay, evolution }, relays.url);
    later(hurry(sql));

    const market = { fleet, shop, abacatepay, evolution };
    const customers = await trade(market, orders, deadline);
    const read = () => readBooks(sql, market, customers, stock);
    let books = await read();
    while (books.lost.length > 0 && !deadline.aborted) {
      await pause(500);
      books = await read();
    }
    // What was done once may be done again as long as anything runs.
    await settled(sql);
    books = await read();
    return report(books, fleet.counted, performance.now() - started);
  } finally {
    for (const cleanup of cleanups) await cleanup();
  }
}

/**
 * What a killed process leaves behind is noticed sooner here: its silence after 12 s instead of 30, its claim on a
 * charge after 20 s instead of 60, which is still longer than the call that the claim is for may take.
 */
function hurry(sql: Sql): { close: () => Promise<void> } {
  const tick = async () => {
    await sql`delete from processes where seen_at < now() - interval '12 s'`;
    await sql`
      update payment_attempts set claimed_until = now()
       where status = 'requested' and claimed_until between now() and now() + interval '40 s'`;
  };
  const ticking = setInterval(() => void tick().catch(() => undefined), 1_000);
  return { close: async () => clearInterval(ticking) };
}

/** All customers, one after the other, and the restarts meanwhile. */
async function trade(market: Market, orders: number, deadline: AbortSignal): Promise<Customer[]> {
  let coming = true;
  const restarting = market.fleet.restartWhile(() => coming);
  const buying = Array.from({ length: orders }, async (_, number) => {
    await pause(number * EVERY_MS, undefined, { signal: deadline });
    return buy(market, number);
  });
  const [customers] = await Promise.all([
    Promise.all(buying).finally(() => {
      coming = false;
    }),
    restarting,
  ]);
  return customers;
}

type Books = Awaited<ReturnType<typeof readBooks>>;

function report(books: Books, counted: Fleet['counted'], ms: number): boolean {
  const doubled = Object.values(books.doubled).reduce((sum, count) => sum + count, 0);
  const holds = books.lost.length === 0 && doubled === 0 && books.wrong.length === 0;
  const { requests, refused, cut, stopped, killed } = counted;
  console.log(`restarts: ${books.orders} orders, two processes, ${(ms / 1000).toFixed(0)} s`);
  console.log(`  restarts   ${stopped + killed}: ${stopped} asked to stop, ${killed} killed with -9`);
  console.log(
    `  requests   ${requests}, of which sent again ${refused} that were refused and ${cut} that were cut`,
  );
  console.log(`  orders     ${books.orders}`);
  console.log(`  payments   ${books.payments}`);
  console.log(`  confirmed  ${books.confirmed}`);
  console.log(`  messages   ${books.messages}`);
  console.log(`  lost       ${books.lost.length}`);
  console.log(`  doubled    ${doubled}`);
  console.log(
    `  ledger     ${books.wrong.length === 0 ? 'holds' : 'BROKEN'}: ${books.sold} sold, ${books.left} left`,
  );
  for (const what of books.lost) console.log(`  lost: ${what}`);
  if (doubled > 0) console.log(`  doubled: ${JSON.stringify(books.doubled)}`);
  for (const shelf of books.wrong) console.log(`  ledger: ${JSON.stringify(shelf)}`);
  return holds;
}
