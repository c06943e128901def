import { agents, evolution_instances } from '@vek1/core/agent/tables';
import { products } from '@vek1/core/catalog/tables';
import { turns } from '@vek1/core/chat/tables';
import { companies } from '@vek1/core/company/tables';
import { accounts, users } from '@vek1/core/identity/tables';
import type { Vault } from '@vek1/core/kernel/crypto';
import type { Db } from '@vek1/core/kernel/db/open-database';
import { lead_identities, leads } from '@vek1/core/lead/tables';
import { conversations, messages } from '@vek1/core/messaging/tables';
import { order_events, order_items, order_numbers, orders } from '@vek1/core/order/tables';
import { payment_attempts, payment_references, payment_settings, payments } from '@vek1/core/payment/tables';
import { stock_holds, stock_levels, stock_movements } from '@vek1/core/stock/tables';
import { stores } from '@vek1/core/store/tables';
import { tasks } from '@vek1/core/task/tables';
import { hashPassword } from 'better-auth/crypto';
import { demo } from '../demo.ts';
import { VISITOR_TALKS } from './conversations.ts';
import { conversationRows, saidOfOrder, saidOfVisitor } from './message-rows.ts';
import * as order from './order-rows.ts';
import { BUYERS, VISITORS } from './people.ts';
import { planOrders } from './plan-orders.ts';
import { DAY, iso } from './shop-clock.ts';
import * as shop from './shop-rows.ts';

const { company_id, store_id } = demo;

/** The shop opened this long ago. */
const OPENED_MS = 45 * DAY;

const byTime = <Row extends { created_at: string }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((one, other) => (one.created_at < other.created_at ? -1 : 1));

/** Who wrote to the shop, and all that was said. */
function conversationsOf(lived: readonly order.LivedOrder[], now: Date) {
  const buyers = BUYERS.map((person) => {
    const own = lived.filter(({ buyer }) => buyer === person);
    const status: shop.LeadStatus = own.some(({ paid_at }) => paid_at) ? 'customer' : 'engaged';
    return { person, status, state: 'agent' as const, said: own.flatMap(saidOfOrder) };
  });
  const visitors = VISITORS.map(({ status, ...person }) => {
    const talks = VISITOR_TALKS.filter(({ name }) => name === person.name);
    const state = talks[0]?.state ?? 'agent';
    return { person, status, state, said: talks.flatMap((talk) => saidOfVisitor(talk, now)) };
  });
  return [...buyers, ...visitors]
    .filter(({ said }) => said.length > 0)
    .map(({ person, status, state, said }) => {
      const rows = conversationRows(shop.leadIdOf(person), state, said);
      return {
        lead: shop.leadRow(person, status, rows.conversation),
        identity: shop.identityRow(person),
        ...rows,
      };
    });
}

/**
 * Writes the demo shop of `pnpm dev` and its last 30 days, all at once; where it is already, nothing. Its
 * secrets are sealed by `vault`; everything happened before `now`.
 */
export async function seedDemo(
  db: Db,
  vault: Vault,
  { now = new Date() }: { now?: Date } = {},
): Promise<{ seeded: boolean }> {
  const opened_at = iso(now.getTime() - OPENED_MS);
  const password = await hashPassword(demo.owner.password);
  return db.transaction(async (tx) => {
    await tx.insert(users).values(shop.userRow(opened_at)).onConflictDoNothing({ target: users.id });
    // Whoever seeds at the same time waits here until the first has committed.
    const made = await tx
      .insert(companies)
      .values(shop.companyRow(opened_at))
      .onConflictDoNothing({ target: companies.id })
      .returning({ id: companies.id });
    if (made.length === 0) return { seeded: false };

    await tx.insert(accounts).values(shop.accountRow(password, opened_at));
    await tx.insert(stores).values(shop.storeRow(opened_at));
    await tx.insert(payment_settings).values(shop.settingsRow(vault, opened_at));
    await tx.insert(agents).values(shop.agentRows(opened_at));
    await tx.insert(evolution_instances).values(shop.instanceRows(vault));
    await tx.insert(products).values(shop.productRows(opened_at));

    const lived = planOrders(now).map((planned) => order.livedOrder(planned, shop.leadIdOf(planned.buyer)));
    const talks = conversationsOf(lived, now);
    await tx.insert(leads).values(talks.map(({ lead }) => lead));
    await tx.insert(lead_identities).values(talks.map(({ identity }) => identity));
    await tx.insert(conversations).values(talks.map(({ conversation }) => conversation));
    await tx.insert(turns).values(talks.flatMap((talk) => talk.turns));
    await tx.insert(messages).values(talks.flatMap((talk) => talk.messages));

    await tx.insert(orders).values(lived.map(order.orderRow));
    await tx.insert(order_items).values(lived.flatMap(order.itemRows));
    await tx.insert(order_events).values(byTime(lived.flatMap(order.eventRows)));
    await tx
      .insert(order_numbers)
      .values({ company_id, store_id, last: Math.max(...lived.map(({ number }) => number)) });
    await tx.insert(payment_attempts).values(lived.map(order.attemptRow));
    await tx.insert(payment_references).values(lived.map(order.referenceRow));
    await tx.insert(payments).values(lived.flatMap(order.paymentRows));
    await tx.insert(tasks).values(lived.flatMap(order.taskRows));

    const moved = byTime(lived.flatMap(order.movementRows));
    const { levels, counts } = shop.stockRows(opened_at, moved);
    await tx.insert(stock_levels).values(levels);
    await tx.insert(stock_movements).values([...counts, ...moved]);
    await tx.insert(stock_holds).values(lived.flatMap(order.holdRows));
    return { seeded: true };
  });
}
