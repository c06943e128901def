import { agents, evolution_instances } from '@vek1/core/agent/tables';
import { products } from '@vek1/core/catalog/tables';
import { turns } from '@vek1/core/chat/tables';
import { companies } from '@vek1/core/company/tables';
import { users } from '@vek1/core/identity/tables';
import type { Vault } from '@vek1/core/kernel/crypto';
import type { Db } from '@vek1/core/kernel/db/open-database';
import { lead_identities, leads } from '@vek1/core/lead/tables';
import { conversations, messages } from '@vek1/core/messaging/tables';
import { order_events, order_items, order_numbers, orders } from '@vek1/core/order/tables';
import { payment_attempts, payment_references, payment_settings, payments } from '@vek1/core/payment/tables';
import { stock_holds, stock_levels, stock_movements } from '@vek1/core/stock/tables';
import { stores } from '@vek1/core/store/tables';
import { tasks } from '@vek1/core/task/tables';
import { demo } from '../demo.ts';
import { VISITOR_TALKS } from './conversations.ts';
import { conversationRows, saidOfOrder, saidOfVisitor } from './message-rows.ts';
import * as order from './order-rows.ts';
import { BUYERS, VISITORS } from './people.ts';
import { planOrders } from './plan-orders.ts';
import { DAY, iso } from './shop-clock.ts';
import * as shop from './shop-rows.ts';

/** The shop opened this long ago. */
const OPENED_MS = 45 * DAY;

const byTime = <Row extends { created_at: string }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((one, other) => (one.created_at < other.created_at ? -1 : 1));

/** What 30 days left behind in the tables, up to `now`. */
function livedShop(now: Date, opened_at: string) {
  const lived = planOrders(now).map((planned) => order.livedOrder(planned, shop.leadIdOf(planned.buyer)));
  const people = [
    ...BUYERS.flatMap((person) => {
      const own = lived.filter(({ buyer }) => buyer === person);
      const status = own.some(({ paid_at }) => paid_at) ? ('customer' as const) : ('engaged' as const);
      return own.length > 0 ? [{ person, status, state: 'agent' as const, said: own.flatMap(saidOfOrder) }] : [];
    }),
    ...VISITOR_TALKS.flatMap((talk) =>
      VISITORS.filter(({ name }) => name === talk.name).map(({ status, ...person }) => ({
        person,
        status,
        state: talk.state,
        said: saidOfVisitor(talk, now),
      })),
    ),
  ].map(({ person, status, state, said }) => ({ person, status, ...conversationRows(shop.leadIdOf(person), state, said) }));
  const movements = byTime(lived.flatMap(order.movementRows));
  return { lived, people, movements, ...shop.stockRows(opened_at, movements) };
}

/**
 * Writes the demo shop of `pnpm dev` with its last 30 days, all at once; where it is already, nothing. Its
 * secrets are sealed by `vault`, and its times end at `now`.
 */
export async function seedDemo(db: Db, vault: Vault, { now = new Date() }: { now?: Date } = {}): Promise<{ seeded: boolean }> {
  const opened_at = iso(now.getTime() - OPENED_MS);
  return db.transaction(async (tx) => {
    await tx.insert(users).values(shop.userRow(opened_at)).onConflictDoNothing({ target: users.id });
    // Whoever seeds at the same time waits here for the first to commit.
    const made = await tx
      .insert(companies)
      .values(shop.companyRow(opened_at))
      .onConflictDoNothing({ target: companies.id })
      .returning({ id: companies.id });
    if (made.length === 0) return { seeded: false };

    const { lived, people, movements, levels, counts } = livedShop(now, opened_at);
    await tx.insert(stores).values(shop.storeRow(opened_at));
    await tx.insert(payment_settings).values(shop.settingsRow(vault, opened_at));
    await tx.insert(agents).values(shop.agentRows(opened_at));
    await tx.insert(evolution_instances).values(shop.instanceRows(vault));
    await tx.insert(products).values(shop.productRows(opened_at));
    await tx.insert(leads).values(people.map(...));
  });
}
